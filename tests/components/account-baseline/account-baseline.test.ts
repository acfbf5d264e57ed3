import assert from "node:assert/strict";
import { AccountBaseline } from "../../../components/account-baseline/account-baseline";
import { profiles } from "../../../config/profiles";
import { planAccountBaseline } from "../../../plan/account-baseline";
import { planContext } from "../../support/context";
import { declaredBy } from "../../support/mocks";

const topicArn = "arn:aws:sns:us-east-1:111122223333:alerts";
const deadLetterArn = "arn:aws:sqs:us-east-1:111122223333:alerts-dead-letters";
const keyArn = "arn:aws:kms:us-east-1:111122223333:key/trail";

const declare = (accountBaseline: string, overrides: Readonly<Record<string, unknown>> = {}) =>
  declaredBy(() => {
    new AccountBaseline("baseline", {
      plan: planAccountBaseline(planContext({ accountBaseline, ...overrides })),
      topicArn,
      keyArn,
      deadLetterArn,
    });
  });

const settings = async (
  accountBaseline: string,
  overrides: Readonly<Record<string, unknown>> = {},
) => (await declare(accountBaseline, overrides)).filter(({ type }) => type.startsWith("aws:"));

describe("AccountBaseline", () => {
  it("declares nothing where another stack owns the account's settings", async () => {
    assert.deepEqual(await settings("reference"), []);
  });

  it("tells policies whether this stack or another one sets the account up", async () => {
    for (const accountBaseline of ["owner", "reference"]) {
      const component = (await declare(accountBaseline)).find(({ name }) => name === "baseline");
      assert.deepEqual(component?.inputs["zeroTrust"], { contract: 1, accountBaseline });
    }
  });

  it("declares every account-wide setting once where it owns them", async () => {
    const types = (await settings("owner")).map(({ type }) => type.split(":").at(-1)).sort();
    assert.deepEqual(types, [
      "AccountPasswordPolicy",
      "AccountPublicAccessBlock",
      "Analyzer",
      "EncryptionByDefault",
      "EventRule",
      "EventTarget",
      "ImageBlockPublicAccess",
      "InstanceMetadataDefaults",
      "SnapshotBlockPublicAccess",
    ]);
  });

  it("BEST-14 demands IMDSv2, and blocks public access to buckets, images and snapshots", async () => {
    const declared = await settings("owner");
    const inputs = (type: string) =>
      declared.find((resource) => resource.type.endsWith(`:${type}`))?.inputs ?? {};
    assert.equal(inputs("InstanceMetadataDefaults")["httpTokens"], "required");
    assert.deepEqual(inputs("AccountPublicAccessBlock"), {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    assert.equal(inputs("ImageBlockPublicAccess")["state"], "block-new-sharing");
    assert.equal(inputs("SnapshotBlockPublicAccess")["state"], "block-all-sharing");
    assert.equal(inputs("EncryptionByDefault")["enabled"], true);
  });

  it("BEST-23 demands long passwords of every kind of character, and looks for access from outside", async () => {
    const declared = await settings("owner");
    const inputs = (name: string) =>
      declared.find((resource) => resource.name === name)?.inputs ?? {};
    assert.deepEqual(inputs("baseline-passwords"), {
      minimumPasswordLength: 14,
      passwordReusePrevention: 24,
      maxPasswordAge: 90,
      requireLowercaseCharacters: true,
      requireUppercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      allowUsersToChangePassword: true,
    });
    assert.equal(inputs("baseline-analyzer")["type"], "ACCOUNT");
  });

  it("BEST-24 analyses unused access where prod owns the account, after the days of its profile", async () => {
    const analyzers = (await settings("owner", { environment: "prod" })).filter(({ type }) =>
      type.endsWith(":Analyzer"),
    );
    assert.deepEqual(
      analyzers.map(({ inputs }) => [inputs["type"], inputs["configuration"]]),
      [
        ["ACCOUNT", undefined],
        [
          "ACCOUNT_UNUSED_ACCESS",
          { unusedAccess: { unusedAccessAge: profiles.prod.unusedAccessAgeDays } },
        ],
      ],
    );
  });

  it("BEST-24 archives what configuration lets in from another account, by rules of the external analyzer", async () => {
    const administratorArns = ["arn:aws:iam::444455556666:role/key-admin"];
    const declared = await settings("owner", { keys: { administratorArns } });
    const rules = declared.filter(({ type }) => type.endsWith(":ArchiveRule"));
    assert.deepEqual(
      rules.map(({ inputs }) => inputs),
      [
        {
          analyzerName: "agent-runtime-dev-external-access",
          ruleName: "key-administrators",
          filters: [
            { criteria: "principal.AWS", eqs: administratorArns },
            { criteria: "resourceType", eqs: ["AWS::KMS::Key"] },
            { criteria: "isPublic", eqs: ["false"] },
          ],
        },
      ],
    );
  });

  it("BEST-24 sends findings to the alert topic", async () => {
    const declared = await settings("owner");
    const rule = declared.find(({ type }) => type.endsWith(":EventRule"));
    const target = declared.find(({ type }) => type.endsWith(":EventTarget"));
    assert.deepEqual(
      [target?.inputs["rule"], target?.inputs["arn"], rule?.inputs["state"]],
      [rule?.inputs["name"], topicArn, "ENABLED"],
    );
  });
});
