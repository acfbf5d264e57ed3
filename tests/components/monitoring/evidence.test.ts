import assert from "node:assert/strict";
import { Evidence } from "../../../components/monitoring/evidence";
import { planEvidence } from "../../../plan/monitoring/evidence";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, ofType, oneOf } from "../../support/mocks";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/evidence";
const plan = planEvidence(planContext({ environment: "prod" }));
const type = (name: string) => `aws:s3/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

describe("Evidence", () => {
  let declared: readonly DeclaredResource[] = [];
  const inputsOf = (name: string) => oneOf(declared, type(name), "evidence-bucket").inputs;

  before(async () => {
    declared = await declaredBy(() => {
      new Evidence("evidence", { plan, keyArn });
    });
  });

  it("BEST-33 locks, versions and encrypts every record as planned", () => {
    assert.equal(inputsOf("Bucket")["objectLockEnabled"], true);
    assert.deepEqual(inputsOf("BucketObjectLockConfiguration")["rule"], {
      defaultRetention: plan.objectLock,
    });
    assert.deepEqual(inputsOf("BucketVersioning")["versioningConfiguration"], {
      status: "Enabled",
    });
    assert.match(
      JSON.stringify(inputsOf("BucketServerSideEncryptionConfiguration")["rules"]),
      /"kmsMasterKeyId":"[^"]*key\/evidence","sseAlgorithm":"aws:kms"/,
    );
  });

  it("lets no rule delete a record", () => {
    assert.doesNotMatch(
      JSON.stringify(inputsOf("BucketLifecycleConfiguration")["rules"]),
      /xpiration/,
    );
  });

  it("attaches the planned policy", () => {
    assert.deepEqual(JSON.parse(String(inputsOf("BucketPolicy")["policy"])), plan.policy);
  });

  it("records requests to it in a bucket of its own, closed before", () => {
    const { inputs, options } = oneOf(declared, type("BucketLogging"), "evidence-bucket");
    assert.deepEqual(
      [inputs["bucket"], inputs["targetBucket"]],
      [plan.bucket, plan.accessLogs.name],
    );
    assert.ok(
      options.dependsOn.some((name) => name.includes("BucketPolicy evidence-bucket-access")),
    );
  });

  it("opens neither bucket to the public, and protects both", () => {
    const closed = ofType(declared, type("BucketPublicAccessBlock"));
    assert.deepEqual(closed.map(({ inputs }) => inputs["bucket"]).sort(), [
      plan.bucket,
      plan.accessLogs.name,
    ]);
    for (const { options } of ofType(declared, type("Bucket"))) {
      assert.equal(options.protect, true);
    }
  });
});
