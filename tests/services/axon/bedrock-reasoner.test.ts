import assert from "node:assert/strict";
import type { ConverseCommandInput, ConverseCommandOutput } from "@aws-sdk/client-bedrock-runtime";
import { bedrockReasoner, NoAnswerError } from "../../../services/axon/bedrock-reasoner";

const { signal } = new AbortController();

function reasoner(output: Omit<ConverseCommandOutput, "$metadata"> | Error) {
  const inputs: ConverseCommandInput[] = [];
  const signals: AbortSignal[] = [];
  const made = bedrockReasoner({
    modelId: "example.model-v1:0",
    maxTokens: 64,
    converse: (input, given) => {
      inputs.push(input);
      signals.push(given);
      if (output instanceof Error) return Promise.reject(output);
      return Promise.resolve({ ...output, $metadata: {} });
    },
  });
  return { ...made, inputs, signals };
}

const message = (...content: readonly { text: string }[]) => ({
  output: { message: { role: "assistant" as const, content: [...content] } },
  stopReason: undefined,
  usage: undefined,
  metrics: undefined,
});

describe("bedrock-reasoner", () => {
  it("asks the model with bounded tokens, and heeds the signal", async () => {
    const made = reasoner(message({ text: "42" }));
    const { inputs, signals } = made;
    assert.deepEqual(await made.reason("17 + 25", signal), {
      answer: "42",
      model: "example.model-v1:0",
    });
    assert.deepEqual(inputs, [
      {
        modelId: "example.model-v1:0",
        messages: [{ role: "user", content: [{ text: "17 + 25" }] }],
        inferenceConfig: { maxTokens: 64, temperature: 0 },
      },
    ]);
    assert.deepEqual(signals, [signal]);
  });

  it("joins the parts of an answer, and cuts one that is too long", async () => {
    const parts = reasoner(message({ text: "a" }, { text: "b" }));
    assert.equal((await parts.reason("t", signal)).answer, "ab");
    const long = reasoner(message({ text: "x".repeat(100_000) }));
    assert.equal((await long.reason("t", signal)).answer.length, 32_768);
  });

  it("gives no answer where the model gives none", async () => {
    const empty = { ...message(), output: undefined };
    for (const output of [message(), empty]) {
      await assert.rejects(reasoner(output).reason("t", signal), NoAnswerError);
    }
  });

  it("L4 keeps what the service said out of its error", async () => {
    const failing = reasoner(new Error("task text and AKIAIOSFODNN7EXAMPLE"));
    await assert.rejects(failing.reason("task text", signal), (error) => {
      assert.ok(error instanceof NoAnswerError);
      assert.equal(error.message, "the model could not be asked");
      assert.equal(error.cause, undefined);
      return true;
    });
  });
});
