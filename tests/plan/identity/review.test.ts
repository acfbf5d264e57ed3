import assert from "node:assert/strict";
import { planReviewQueries } from "../../../plan/audit-review/queries";
import type { Statement } from "../../../plan/document";
import { analyzerArn, planReviewRole } from "../../../plan/identity/review";
import { alertsKeyStatements, evidenceKeyStatements } from "../../../plan/keys/estate-keys";
import { planContext } from "../../support/context";

const context = planContext();
const { names } = context;
const role = planReviewRole(context, ["one", "two"]);
const permissions = role.policy?.Statement ?? [];

const allowing = (action: string, statements: readonly Statement[] = permissions) =>
  statements.filter(({ Effect, Action }) => Effect === "Allow" && Action.includes(action));

const resourcesOf = (action: string) => allowing(action).flatMap(({ Resource }) => Resource ?? []);

describe("planReviewRole", () => {
  it("BEST-37 queries the logs that reviews ask, and no other", () => {
    const asked = new Set(
      Object.values(planReviewQueries(context)).map(({ logGroup }) => logGroup),
    );
    assert.deepEqual(
      new Set(resourcesOf("logs:StartQuery")),
      new Set([...asked].map((group) => `${names.logGroupArn(group)}:*`)),
    );
  });

  it("BEST-37 writes reviews, and nothing else of the evidence", () => {
    const bucketArn = names.bucketArn(names.evidenceBucket);
    assert.deepEqual(resourcesOf("s3:PutObject"), [`${bucketArn}/reviews/*`]);
    assert.deepEqual(resourcesOf("s3:GetObject"), [`${bucketArn}/reviews/*`]);
    const [list] = allowing("s3:ListBucket");
    assert.deepEqual(list?.Condition, { StringLike: { "s3:prefix": "reviews/*" } });
  });

  it("A6 can read no secret, and decrypts only reports, notices and its own variables", () => {
    const actions = permissions.flatMap(({ Action }) => Action);
    assert.ok(!actions.some((action) => action.startsWith("secretsmanager:")));
    for (const { Condition } of allowing("kms:Decrypt")) {
      assert.match(JSON.stringify(Condition), /kms:EncryptionContext:aws:(s3|sns|sqs|lambda)/);
    }
  });

  it("changes nothing but log lines, reports, notices and failed runs", () => {
    const changing = permissions
      .flatMap(({ Action }) => Action)
      .filter((action) => !/:(Get|List|Decrypt|GenerateDataKey)/.test(action));
    assert.deepEqual([...changing].sort(), [
      "iam:GenerateServiceLastAccessedDetails",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "logs:StartQuery",
      "logs:StopQuery",
      "s3:PutObject",
      "sns:Publish",
      "sqs:SendMessage",
    ]);
  });

  it("A5 reads the use of the named roles, and of no more than its policy has room for", () => {
    assert.deepEqual(resourcesOf("iam:GetRole"), ["one", "two"].map(names.roleArn));
    const many = Array.from({ length: 500 }, (_, index) => `role-${String(index)}`.padEnd(64, "n"));
    const { policy, boundary } = planReviewRole(context, many);
    assert.ok(JSON.stringify(policy).length < 10_240);
    assert.ok(JSON.stringify(boundary).length < 6144);
  });

  it("lists findings of the stack's own analyzer alone", () => {
    assert.equal(analyzerArn(context), undefined);
    assert.deepEqual(allowing("access-analyzer:ListFindings"), []);
    const owner = planContext({ environment: "prod", accountBaseline: "owner" });
    const [found] = allowing(
      "access-analyzer:ListFindings",
      planReviewRole(owner, []).policy?.Statement,
    );
    assert.deepEqual(found?.Resource, [analyzerArn(owner)]);
  });

  it("A8 may use keys under conditions that the keys themselves have", () => {
    const byKey = {
      evidence: evidenceKeyStatements(context),
      alerts: alertsKeyStatements(context),
    };
    for (const [purpose, statements] of Object.entries(byKey)) {
      const uses = permissions.filter(({ Resource }) =>
        JSON.stringify(Resource).includes(`"keys-${purpose}"`),
      );
      assert.ok(uses.length > 0);
      for (const { Sid, Condition } of uses) {
        const agreeing = statements.filter(({ Condition: other }) => {
          const { ArnEquals, ...rest } = other ?? {};
          const roles = ArnEquals?.["aws:PrincipalArn"] ?? [];
          return (
            roles.includes(names.roleArn(names.accessReview)) &&
            JSON.stringify(rest) === JSON.stringify(Condition)
          );
        });
        assert.equal(agreeing.length, 1, Sid);
      }
    }
  });
});
