import { contractProblems } from "../../contract/problems";
import { anyType } from "../../engine/judge";
import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Every value of a contract is known and of the right form. */
export const malformed: ResourceRule = {
  id: "contract/malformed",
  title: "Contracts are plain data of the right form",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [anyType],
  why: "What the pack cannot read of a contract declares nothing, and what was meant stays unjudged.",
  fix: "Correct the value.",
  decides:
    "Whether values of the zeroTrust input of a component have the form that version 1 demands, and whether ids are unique.",
  cannotDecide: "Values that are unknown: only statements may hold any.",
  frameworks: familyFrameworks.contract,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{ id: "a", from: "orbit", to: "axon", port: 8443 }',
    fail: '{ id: "a", from: "orbit", to: "axon", port: "https" }',
  },
  check: (resource) =>
    contractProblems(
      resource,
      ({ kind, path }) =>
        kind === "malformed" || (kind === "unknown" && path !== "/zeroTrust/contract"),
    ),
};
