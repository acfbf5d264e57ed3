import assert from "node:assert/strict";
import fc from "fast-check";
import { readSettings } from "../../../lambdas/governance/environment";

const right = {
  POLICY_DIGEST: "a".repeat(64),
  TABLE_NAME: "estate-dev-governance",
  RECEIPT_SIGNING: "ed25519",
  RECEIPT_KEY_ID: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
};

const wrong: Readonly<Record<string, readonly (string | undefined)[]>> = {
  POLICY_DIGEST: [undefined, "", "a", "A".repeat(64), `${"a".repeat(64)}\n`, "any", "*"],
  TABLE_NAME: [undefined, "", "a b", "a/b", "x".repeat(256)],
  RECEIPT_SIGNING: [undefined, "", "none", "off", "KMS", "Ed25519", "kms ", "false", "0"],
  RECEIPT_KEY_ID: [undefined, "", "a b", "*"],
  IDENTITY_SOURCE: ["", "body", "any", "none", "ALIAS", "alias,lattice"],
};

describe("environment", () => {
  it("reads the settings, and takes the identity from the alias unless told otherwise", () => {
    const settings = {
      policyDigest: right.POLICY_DIGEST,
      tableName: right.TABLE_NAME,
      receiptSigning: "ed25519",
      receiptKeyId: right.RECEIPT_KEY_ID,
    };
    assert.deepEqual(readSettings(right), { ...settings, identitySource: "alias" });
    assert.deepEqual(readSettings({ ...right, RECEIPT_SIGNING: "kms", IDENTITY_SOURCE: "iam" }), {
      ...settings,
      receiptSigning: "kms",
      identitySource: "iam",
    });
  });

  for (const [name, values] of Object.entries(wrong)) {
    it(`G19 has no settings at all when ${name} has no value that it may have`, () => {
      for (const value of values) {
        assert.equal(readSettings({ ...right, [name]: value }), undefined, String(value));
      }
    });
  }

  it("G19 gives no meaning to any other variable", () => {
    const others = fc.dictionary(
      fc.string().filter((name) => !Object.hasOwn({ ...right, IDENTITY_SOURCE: "" }, name)),
      fc.string(),
    );
    fc.assert(
      fc.property(others, (environment) => {
        assert.deepEqual(readSettings({ ...environment, ...right }), readSettings(right));
      }),
    );
  });
});
