import assert from "node:assert/strict";
import fc from "fast-check";
import {
  isUnknown,
  listOf,
  numberOf,
  pointer,
  read,
  unknownSentinels,
} from "../../../policy-pack/engine/value";
import { unknown } from "../../support/policy-pack/resources";

describe("reading a property", () => {
  const properties = {
    block: { enabled: true, nothing: null, key: unknown },
    list: [{ port: 22 }, unknown],
    text: `arn:${unknown}:x`,
  };

  it("POL-21 tells absent from unknown", () => {
    assert.deepEqual(read(properties, "block", "enabled"), { kind: "known", value: true });
    assert.deepEqual(read(properties, "block", "key"), { kind: "unknown", path: "/block/key" });
    for (const path of [
      ["none"],
      ["block", "none"],
      ["block", "nothing"],
      ["list", 7, "port"],
      ["block", "enabled", "x"],
    ]) {
      assert.deepEqual(read(properties, ...path), { kind: "absent" }, path.join());
    }
  });

  it("POL-21 stops at the first unknown value, and says where that is", () => {
    assert.deepEqual(read(properties, "list", 1, "port", "deep"), {
      kind: "unknown",
      path: "/list/1",
    });
    assert.deepEqual(read(properties, "list", 0, "port"), { kind: "known", value: 22 });
  });

  it("POL-7 takes text that holds an unknown part for unknown, whatever surrounds it", () => {
    const around = fc.tuple(fc.string(), fc.constantFrom(...unknownSentinels), fc.string());
    fc.assert(
      fc.property(around, ([before, sentinel, after]) => isUnknown(before + sentinel + after)),
    );
    assert.ok(!isUnknown("04da6b54-80e4-46f7-96ec-b56ff0331ba"));
  });

  it("reads prototype keys as properties only where they are some", () => {
    assert.deepEqual(read({}, "__proto__"), { kind: "absent" });
    assert.deepEqual(read({}, "constructor", "name"), { kind: "absent" });
    const own = JSON.parse('{"__proto__":{"a":1}}') as Record<string, never>;
    assert.deepEqual(read(own, "__proto__", "a"), { kind: "known", value: 1 });
  });

  it("writes pointers that can be read back", () => {
    assert.equal(pointer(["a/b", "m~n", 0]), "/a~1b/m~0n/0");
  });

  it("takes one value for a list of one, and nothing for an empty list", () => {
    assert.deepEqual(
      [listOf("a"), listOf(["a"]), listOf(null), listOf(undefined)],
      [["a"], ["a"], [], []],
    );
  });

  it("takes text that is a number for a number, and nothing else", () => {
    assert.deepEqual([numberOf("365"), numberOf(7)], [365, 7]);
    for (const value of ["", " ", "x", true, null, undefined, []])
      assert.ok(Number.isNaN(numberOf(value)));
  });
});
