import assert from "node:assert/strict";
import { AccountBaseline } from "../../../components/account-baseline/account-baseline";
import { planAccountBaseline } from "../../../plan/account-baseline";
import { planContext } from "../../support/context";
import { declaredBy } from "../../support/mocks";

const declare = (accountBaseline: string) =>
  declaredBy(() => {
    new AccountBaseline("baseline", {
      plan: planAccountBaseline(planContext({ accountBaseline })),
    });
  });

const settings = async (accountBaseline: string) =>
  (await declare(accountBaseline)).filter(({ type }) => type.startsWith("aws:"));

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
      "ImageBlockPublicAccess",
      "InstanceMetadataDefaults",
      "SnapshotBlockPublicAccess",
    ]);
  });

  it("demands IMDSv2, and blocks public access to buckets, images and snapshots", async () => {
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

  it("demands long passwords of every kind of character, and looks for access from outside", async () => {
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
});
