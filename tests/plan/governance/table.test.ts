import assert from "node:assert/strict";
import { planTable, tableKeys } from "../../../plan/governance/table";
import { createStaticAcceptedPolicies } from "../../../runtime/store/accepted-policies";
import { acceptedPoliciesKey, quarantineKey, receiptKey } from "../../../runtime/store/layout";
import { planContext } from "../../support/context";

const digest = "a".repeat(64);
const previousDigest = "b".repeat(64);

const itemOf = (governance: object = {}): unknown =>
  JSON.parse(planTable(planContext({ governance }), digest).acceptedPolicies);

describe("planTable", () => {
  it("accepts the deployed policies alone, unless an overlap is configured", () => {
    assert.deepEqual(itemOf(), { pk: { S: "policy#accepted" }, current: { S: digest } });
  });

  it("accepts the previous policies until the configured instant, in whole seconds", async () => {
    const until = "2026-03-01T12:00:00.900Z";
    assert.deepEqual(itemOf({ overlap: { previousDigest, until } }), {
      pk: { S: "policy#accepted" },
      current: { S: digest },
      previous: { S: previousDigest },
      previousUntil: { N: "1772366400" },
    });
    const list = { current: digest, previous: { digest: previousDigest, until: 1_772_366_400 } };
    const accepted = createStaticAcceptedPolicies(list);
    assert.equal(await accepted.accepts(previousDigest, 1_772_366_399), true);
    assert.equal(await accepted.accepts(previousDigest, 1_772_366_400), false);
  });

  it("names keys as the runtime does, so that every role reaches what it needs and no more", () => {
    assert.equal(tableKeys.acceptedPolicies, acceptedPoliciesKey);
    const matches = (pattern: string, key: string) =>
      pattern.endsWith("*") && key.startsWith(pattern.slice(0, -1));
    assert.ok(matches(tableKeys.quarantine, quarantineKey("orbit")));
    assert.ok(matches(tableKeys.receiptsOf("axon"), receiptKey("axon", "id")));
    // A callee whose name only begins alike is another one.
    assert.ok(!matches(tableKeys.receiptsOf("axon"), receiptKey("axon-2", "id")));
  });

  it("is kept by Pulumi where data is protected, and by AWS everywhere", () => {
    assert.equal(planTable(planContext({ environment: "prod" }), digest).protect, true);
    assert.equal(planTable(planContext(), digest).protect, false);
  });
});
