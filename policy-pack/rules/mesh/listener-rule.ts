import type { JudgedStack, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { placesOf } from "../../engine/settings";
import { pointer } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { latticeTypes } from "../../mesh/lattice-types";

const { listener, listenerRule, targetGroup } = latticeTypes;

/** Listeners and their rules forward to target groups that rules look at. */
export const listenerTargets: StackRule = {
  id: "mesh/listener-rule",
  title: "VPC Lattice forwards to target groups of the stack",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [listener, listenerRule, targetGroup],
  why: "A request that the auth policy admits goes where the listener sends it; of a target group elsewhere nobody here knows what serves it, nor whether by TLS.",
  fix: "Forward to a target group that the stack declares, or answer with a fixed response.",
  decides:
    "Whether the default action of a listener and the action of a listener rule forward to target groups of this stack only, or answer with a fixed response.",
  cannotDecide:
    "Protocols of listeners and target groups are a matter of mesh/lattice-https, and what serves a target group is not followed.",
  frameworks: { ...familyFrameworks.mesh, nist80053: ["AC-4", "SC-7", "SC-8"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "action.forward.targetGroups: [{ targetGroupIdentifier: targets.id }]",
    fail: 'action.forward.targetGroups: [{ targetGroupIdentifier: "tg-0123456789abcdef0" }], which no stack resource is',
  },
  check: (stack) =>
    stack.ofType(listener, listenerRule).flatMap((resource) => judgeTargets(stack, resource)),
};

// Of a listener, and of a rule of one.
const targetPaths = [
  "defaultAction.forwards.*.targetGroups.*.targetGroupIdentifier",
  "action.forward.targetGroups.*.targetGroupIdentifier",
];

function judgeTargets(stack: JudgedStack, resource: StackResource): readonly StackObservation[] {
  const places = targetPaths.flatMap((each) => placesOf(resource.properties, each));
  return places.flatMap(({ path }): readonly StackObservation[] => {
    const target = stack.reference(resource, path, [targetGroup]);
    const at = { resource, path: pointer(path) };
    if (target.kind === "foreign") {
      const message = `Requests are forwarded to ${target.name}, which is no target group of this stack.`;
      return [{ ...at, verdict: "fail", message }];
    }
    if (target.kind !== "unknown") return [];
    const message = "Where requests are forwarded is unknown.";
    return [{ ...at, verdict: "undecided", message }];
  });
}
