import assert from "node:assert/strict";
import fc from "fast-check";
import { differences } from "./values";

describe("differences", () => {
  const json = fc.jsonValue({ maxDepth: 3 });

  it("finds none between a value and its copy", () => {
    fc.assert(
      fc.property(json, (value) => {
        assert.deepEqual(differences({ value }, { value: structuredClone(value) }), []);
      }),
    );
  });

  it("finds a property that changed, or is gone, wherever it is", () => {
    fc.assert(
      fc.property(json, fc.array(fc.constantFrom("a", "b")), (value, path) => {
        const at = (leaf: unknown) =>
          path.reduce<unknown>((child, key) => ({ [key]: child }), leaf);
        const declared = { value: at({ value }) };
        for (const leaf of [{ value: { other: value } }, {}]) {
          assert.equal(differences(declared, { value: at(leaf) }).length, 1);
        }
      }),
    );
  });

  it("compares documents by what they say, whatever their spaces", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json, { minKeys: 1 }), (value) => {
        const declared = { policy: JSON.stringify(value) };
        assert.deepEqual(
          differences(declared, { policy: JSON.stringify(value, undefined, 2) }),
          [],
        );
      }),
    );
  });
});
