import type { JudgedResource, Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { malformedIn, malformedTypes } from "../../network/malformed";

/** Blocks, protocols and ports of network rules are well-formed. */
export const malformedRule: ResourceRule = {
  id: "net/malformed-rule",
  title: "Network rules are well-formed",
  severity: "medium",
  level: "mandatory",
  onUndecided: "warn",
  needs: "resource",
  applies: malformedTypes,
  why: "What a malformed rule was meant to allow cannot be judged, and AWS may read it otherwise or refuse it.",
  fix: "Write blocks as address and prefix length, protocols by name or number, and the lower port first.",
  decides:
    "Whether every known block, protocol, port, ICMP type, action and rule number of groups, ACLs and prefix lists can be read.",
  cannotDecide:
    "Unknown values have no form yet; the rules of meaning say that they are undecided.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'protocol: "tcp", fromPort: 22, toPort: 80',
    fail: 'protocol: "tcp", fromPort: 80, toPort: 22',
  },
  check: (resource: JudgedResource): readonly Observation[] =>
    malformedIn(resource).map(({ path, message }) => ({ verdict: "fail", path, message })),
};
