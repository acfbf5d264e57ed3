import { edgeEndText } from "../../contract/edge-end";
import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { isEverybody } from "../../reach/edge-traffic";

/** An edge to or from everybody says that it is public. */
export const publicEdge: StackRule = {
  id: "reach/public-edge",
  title: "Edges to or from everybody are declared public",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: ["*"],
  why: "An edge that opens a service to the Internet must be seen as such by whoever reads a report.",
  fix: "Set public: true on the edge, or name the addresses that are meant.",
  decides:
    "Whether a declared edge with half the Internet or more at one end says that it is public; such an edge permits nothing otherwise.",
  cannotDecide: "Whether an edge should be public is for people to say: every report lists them.",
  frameworks: familyFrameworks.contract,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{ from: "0.0.0.0/0", to: "shop", public: true, … }',
    fail: '{ from: "0.0.0.0/0", to: "shop", … }',
  },
  check: (stack, { declared }) =>
    declared.edges
      .filter((edge) => !edge.public && [edge.from, edge.to].some(isEverybody))
      .flatMap(({ component, path, id, from, to }): readonly StackObservation[] => {
        const resource = stack.byUrn(component);
        if (resource === undefined) return [];
        const end = isEverybody(from) ? from : to;
        const message = `Edge ${id} has everybody (${edgeEndText(end)}) at one end and does not say that it is public.`;
        return [{ resource, verdict: "fail", path, message, value: id }];
      }),
};
