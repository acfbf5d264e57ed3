import { contractProblems } from "../../contract/problems";
import { anyType } from "../../engine/judge";
import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

/** A contract holds no key that nobody reads. */
export const unknownKey: ResourceRule = {
  id: "contract/unknown-key",
  title: "Contracts hold no unknown key",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [anyType],
  why: "A misspelt key declares nothing, while its author believes that it does.",
  fix: "Correct the key, or remove it.",
  decides:
    "Whether every key of the zeroTrust input of a component is one that version 1 of the contract knows, on every level down to statements.",
  cannotDecide: "Keys of statements: the document rules judge those.",
  frameworks: familyFrameworks.contract,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "zeroTrust: { contract: 1, edges: [] }",
    fail: "zeroTrust: { contract: 1, edge: [] }",
  },
  check: (resource) => contractProblems(resource, ({ kind }) => kind === "key"),
};
