import type { ConverseCommandInput, ConverseCommandOutput } from "@aws-sdk/client-bedrock-runtime";
import type { Reasoner } from "./reasoner";

/** How a model of Amazon Bedrock is asked. */
export interface BedrockOptions {
  /** Sends one Converse request. */
  readonly converse: (
    input: ConverseCommandInput,
    signal: AbortSignal,
  ) => Promise<ConverseCommandOutput>;
  /** Id of the model, or ARN of an inference profile. */
  readonly modelId: string;
  /** Longest answer, in tokens. @default 1024 */
  readonly maxTokens?: number;
}

/** There is no answer. What the model or the service said is left out on purpose: it may repeat the task. */
export class NoAnswerError extends Error {
  override readonly name = "NoAnswerError";
}

const maxAnswerCharacters = 32_768;

/** Asks a model of Amazon Bedrock. Neither task nor answer is written anywhere. */
export function bedrockReasoner({ converse, modelId, maxTokens = 1024 }: BedrockOptions): Reasoner {
  async function ask(task: string, signal: AbortSignal): Promise<ConverseCommandOutput> {
    try {
      return await converse(
        {
          modelId,
          messages: [{ role: "user", content: [{ text: task }] }],
          inferenceConfig: { maxTokens, temperature: 0 },
        },
        signal,
      );
    } catch {
      throw new NoAnswerError("the model could not be asked");
    }
  }

  return {
    async reason(task, signal) {
      const { output } = await ask(task, signal);
      const answer = (output?.message?.content ?? []).map(({ text = "" }) => text).join("");
      if (answer === "") throw new NoAnswerError("the model gave no text");
      return { answer: answer.slice(0, maxAnswerCharacters), model: modelId };
    },
  };
}
