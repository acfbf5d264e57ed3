import assert from "node:assert/strict";
import { judgedProperties, judgedTypes } from "../../../policy-pack/provider/judged-properties";
import { allCases } from "../../support/policy-pack/all-cases";
import { findingsOf } from "../../support/policy-pack/rule-cases";

/** Families whose findings are about values that must reach AWS as they are written. */
const families = /^(encrypt|retain|audit|kms|trust|boundary|resource)\//;

/** Findings about what a resource is attached to, or about its identity: that cannot change unseen. */
const aside: ReadonlySet<string> = new Set([
  "aws:iam/role:Role /path",
  "aws:rds/instance:Instance /engine",
  "aws:rds/instance:Instance /snapshotIdentifier",
]);

describe("judgedProperties", () => {
  it("POL-35 knows every property that rules find something at", () => {
    const found = allCases()
      .filter(({ rule }) => families.test(rule.id))
      .flatMap(({ rule, cases }) => cases.flatMap((each) => findingsOf(rule, each)))
      .filter(({ type, path }) => type.startsWith("aws:") && path !== "")
      .map(({ type, path }) => [type, path.split("/")[1] ?? ""] as const);
    assert.ok(found.length > 300);
    const unknownHere = found
      .filter(([type, property]) => !judgedProperties(type).has(property))
      .map(([type, property]) => `${type} /${property}`)
      .filter((place) => !aside.has(place));
    assert.deepEqual([...new Set(unknownHere)].sort(), [], "add them to judged-properties.ts");
  });

  it("knows nothing of other types", () => {
    assert.ok(judgedTypes.length > 150);
    for (const type of ["aws:ec2/eip:Eip", "__proto__", ""]) {
      assert.equal(judgedProperties(type).size, 0);
    }
  });

  it("keeps to properties that people do not ignore for good reasons", () => {
    const harmless = [
      "tags",
      "tagsAll",
      "desiredCount",
      "engineVersion",
      "secretString",
      "imageUri",
    ];
    const wrong = judgedTypes.flatMap((type) =>
      harmless.filter((name) => judgedProperties(type).has(name)).map((name) => `${type} ${name}`),
    );
    assert.deepEqual(wrong, []);
  });
});
