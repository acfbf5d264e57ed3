import assert from "node:assert/strict";
import path from "node:path";
import { previewProgram } from "../../preview";

const fixtures = path.resolve(__dirname, "../fixtures/engine");

describe("remediation", () => {
  const preview = (packs: readonly string[]) =>
    previewProgram({
      directory: path.join(fixtures, "findings"),
      stack: "dev",
      policyPacks: packs.map((pack) => path.join(fixtures, pack)),
    });

  it("changes what is declared and what later packs see", async () => {
    const { resources, findings } = await preview(["remediation-pack", "witness-pack"]);
    const bucket = resources.find(({ name }) => name === "allowed");
    assert.ok(bucket);
    assert.deepEqual(bucket.inputs["tags"], { owner: "remediation" });
    assert.deepEqual(bucket.outputs["tags"], { owner: "remediation" });
    const seen = findings.filter(({ urn }) => urn === bucket.urn);
    assert.equal(seen.length, 2);
    for (const { message } of seen) assert.match(message, /"owner":"remediation"/);
  });

  it("says what was changed, once for each change", async () => {
    const { diagnostics } = await preview(["remediation-pack"]);
    assert.deepEqual(
      diagnostics.map(({ message }) => message).sort(),
      ["allowed", "forbidden"].map(
        (name) =>
          `remediation/tag-buckets changed the properties of urn:pulumi:dev::conformance::aws:s3/bucket:Bucket::${name}.`,
      ),
    );
  });

  it("changes nothing where the policy's level is lower", async () => {
    const { resources } = await preview(["remediation-pack"]);
    const bucket = resources.find(({ name }) => name === "allowed");
    assert.equal(bucket?.inputs["forceDestroy"], undefined);
  });
});
