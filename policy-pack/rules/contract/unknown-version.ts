import { contractProblems } from "../../contract/problems";
import type { ContractProblem } from "../../engine/contract";
import { anyType } from "../../engine/judge";
import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

/** A contract is of a version that the pack understands. */
export const unknownVersion: ResourceRule = {
  id: "contract/unknown-version",
  title: "Contracts are of a version that the pack understands",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [anyType],
  why: "A contract of an unknown version may mean something else by the same words, so none of it is used.",
  fix: "Set contract to 1, or use a pack that knows the version.",
  decides: "Whether the zeroTrust input of a component states version 1.",
  cannotDecide: "What a contract of another version declares.",
  frameworks: familyFrameworks.contract,
  params: {},
  since: "0.2.0",
  examples: { pass: "zeroTrust: { contract: 1 }", fail: "zeroTrust: { contract: 2 }" },
  check: (resource) => contractProblems(resource, isAboutVersion),
};

const isAboutVersion = ({ path }: ContractProblem): boolean => path === "/zeroTrust/contract";
