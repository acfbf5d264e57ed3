import assert from "node:assert/strict";
import { perText } from "../../../policy-pack/engine/per-text";

describe("answers kept per text", () => {
  it("are given again without asking, nothing and false included", () => {
    const asked: string[] = [];
    const answer = perText((text) => {
      asked.push(text);
      return text === "a" ? undefined : text === "c";
    });
    assert.deepEqual(["a", "b", "a", "b", "c"].map(answer), [
      undefined,
      false,
      undefined,
      false,
      true,
    ]);
    assert.deepEqual(asked, ["a", "b", "c"]);
  });

  it("are few, whatever is asked", () => {
    let count = 0;
    const answer = perText((text) => {
      count += 1;
      return text.length;
    });
    const texts = Array.from({ length: 100 }, (_, at) => "x".repeat(at));
    for (const text of [...texts, ...texts]) assert.equal(answer(text), text.length);
    assert.equal(count, 200);
  });
});
