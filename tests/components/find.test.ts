import assert from "node:assert/strict";
import { byKey, mapValues, required } from "../../components/find";

describe("required", () => {
  it("finds the value of a key", () => {
    assert.equal(required({ orbit: 1, axon: 2 }, "axon"), 2);
  });

  it("names the missing key and the known ones", () => {
    assert.throws(() => required({ orbit: 1, axon: 2 }, "relay"), {
      message: "The plan names relay; known: orbit, axon",
    });
  });

  it("does not take what every object inherits for a value", () => {
    assert.throws(() => required({}, "constructor"), /The plan names constructor/);
  });
});

describe("byKey", () => {
  it("makes a value for each entry under its key", () => {
    const lengths = byKey(
      ["orbit", "axon"],
      (name) => name.toUpperCase(),
      (name) => name.length,
    );
    assert.deepEqual(lengths, { ORBIT: 5, AXON: 4 });
  });
});

describe("mapValues", () => {
  it("keeps keys and changes values", () => {
    assert.deepEqual(
      mapValues({ orbit: 1, axon: 2 }, (value) => String(value)),
      { orbit: "1", axon: "2" },
    );
  });
});
