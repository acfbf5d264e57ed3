import type { ContractProblem } from "../engine/contract";
import type { JudgedResource, Observation } from "../engine/rule";
import { contractIn } from "./read";

/** What a component's contract holds that the pack cannot use, as observations of one rule. */
export function contractProblems(
  { urn, properties }: JudgedResource,
  isMeant: (problem: ContractProblem) => boolean,
): readonly Observation[] {
  return (contractIn(urn, properties)?.problems ?? []).filter(isMeant).map(observationOf);
}

const observationOf = ({ kind, path, message, fix }: ContractProblem): Observation => ({
  verdict: kind === "unknown" ? "undecided" : "fail",
  path,
  message,
  ...(fix !== undefined && { fix }),
});
