import assert from "node:assert/strict";
import { expand } from "../../../policy-pack/frameworks/ranges";

describe("expand", () => {
  it("reads single numbers and ranges, in order", () => {
    assert.deepEqual(expand("1-3,5,9-10"), [1, 2, 3, 5, 9, 10]);
  });

  it("gives nothing for empty text", () => {
    assert.deepEqual(expand(""), []);
  });
});
