import assert from "node:assert/strict";
import { isUnknown } from "../../preview/engine/values";
import type { PreviewResult } from "../../preview/index";
import { ofType, previewStack } from "./support";

const config = {
  "agent-runtime:governance": JSON.stringify({
    codeSigning: true,
    receipts: { signing: "kms", keyGenerations: [1, 2] },
  }),
};

describe("the estate with signed code, while receipt keys are rotated", () => {
  let result: PreviewResult;

  before(async () => {
    result = await previewStack("prod", { config });
  });

  it("has no mandatory and no undecided finding", () => {
    assert.deepEqual(
      result.findings.filter(
        ({ level, verdict }) => level === "mandatory" || verdict === "undecided",
      ),
      [],
    );
  });

  it("deploys what the signing job made, and nothing from the disk", () => {
    const [governance] = ofType(result.resources, "Function").filter(({ name }) =>
      name.startsWith("governance"),
    );
    assert.ok(governance);
    assert.equal(governance.inputs["code"], undefined);
    assert.ok(isUnknown(governance.inputs["s3Key"] ?? null));
    for (const property of ["s3Key", "codeSigningConfigArn"]) {
      assert.match(
        governance.propertyDependencies[property]?.join() ?? "",
        /governance-(code|signing)/,
      );
    }
  });

  it("has a signing key for each generation, and neither rotates by itself", () => {
    const keys = ofType(result.resources, "Key").filter(({ name }) => name.includes("receipts"));
    assert.deepEqual(
      keys.map(({ name, inputs }) => [name, inputs["keyUsage"], inputs["enableKeyRotation"]]),
      [
        ["keys-receipts-1", "SIGN_VERIFY", undefined],
        ["keys-receipts-2", "SIGN_VERIFY", undefined],
      ],
    );
  });
});
