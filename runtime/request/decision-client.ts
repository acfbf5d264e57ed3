import { InvokeCommand, LambdaClient, type LambdaClientConfig } from "@aws-sdk/client-lambda";

/** Carries a question to governance and its answer back, both as text. */
export interface DecisionPoint {
  /**
   * Asks once; the signal says when nobody waits for the answer any more.
   * @throws when there is no answer.
   */
  ask(question: string, signal: AbortSignal): Promise<string>;
}

/** How the governance function is reached. */
export interface LambdaDecisionPointOptions {
  /** ARN of the caller's own alias of the governance function. */
  readonly aliasArn: string;
  /** Region, credentials and endpoint of the client. */
  readonly client: Omit<LambdaClientConfig, "maxAttempts" | "retryMode" | "retryStrategy">;
  /** Longest answer that is read, in bytes. @default 16384 */
  readonly maxAnswerBytes?: number;
}

/** The governance function, invoked through the caller's alias. */
export function lambdaDecisionPoint({
  aliasArn,
  client,
  maxAnswerBytes = 16_384,
}: LambdaDecisionPointOptions): DecisionPoint {
  // One attempt: retries would hide failures from the circuit and outlast the caller's deadline.
  const lambda = new LambdaClient({ ...client, maxAttempts: 1 });
  return {
    async ask(question, signal) {
      const { FunctionError, Payload } = await lambda.send(
        new InvokeCommand({
          FunctionName: aliasArn,
          InvocationType: "RequestResponse",
          // The question travels as text: Lambda would parse it, and duplicate keys would be lost.
          Payload: Buffer.from(JSON.stringify({ body: question })),
        }),
        { abortSignal: signal },
      );
      if (FunctionError !== undefined) throw new Error("The governance function failed.");
      if (Payload === undefined || Payload.length > maxAnswerBytes) {
        throw new Error("The governance function gave no answer of a possible size.");
      }
      return bodyOf(new TextDecoder("utf-8", { fatal: true }).decode(Payload));
    },
  };
}

/** The answer in an HTTP-shaped result, or the result itself. */
function bodyOf(text: string): string {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== "object" || parsed === null) return text;
  const body: unknown = Object.entries(parsed).find(([name]) => name === "body")?.[1];
  return typeof body === "string" ? body : text;
}
