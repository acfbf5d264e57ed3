import assert from "node:assert/strict";
import { catalog } from "../../../policy-pack/catalog";
import { coverageFindings } from "../../../policy-pack/engine/coverage";
import { resource } from "../../support/policy-pack/resources";

const typesIn = (...types: readonly string[]) =>
  coverageFindings(
    catalog,
    types.map((type, index) => resource(type, {}, { name: `r${String(index)}` })),
  );

describe("coverageFindings", () => {
  it("reports a type that no rule looks at once, with its count", () => {
    const findings = typesIn("aws:new/thing:Thing", "aws:new/thing:Thing");
    assert.equal(findings.length, 1);
    assert.match(findings[0]?.message ?? "", /aws:new\/thing:Thing \(2 in this stack\)/);
    assert.equal(findings[0]?.level, "advisory");
  });

  it("reports resources of other clouds and opaque carriers", () => {
    assert.equal(typesIn("aws-native:s3:Bucket", "kubernetes:core/v1:Pod").length, 2);
  });

  it("leaves judged types, plain types, components and Pulumi's own alone", () => {
    const findings = typesIn(
      "aws:kms/key:Key",
      "aws:kms/alias:Alias",
      "agent-runtime:network:Network",
      "pulumi:pulumi:Stack",
      "pulumi:providers:aws",
    );
    assert.deepEqual(findings, []);
  });
});
