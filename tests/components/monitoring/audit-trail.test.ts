import assert from "node:assert/strict";
import { AuditTrail } from "../../../components/monitoring/audit-trail";
import { planAuditTrail } from "../../../plan/monitoring/trail";
import { planContext } from "../../support/context";
import type { DeclaredResource } from "../../support/mocks";
import { declaredBy, oneOf } from "../../support/mocks";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/trail";
const logGroupArn = "arn:aws:logs:us-east-1:111122223333:log-group:/agent-runtime/prod/trail";
const roleArn = "arn:aws:iam::111122223333:role/agent-runtime/prod/agent-runtime-prod-trail";

const type = (name: string) => `aws:s3/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

function selectorsOf({
  advancedEventSelectors: selectors,
}: Readonly<Record<string, unknown>>): readonly unknown[] {
  assert.ok(Array.isArray(selectors));
  return selectors;
}

describe("AuditTrail", () => {
  let declared: readonly DeclaredResource[] = [];
  const inputsOf = (token: string, name: string) => oneOf(declared, token, name).inputs;

  before(async () => {
    declared = await declaredBy(() => {
      const plan = planAuditTrail(planContext({ environment: "prod" }));
      new AuditTrail("audit", { plan, keyArn, logGroupArn, roleArn });
    });
  });

  it("records all Regions, validates its files and encrypts with the given key", () => {
    const trail = inputsOf("aws:cloudtrail/trail:Trail", "audit-trail");
    assert.equal(trail["isMultiRegionTrail"], true);
    assert.equal(trail["includeGlobalServiceEvents"], true);
    assert.equal(trail["enableLogFileValidation"], true);
    assert.equal(trail["enableLogging"], true);
    assert.equal(trail["kmsKeyId"], keyArn);
  });

  it("LOG-83 also writes to the log group, in the form CloudTrail wants", () => {
    const trail = inputsOf("aws:cloudtrail/trail:Trail", "audit-trail");
    assert.equal(trail["cloudWatchLogsGroupArn"], `${logGroupArn}:*`);
    assert.equal(trail["cloudWatchLogsRoleArn"], roleArn);
  });

  it("LOG-84 records every management event: no field narrows reads, writes or KMS", () => {
    const trail = inputsOf("aws:cloudtrail/trail:Trail", "audit-trail");
    const [management] = selectorsOf(trail);
    assert.deepEqual(management, {
      name: "Management events",
      fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
    });
  });

  it("records reads and writes of the state of governance, and of evidence", () => {
    const trail = inputsOf("aws:cloudtrail/trail:Trail", "audit-trail");
    const [, ...data] = selectorsOf(trail);
    assert.deepEqual(data, [
      {
        name: "State of governance",
        fieldSelectors: [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: ["AWS::DynamoDB::Table"] },
          {
            field: "resources.ARN",
            equals: ["arn:aws:dynamodb:us-east-1:111122223333:table/agent-runtime-prod-governance"],
          },
        ],
      },
      {
        name: "Records of incidents and reviews",
        fieldSelectors: [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: ["AWS::S3::Object"] },
          {
            field: "resources.ARN",
            startsWiths: ["arn:aws:s3:::agent-runtime-prod-evidence-111122223333-us-east-1/"],
          },
        ],
      },
    ]);
  });

  it("BEST-29 selects the planned insights, which need the management events that the trail records", () => {
    const trail = inputsOf("aws:cloudtrail/trail:Trail", "audit-trail");
    const { insights } = planAuditTrail(planContext({ environment: "prod" }));
    assert.ok(insights.length > 0);
    assert.deepEqual(
      trail["insightSelectors"],
      insights.map((insightType) => ({ insightType })),
    );
  });

  it("LOG-82 waits for the bucket to be closed, locked and open to CloudTrail", () => {
    const { options } = oneOf(declared, "aws:cloudtrail/trail:Trail", "audit-trail");
    assert.deepEqual(
      [...options.dependsOn].sort(),
      [
        "BucketLifecycleConfiguration",
        "BucketObjectLockConfiguration",
        "BucketOwnershipControls",
        "BucketPolicy",
        "BucketPublicAccessBlock",
        "BucketServerSideEncryptionConfiguration",
      ].map((name) => `${type(name)} audit-bucket`),
    );
  });

  it("LOG-92 locks and cools objects only where versions are kept", () => {
    for (const name of ["BucketObjectLockConfiguration", "BucketLifecycleConfiguration"]) {
      const { options } = oneOf(declared, type(name), "audit-bucket");
      assert.deepEqual(options.dependsOn, [`${type("BucketVersioning")} audit-bucket`], name);
    }
  });

  it("moves objects to cheaper storage after ninety days, and deletes none", () => {
    assert.deepEqual(inputsOf(type("BucketLifecycleConfiguration"), "audit-bucket")["rules"], [
      {
        id: "keep-cold",
        status: "Enabled",
        filter: {},
        transitions: [{ days: 90, storageClass: "GLACIER_IR" }],
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
      },
    ]);
  });

  it("keeps trail and bucket from deletion where data is protected", () => {
    assert.ok(oneOf(declared, "aws:cloudtrail/trail:Trail", "audit-trail").options.protect);
    assert.ok(oneOf(declared, type("Bucket"), "audit-bucket").options.protect);
  });

  it("attaches the planned policy to the bucket", () => {
    const { bucketPolicy } = planAuditTrail(planContext({ environment: "prod" }));
    const policy = inputsOf(type("BucketPolicy"), "audit-bucket")["policy"];
    assert.deepEqual(JSON.parse(String(policy)), bucketPolicy);
  });

  it("locks, versions, encrypts and closes the bucket", () => {
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
