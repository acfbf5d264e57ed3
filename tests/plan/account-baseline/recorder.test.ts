import assert from "node:assert/strict";
import fc from "fast-check";
import { planRecorder, recorderKeyStatements } from "../../../plan/account-baseline/recorder";
import type { Statement } from "../../../plan/document";
import { planKeys } from "../../../plan/keys";
import { covers } from "../../../policy-pack/iam/pattern";
import { planContext } from "../../support/context";

const context = (overrides: Readonly<Record<string, unknown>> = {}) =>
  planContext({ environment: "prod", accountBaseline: "owner", ...overrides });

const bucketArn = "arn:aws:s3:::agent-runtime-prod-config-111122223333-us-east-1";

const statements = planRecorder(context()).bucket.policy.Statement;
const ofConfig = (list: readonly Statement[]) =>
  list.filter(
    ({ Effect, Principal }) =>
      Effect === "Allow" &&
      Principal !== "*" &&
      Principal?.Service?.includes("config.amazonaws.com") === true,
  );

describe("planRecorder", () => {
  it("LOG-93 lets AWS Config, for this account alone, find its bucket and deliver into it", () => {
    const mayDo = ofConfig(statements).map(({ Action, Resource, Condition }) => [
      Action.join(),
      Resource,
      Condition,
    ]);
    const own = { StringEquals: { "aws:SourceAccount": "111122223333" } };
    assert.deepEqual(mayDo, [
      ["s3:GetBucketAcl", [bucketArn], own],
      ["s3:ListBucket", [bucketArn], own],
      ["s3:PutObject", [`${bucketArn}/AWSLogs/111122223333/Config/*`], own],
    ]);
  });

  it("LOG-93 lets nobody else into the bucket, and nobody at all delete a version", () => {
    const allowed = statements.filter(({ Effect }) => Effect === "Allow");
    assert.equal(ofConfig(statements).length, allowed.length);
    const kept = statements.find(
      ({ Effect, Action }) => Effect === "Deny" && Action.includes("s3:DeleteObjectVersion"),
    );
    assert.equal(kept?.Principal, "*");
    assert.equal(kept.Condition, undefined);
    const [kind] = kept.Resource ?? [];
    assert.ok(typeof kind === "string" && covers(kind, `${bucketArn}/AWSLogs/any`));
  });

  it("LOG-93 records by the role that is linked to AWS Config", () => {
    assert.equal(planRecorder(context()).linkedService, "config.amazonaws.com");
  });
});

describe("recorderKeyStatements", () => {
  it("LOG-93 opens the key to AWS Config where this stack records, and nowhere else", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("owner", "reference"),
        fc.boolean(),
        (accountBaseline, configRecorder) => {
          const monitoring = { detectors: { configRecorder, securityHub: configRecorder } };
          const found = recorderKeyStatements(context({ accountBaseline, monitoring }));
          assert.equal(found.length > 0, accountBaseline === "owner" && configRecorder);
          assert.equal(ofConfig(found).length, found.length);
          for (const { Condition } of found) {
            assert.equal(Condition?.["StringEquals"]?.["aws:SourceAccount"], "111122223333");
          }
        },
      ),
    );
  });

  it("LOG-93 is part of the policy of the key that the bucket is encrypted with", () => {
    const key = planKeys(context()).keys.find(({ logicalName }) => logicalName === "keys-trail");
    const actions = ofConfig(key?.policy.Statement ?? []).flatMap(({ Action }) => Action);
    assert.deepEqual(new Set(actions), new Set(["kms:Decrypt", "kms:GenerateDataKey"]));
  });
});
