import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { memberTypes } from "../../network/member-types";
import { groupRuleTypes } from "../../network/rules";
import { verdictOf } from "../../reach/bounds";
import { describeTraffic } from "../../reach/describe";
import { evidenceOf, trail } from "../../reach/hops";
import { type ReachModel, reachModel } from "../../reach/model";
import { pathTypes } from "../../reach/path-types";
import { type ServicePath, servicePaths, undeclared } from "../../reach/service-paths";

/** Two services without an edge cannot reach each other. */
export const undeclaredPath: StackRule = {
  id: "reach/undeclared-path",
  title: "No path between services that no edge declares",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...new Set([...groupRuleTypes, ...Object.keys(memberTypes), ...pathTypes])],
  why: "A path nobody declared is one nobody reviews, and the way by which a fault in one service becomes one in another.",
  fix: "Remove the rule that opens the path, or declare an edge between the services with its protocol and port.",
  decides:
    "For each pair of services with declared members: whether routes, network ACLs in both directions and groups of both sides let one connect to the other by packets that no edge over the network declares.",
  cannotDecide:
    "Services are those that components declare; without that nothing is proven. What may be invoked through VPC Lattice is a matter of reach/isolation.",
  frameworks: familyFrameworks.reach,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "the group of axon admits the group of orbit on port 8443, and an edge orbit → axon declares tcp 8443",
    fail: "the group of axon admits the group of orbit on port 22, and no edge declares that",
  },
  check: (stack, context) => {
    const model = reachModel(stack, context);
    return servicePaths(model).flatMap((path) => observe(model, path));
  },
};

function observe(model: ReachModel, path: ServicePath): readonly StackObservation[] {
  const rest = undeclared(path);
  const verdict = verdictOf(rest);
  const { resource, path: at } = placeOf(model, path);
  if (verdict === "closed" || resource === undefined) return [];
  const isOpen = verdict === "open";
  const packets = describeTraffic(isOpen ? rest.certain : rest.possible);
  const { from, to, hops } = path;
  const message = `${from.service} ${isOpen ? "can" : "may be able to"} connect to ${to.service} by ${packets}, which no edge declares: ${trail(hops)}.`;
  return [
    {
      resource,
      verdict: isOpen ? "fail" : "undecided",
      path: at,
      message,
      value: `${from.service} → ${to.service}: ${packets}`,
      evidence: evidenceOf(hops),
    },
  ];
}

// What the called side admits is the last hop, and what its owner can change; where nothing stands in
// between, it is the called side itself.
function placeOf({ stack, nodes }: ReachModel, { hops, to }: ServicePath) {
  const [last] = [...hops].reverse();
  const [called] = nodes.ownership.resourcesOf(to.service);
  return last === undefined
    ? { resource: called, path: "" }
    : { resource: stack.byUrn(last.urn), path: last.path };
}
