import type { Finding, RuleFacts, Subject } from "../engine/finding";
import { findingOf } from "../engine/finding";

const problem = (id: string, why: string, fix: string): RuleFacts => ({
  id: `waiver/${id}`,
  level: "mandatory",
  severity: "high",
  onUndecided: "fail",
  why,
  fix,
});

/** What can be wrong with a waiver. Each is mandatory: a waiver that does not work must not look as if it did. */
export const waiverProblems = {
  malformed: problem(
    "malformed",
    "A waiver that cannot be read hides nothing, and whoever wrote it believes that it does.",
    "Give rule, urn, reason, owner, ticket, approver, expires, and either fingerprint or path and value.",
  ),
  overBroad: problem(
    "over-broad",
    "A waiver that names more than one finding also hides the next one, which nobody has looked at.",
    "Name one rule, one URN (its stack may be *), and the fingerprint or the path and value of one finding.",
  ),
  expired: problem(
    "expired",
    "The time for which the finding was accepted is over.",
    "Correct what the waiver hid, or have it approved again with a new date.",
  ),
  overLong: problem(
    "over-long",
    "An exception without a near end becomes the rule.",
    "Choose an earlier date of expiry.",
  ),
  unapproved: problem(
    "unapproved",
    "Whoever needs an exception must not be the one to grant it.",
    "Name an approver of the configuration's `approvers` who is not the owner.",
  ),
  duplicate: problem(
    "duplicate",
    "Two waivers for one finding hide which of them is in force.",
    "Keep one of them.",
  ),
  notWaivable: problem(
    "not-waivable",
    "Findings about the pack, about waivers and about undeclared statements put every other verdict in doubt.",
    "Correct the finding itself.",
  ),
  unused: problem(
    "unused",
    "A waiver that hides nothing waits for a finding that nobody has accepted.",
    "Remove it.",
  ),
  inlineNotAllowed: problem(
    "inline-not-allowed",
    "The program that is judged must not decide by itself what is overlooked.",
    "Move the waiver into pack configuration, or set allowInlineWaivers there.",
  ),
} as const;

/** Kind of problem. */
export type WaiverProblem = keyof typeof waiverProblems;

/** A finding about a waiver. */
export function waiverFinding(
  kind: WaiverProblem,
  at: string,
  { message, subject }: { readonly message: string; readonly subject?: Subject | undefined },
): Finding {
  const observation = { verdict: "fail", path: at, message, value: message } as const;
  return findingOf(waiverProblems[kind], subject, observation);
}
