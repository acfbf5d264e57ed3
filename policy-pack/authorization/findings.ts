import type { StackObservation } from "../engine/rule";
import type { World } from "./known-arns";
import { answer, decidingText, evidenceOf, type Question, type Verdict } from "./verdicts";

/** Observations for questions that AWS must allow and does not. */
export const denied = (world: World, questions: readonly Question[]): readonly StackObservation[] =>
  questions.flatMap((question) => {
    const verdict = answer(world, question);
    return verdict.decision.outcome === "allowed" ? [] : [observation(verdict, "cannot")];
  });

/**
 * Observations for calls that AWS must allow and does not: one for each caller, action and resource that refuses it,
 * because one policy that forgets a caller silences all that the stack has it do.
 */
export function refused(world: World, questions: readonly Question[]): readonly StackObservation[] {
  const byCause = new Map<string, Verdict[]>();
  for (const question of questions) {
    const verdict = answer(world, question);
    if (verdict.decision.outcome === "allowed") continue;
    const cause = [
      question.who,
      verdict.request?.action,
      verdict.request?.resource?.urn ?? question.subject.urn,
      verdict.decision.outcome,
    ].join(" ");
    byCause.set(cause, [...(byCause.get(cause) ?? []), verdict]);
  }
  return [...byCause.values()].flatMap(together);
}

function together([first, ...others]: readonly Verdict[]): readonly StackObservation[] {
  if (first === undefined) return [];
  const found = observation(first, "cannot");
  const target = first.request?.resource;
  if (target === undefined || found.verdict === "undecided") return [found];
  const { who, purpose, decision, request } = first;
  const more = others.length === 0 ? "" : `, and for ${String(others.length)} more`;
  return [
    {
      ...found,
      resource: target,
      path: "",
      message: `${who} is not able ${purpose}${more}: ${decidingText(decision)}.`,
      value: `${who} ${request?.action ?? ""}`,
      evidence: [
        ...evidenceOf(decision),
        ...[first, ...others].map(({ subject, path }) => ({ urn: subject.urn, path })),
      ],
    },
  ];
}

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
