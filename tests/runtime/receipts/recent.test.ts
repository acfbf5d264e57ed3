import assert from "node:assert/strict";
import { createRecent } from "../../../runtime/receipts/recent";

describe("createRecent", () => {
  it("keeps no more than its limit, and forgets what was not used for longest", () => {
    const recent = createRecent<number>(2);
    recent.keep("a", 1);
    recent.keep("b", 2);
    assert.equal(recent.get("a"), 1);
    recent.keep("c", 3);
    assert.deepEqual(
      ["a", "b", "c"].map((key) => recent.get(key)),
      [1, undefined, 3],
    );
  });

  it("keeps the last value of a key, once", () => {
    const recent = createRecent<number>(2);
    recent.keep("a", 1);
    recent.keep("b", 2);
    recent.keep("a", 3);
    assert.deepEqual([recent.get("a"), recent.get("b")], [3, 2]);
  });
});
