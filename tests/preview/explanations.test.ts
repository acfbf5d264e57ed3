import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { UsageError } from "../../preview/errors";
import { type ExplanationRequest, withExplanations } from "../../preview/explanations";

const writing =
  (answer: object | undefined) =>
  (requests: readonly ExplanationRequest[]): Promise<readonly string[]> => {
    for (const { question, file } of requests) {
      if (answer !== undefined) writeFileSync(file, JSON.stringify({ question, ...answer }));
    }
    return Promise.resolve(requests.map(({ file }) => file));
  };

describe("withExplanations", () => {
  it("gives every question a file of its own, returns the answers and leaves no file", async () => {
    const answer = { isAnswered: true, text: "allowed" };
    const { result, answers } = await withExplanations(["a", "b"], writing(answer));
    assert.deepEqual(answers, ["allowed", "allowed"]);
    assert.equal(new Set(result).size, 2);
    assert.ok(result.every((file) => !existsSync(file)));
  });

  it("asks for nothing without a question", async () => {
    const { result, answers } = await withExplanations([], writing(undefined));
    assert.deepEqual([result, answers], [[], []]);
  });

  const wrong: readonly (readonly [string, object | undefined, RegExp])[] = [
    ["the pack gave none", undefined, /--explain "a": the policy pack gave no answer/],
    ["the question is wrong", { isAnswered: false, text: "There is no a." }, /There is no a\./],
    ["the answer has another form", { answer: 1 }, /no known form/],
  ];
  for (const [title, answer, message] of wrong) {
    it(`fails, and leaves no file, when ${title}`, async () => {
      let files: readonly string[] = [];
      const work = async (requests: readonly ExplanationRequest[]) => {
        files = await writing(answer)(requests);
      };
      await assert.rejects(withExplanations(["a"], work), (error: unknown) => {
        assert.ok(error instanceof UsageError);
        assert.match(error.message, message);
        return true;
      });
      assert.ok(files.length === 1 && files.every((file) => !existsSync(file)));
    });
  }
});
