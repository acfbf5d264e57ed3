import assert from "node:assert/strict";
import { readSettings } from "../../../lambdas/governance/environment";
import { planBundle } from "../../../plan/governance/bundle";
import { heartbeatAlias, planFunction } from "../../../plan/governance/function";
import { planContext } from "../../support/context";
import { longestNames, type Overrides } from "../examples";

const plan = (overrides: Overrides = {}) => {
  const context = planContext(overrides);
  return planFunction(context, planBundle(context));
};

describe("planFunction", () => {
  it("has an alias for each caller and one for the heartbeat, which nobody calls by", () => {
    const namesOf = (overrides: Overrides) => plan(overrides).aliases.map(({ name }) => name);
    assert.deepEqual(namesOf({}), ["orbit", heartbeatAlias]);
    assert.deepEqual(namesOf(longestNames), [
      "orchestration-worker",
      "reasoning-coordinate",
      heartbeatAlias,
    ]);
    assert.deepEqual(namesOf({ services: {}, edges: [] }), [heartbeatAlias]);
  });

  it("keeps instances ready for callers in prod, and none for the heartbeat", () => {
    const ready = (environment: string) =>
      plan({ environment }).aliases.map(({ provisionedConcurrency }) => provisionedConcurrency);
    assert.deepEqual(
      [ready("dev"), ready("prod")],
      [
        [0, 0],
        [1, 0],
      ],
    );
  });

  it("pins the digest of the very bundle that is deployed beside the code", () => {
    const { text, digest } = planBundle(planContext());
    assert.equal(plan().bundleText, text);
    assert.equal(plan().environment["POLICY_DIGEST"], digest);
  });

  it("sets every variable as the function reads it", () => {
    for (const signing of ["ed25519", "kms"]) {
      const { environment, signingKeyVariable } = plan({ governance: { receipts: { signing } } });
      const keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";
      assert.deepEqual(readSettings({ ...environment, [signingKeyVariable]: keyId }), {
        policyDigest: environment["POLICY_DIGEST"],
        tableName: "agent-runtime-dev-governance",
        receiptSigning: signing,
        receiptKeyId: keyId,
        identitySource: "alias",
      });
      assert.equal(readSettings(environment), undefined);
    }
  });

  it("signs with the first generation of keys, in the configured way", () => {
    const receipts = { signing: "kms", keyGenerations: [1, 2] };
    const { signingKey, environment } = plan({ governance: { receipts } });
    assert.equal(signingKey, "keys-receipts-1");
    const reversed = plan({ governance: { receipts: { ...receipts, keyGenerations: [2, 1] } } });
    assert.equal(reversed.signingKey, "keys-receipts-2");
    assert.equal(environment["RECEIPT_SIGNING"], "kms");
    assert.equal(plan().signingKey, "keys-receipts-1");
    assert.equal(plan().environment["RECEIPT_SIGNING"], "ed25519");
  });

  it("reserves instances where configured or in prod", () => {
    assert.equal(plan().reservedConcurrency, undefined);
    assert.equal(plan({ environment: "prod" }).reservedConcurrency, 50);
    assert.equal(plan({ governance: { reservedConcurrency: 7 } }).reservedConcurrency, 7);
  });

  it("keeps failed asynchronous calls for the 14 days SQS allows, and refuses them without TLS", () => {
    const { retentionSeconds, policy } = plan().deadLetters;
    assert.equal(retentionSeconds, 14 * 24 * 3600);
    assert.deepEqual(
      policy.Statement.map(({ Effect, Condition }) => [Effect, Condition]),
      [["Deny", { Bool: { "aws:SecureTransport": "false" } }]],
    );
  });
});
