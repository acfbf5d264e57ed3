import assert from "node:assert/strict";
import type { DecisionAnswer } from "../../../runtime/governance/answer";
import type { GovernanceOptions } from "../../../runtime/governance/governance";
import { outcomeOf, type RefusalReason } from "../../../runtime/reasons";
import { asked, sampleGovernance } from "./sample-estate";

type Sample = ReturnType<typeof sampleGovernance>;

/** A denial is: not allowed, no receipt, nothing signed, exactly one line that says so, counted once. */
export function assertDenied(sample: Sample, answer: DecisionAnswer, reason: RefusalReason): void {
  assert.deepEqual([answer.allowed, answer.reason, answer.receipt], [false, reason, undefined]);
  const decisions = sample.records.filter(
    ({ event }) => event.event_type === "governance.decision",
  );
  assert.equal(decisions.length, 1);
  const event = decisions[0]?.event;
  assert.ok(event?.event_type === "governance.decision");
  assert.deepEqual([event.decision, event.reason], [outcomeOf(reason), reason]);
  assert.equal(event.decision_id, answer.decisionId);
  const denied = `Denied ${reason}`;
  const counts = outcomeOf(reason) === "deny" ? [denied] : [denied, `Errors ${reason}`];
  assert.deepEqual(sample.counts, counts);
}

/** Asks the sample estate once, and proves that it denies. */
export async function denies(
  request: unknown,
  reason: RefusalReason,
  { alias = "orbit", ...replaced }: Partial<GovernanceOptions> & { alias?: string } = {},
): Promise<Sample> {
  const sample = sampleGovernance(replaced);
  assertDenied(sample, await sample.governance.handle(asked(request, alias)), reason);
  return sample;
}
