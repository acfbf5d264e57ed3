import type { StackObservation } from "../engine/rule";
import type { World } from "./known-arns";
import { answer, decidingText, evidenceOf, type Question, type Verdict } from "./verdicts";

/** Observations for questions that AWS must allow and does not. */
export const denied = (world: World, questions: readonly Question[]): readonly StackObservation[] =>
  questions.flatMap((question) => {
    const verdict = answer(world, question);
    return verdict.decision.outcome === "allowed" ? [] : [observation(verdict, "cannot")];
  });

/** Observations for questions that AWS must deny and does not. */
export const allowed = (
  world: World,
  questions: readonly Question[],
): readonly StackObservation[] =>
  questions.flatMap((question) => {
    const verdict = answer(world, question);
    const { outcome } = verdict.decision;
    return outcome === "allowed" || outcome === "undecided" ? [observation(verdict, "can")] : [];
  });

function observation(verdict: Verdict, what: "can" | "cannot"): StackObservation {
  const { subject, path, who, purpose, decision } = verdict;
  const isOpen = decision.outcome === "undecided";
  const able = isOpen ? "may not be able" : "is not able";
  const unable = isOpen ? "may be able" : "is able";
  return {
    resource: subject,
    verdict: isOpen ? "undecided" : "fail",
    path,
    message: `${who} ${what === "can" ? unable : able} ${purpose}: ${decidingText(decision)}.`,
    value: `${who} ${purpose}`,
    evidence: evidenceOf(decision),
  };
}
