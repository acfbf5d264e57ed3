import assert from "node:assert/strict";
import { AuditTrail } from "../../../components/monitoring/audit-trail";
import { planAuditTrail } from "../../../plan/monitoring/trail";
import { planContext } from "../../support/context";
import type { DeclaredResource } from "../../support/mocks";
import { declaredBy, oneOf } from "../../support/mocks";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/trail";
const logGroupArn = "arn:aws:logs:us-east-1:111122223333:log-group:/agent-runtime/prod/trail";
const roleArn = "arn:aws:iam::111122223333:role/agent-runtime/prod/agent-runtime-prod-trail";

const policyType = "aws:s3/bucketPolicy:BucketPolicy";

describe("AuditTrail", () => {
  let declared: readonly DeclaredResource[] = [];
  const inputsOf = (type: string, name: string) => oneOf(declared, type, name).inputs;

  before(async () => {
    declared = await declaredBy(() => {
      const plan = planAuditTrail(planContext({ environment: "prod" }));
      new AuditTrail("audit", { plan, keyArn, logGroupArn, roleArn });
    }, policyType);
  });

  it("records all Regions, validates its files and encrypts with the given key", () => {
    const trail = inputsOf("aws:cloudtrail/trail:Trail", "audit-trail");
    assert.equal(trail["isMultiRegionTrail"], true);
    assert.equal(trail["includeGlobalServiceEvents"], true);
    assert.equal(trail["enableLogFileValidation"], true);
    assert.equal(trail["enableLogging"], true);
    assert.equal(trail["kmsKeyId"], keyArn);
  });

  it("also writes to the log group, in the form CloudTrail wants (LOG-83)", () => {
    const trail = inputsOf("aws:cloudtrail/trail:Trail", "audit-trail");
    assert.equal(trail["cloudWatchLogsGroupArn"], `${logGroupArn}:*`);
    assert.equal(trail["cloudWatchLogsRoleArn"], roleArn);
  });

  it("records every management event: no field narrows reads, writes or KMS (LOG-84)", () => {
    const trail = inputsOf("aws:cloudtrail/trail:Trail", "audit-trail");
    assert.deepEqual(trail["advancedEventSelectors"], [
      {
        name: "Management events",
        fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
      },
    ]);
  });

  it("waits for the bucket's policy (LOG-82)", () => {
    const order = declared.map(({ type }) => type);
    const policy = order.indexOf(policyType);
    assert.ok(policy >= 0);
    assert.ok(policy < order.indexOf("aws:cloudtrail/trail:Trail"));
  });

  it("locks, versions, encrypts and closes the bucket", () => {
    const type = (name: string) => `aws:s3/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
    const setting = (name: string) => inputsOf(type(name), "audit-bucket");
    assert.equal(setting("Bucket")["objectLockEnabled"], true);
    assert.equal(setting("Bucket")["forceDestroy"], undefined);
    assert.deepEqual(setting("BucketVersioning")["versioningConfiguration"], { status: "Enabled" });
    assert.deepEqual(setting("BucketServerSideEncryptionConfiguration")["rules"], [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
        bucketKeyEnabled: true,
      },
    ]);
    assert.deepEqual(setting("BucketObjectLockConfiguration")["rule"], {
      defaultRetention: { mode: "COMPLIANCE", days: 400 },
    });
    assert.deepEqual(setting("BucketOwnershipControls")["rule"], {
      objectOwnership: "BucketOwnerEnforced",
    });
    for (const block of [
      "blockPublicAcls",
      "blockPublicPolicy",
      "ignorePublicAcls",
      "restrictPublicBuckets",
    ]) {
      assert.equal(setting("BucketPublicAccessBlock")[block], true, block);
    }
  });
});
