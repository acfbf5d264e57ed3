import assert from "node:assert/strict";
import fc from "fast-check";
import { offlineReasoner } from "../../../services/axon/offline-reasoner";

const { signal } = new AbortController();
const answer = async (task: string) => (await offlineReasoner.reason(task, signal)).answer;

describe("offline-reasoner", () => {
  it("keeps the two sentences that hold most of the frequent words, in their order", async () => {
    const task =
      "Agents call agents. It rains. Each call between agents is decided first. Tea is nice.";
    assert.equal(
      await answer(task),
      "Agents call agents. Each call between agents is decided first.",
    );
  });

  it("says that no model has answered", async () => {
    assert.equal((await offlineReasoner.reason("a", signal)).model, "offline-extract");
  });

  it("answers the same task the same way, with nothing that is not in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (task) => {
        const first = await answer(task);
        assert.equal(await answer(task), first);
        const words = first.split(/\s+/);
        assert.ok(words.every((word) => task.includes(word)));
      }),
    );
  });
});
