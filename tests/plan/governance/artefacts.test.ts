import assert from "node:assert/strict";
import { planSigning } from "../../../plan/governance/artefacts";
import { planContext } from "../../support/context";

const signed = { governance: { codeSigning: true } };

describe("planSigning", () => {
  it("plans nothing unless it is configured", () => {
    assert.equal(planSigning(planContext()), undefined);
  });

  it("names the profile in characters that AWS Signer accepts", () => {
    assert.match(planSigning(planContext(signed))?.profile ?? "", /^[A-Za-z0-9_]{2,64}$/);
  });

  it("keeps signed and unsigned code apart, in a bucket that refuses requests without TLS", () => {
    const plan = planSigning(planContext(signed));
    assert.ok(plan && !plan.unsignedKey.startsWith(plan.signedPrefix));
    for (const { policy } of [plan.code, plan.accessLogs]) {
      const denial = policy.Statement.at(-1);
      assert.equal(denial?.Effect, "Deny");
      assert.deepEqual(denial.Condition, { Bool: { "aws:SecureTransport": "false" } });
    }
  });

  it("lets S3 deliver the access logs of the code, and nobody write code but whoever deploys", () => {
    const plan = planSigning(planContext(signed));
    assert.equal(plan?.code.policy.Statement.length, 1);
    const [deliver] = plan.accessLogs.policy.Statement;
    assert.deepEqual(deliver?.Principal, { Service: ["logging.s3.amazonaws.com"] });
    assert.deepEqual(deliver.Condition, {
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: { "aws:SourceArn": `arn:aws:s3:::${plan.code.name}` },
    });
  });

  it("refuses deletion of the bucket where data is protected", () => {
    assert.equal(planSigning(planContext({ ...signed, environment: "prod" }))?.protect, true);
    assert.equal(planSigning(planContext(signed))?.protect, false);
  });
});
