import assert from "node:assert/strict";
import { isObject, type PropertyValue } from "../../preview/engine/values";
import type { GraphResource } from "../../preview/graph";
import type { PreviewResult } from "../../preview/index";
import { ofType, previewStack, textAt } from "./support";

const lockType = "BucketObjectLockConfiguration";

/** Logical names of the keys that a property is made from. */
const keysOf = ({ propertyDependencies }: GraphResource, property: string): readonly string[] =>
  (propertyDependencies[property] ?? []).flatMap((urn) => {
    const [, name] = /aws:kms\/key:Key::(.*)$/.exec(urn) ?? [];
    return name === undefined ? [] : [name];
  });

const retentionOf = ({ inputs }: GraphResource): PropertyValue | undefined => {
  const { rule } = inputs;
  return isObject(rule) ? rule["defaultRetention"] : undefined;
};

for (const stack of ["dev", "prod"]) {
  describe(`the records of the ${stack} estate`, () => {
    let result: PreviewResult;

    before(async () => {
      result = await previewStack(stack);
    });

    const table = () => {
      const rows = result.outputs["logRetention"];
      assert.ok(Array.isArray(rows) && rows.length > 0);
      return rows.filter(isObject);
    };
    const rowOf = (name: PropertyValue | undefined) => {
      const row = table().find((each) => each["name"] === name);
      assert.ok(row, JSON.stringify(name));
      return row;
    };

    it("BEST-32 has every log group as the exported table says", () => {
      const groups = ofType(result.resources, "LogGroup");
      assert.ok(groups.length > 0);
      for (const group of groups) {
        const { name, retentionInDays, deletionProtectionEnabled, logGroupClass } = group.inputs;
        const row = rowOf(name);
        assert.equal(retentionInDays, row["retentionDays"]);
        assert.ok(typeof retentionInDays === "number" && retentionInDays >= 365);
        assert.equal(deletionProtectionEnabled, row["protect"]);
        assert.equal(logGroupClass, "STANDARD");
        assert.deepEqual(keysOf(group, "kmsKeyId"), [row["encryptionKey"]]);
      }
    });

    it("BEST-33 locks trail and evidence as the exported table says, and nothing in it expires", () => {
      const locks = ofType(result.resources, lockType);
      assert.equal(locks.length, 2);
      for (const lock of locks) {
        const row = rowOf(lock.inputs["bucket"]);
        assert.deepEqual(retentionOf(lock), row["objectLock"]);
        assert.equal(
          textAt(row["objectLock"], "mode"),
          stack === "prod" ? "COMPLIANCE" : "GOVERNANCE",
        );
        const [lifecycle] = ofType(result.resources, "BucketLifecycleConfiguration").filter(
          ({ inputs }) => inputs["bucket"] === lock.inputs["bucket"],
        );
        assert.doesNotMatch(JSON.stringify(lifecycle?.inputs["rules"]), /xpiration/);
      }
    });

    it("BEST-33 encrypts each bucket of the table with the key that it names", () => {
      const type = "BucketServerSideEncryptionConfiguration";
      for (const row of table().filter(({ kind }) => kind === "bucket")) {
        const [encryption] = ofType(result.resources, type).filter(
          ({ inputs }) => inputs["bucket"] === row["name"],
        );
        assert.ok(encryption, textAt(row, "name"));
        const key = row["encryptionKey"];
        assert.deepEqual(keysOf(encryption, "rules"), typeof key === "string" ? [key] : []);
      }
    });

    it("LOG-91 declares a log group before whatever is told to write to it", () => {
      const groups = new Set(ofType(result.resources, "LogGroup").map(({ urn }) => urn));
      const functions = ofType(result.resources, "Function");
      assert.ok(functions.length > 0);
      for (const { name, dependencies } of functions) {
        assert.ok(
          dependencies.some((urn) => groups.has(urn)),
          name,
        );
      }
    });

    it("BEST-29 has a trail of all Regions, with insights in prod", () => {
      const [trail, ...others] = ofType(result.resources, "Trail");
      assert.ok(trail);
      assert.deepEqual(others, []);
      assert.equal(trail.inputs["isMultiRegionTrail"], true);
      const { insightSelectors } = trail.inputs;
      assert.equal(
        Array.isArray(insightSelectors) ? insightSelectors.length : 0,
        stack === "prod" ? 2 : 0,
      );
    });
  });
}
