import assert from "node:assert/strict";
import { planAuditTrail } from "../../../plan/monitoring/trail";
import { planContext } from "../../support/context";

const bucketArn = "arn:aws:s3:::agent-runtime-dev-trail-111122223333-us-east-1";
const trailArn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/agent-runtime-dev-trail";

const statement = (sid: string) =>
  planAuditTrail(planContext()).bucketPolicy.Statement.find(({ Sid }) => Sid === sid);

describe("planAuditTrail", () => {
  it("LOG-82 lets exactly this trail read the bucket's ACL and write below its account", () => {
    assert.deepEqual(statement("TrailChecksAcl")?.Resource, [bucketArn]);
    assert.deepEqual(statement("TrailChecksAcl")?.Condition, {
      StringEquals: { "aws:SourceArn": trailArn },
    });
    assert.deepEqual(statement("TrailWrites")?.Resource, [`${bucketArn}/AWSLogs/111122223333/*`]);
    assert.deepEqual(statement("TrailWrites")?.Condition, {
      StringEquals: { "aws:SourceArn": trailArn, "s3:x-amz-acl": "bucket-owner-full-control" },
    });
  });

  it("allows nobody but CloudTrail", () => {
    const allowed = planAuditTrail(planContext()).bucketPolicy.Statement.filter(
      ({ Effect }) => Effect === "Allow",
    );
    assert.equal(allowed.length, 2);
    for (const { Principal } of allowed) {
      assert.deepEqual(Principal, { Service: ["cloudtrail.amazonaws.com"] });
    }
  });

  it("denies everybody without TLS, on the bucket and on its objects", () => {
    const denial = statement("TlsOnly");
    assert.equal(denial?.Effect, "Deny");
    assert.equal(denial.Principal, "*");
    assert.deepEqual(denial.Resource, [bucketArn, `${bucketArn}/*`]);
    assert.deepEqual(denial.Condition, { Bool: { "aws:SecureTransport": "false" } });
  });

  it("LOG-92 locks objects without appeal in prod only", () => {
    const lock = (environment: string) => planAuditTrail(planContext({ environment })).objectLock;
    assert.equal(lock("dev").mode, "GOVERNANCE");
    assert.equal(lock("prod").mode, "COMPLIANCE");
    assert.ok(lock("dev").days >= 365 && lock("prod").days >= 365);
  });

  it("BEST-29 records reads and writes of governance's table, of its code where that is signed, and of evidence", () => {
    const recorded = (governance: object) =>
      planAuditTrail(planContext({ governance })).dataEvents.map(({ resourceType, arn }) => [
        resourceType,
        arn,
      ]);
    const table = [
      "AWS::DynamoDB::Table",
      "arn:aws:dynamodb:us-east-1:111122223333:table/agent-runtime-dev-governance",
    ];
    const code = [
      "AWS::S3::Object",
      "arn:aws:s3:::agent-runtime-dev-artefacts-111122223333-us-east-1/",
    ];
    const evidence = [
      "AWS::S3::Object",
      "arn:aws:s3:::agent-runtime-dev-evidence-111122223333-us-east-1/",
    ];
    assert.deepEqual(recorded({}), [table, evidence]);
    assert.deepEqual(recorded({ codeSigning: true }), [table, code, evidence]);
  });

  it("BEST-29 looks for unusual rates of calls and of errors in prod", () => {
    const insights = (environment: string) => planAuditTrail(planContext({ environment })).insights;
    assert.deepEqual([...insights("prod")].sort(), ["ApiCallRateInsight", "ApiErrorRateInsight"]);
    assert.deepEqual(insights("dev"), []);
  });

  it("refuses deletion where data is protected", () => {
    assert.equal(planAuditTrail(planContext({ environment: "prod" })).protect, true);
    assert.equal(planAuditTrail(planContext()).protect, false);
  });
});
