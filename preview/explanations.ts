import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { UsageError } from "./errors";

/** A question that a policy pack is asked. */
export interface ExplanationRequest {
  /** Question, as the pack understands it. */
  readonly question: string;
  /** File for the answer, absolute. */
  readonly file: string;
}

const answerSchema = z.object({
  question: z.string(),
  isAnswered: z.boolean(),
  text: z.string(),
});

/** Lets a policy pack answer questions in files that exist only as long as the work. */
export async function withExplanations<Result>(
  questions: readonly string[],
  work: (requests: readonly ExplanationRequest[]) => Promise<Result>,
): Promise<{ readonly result: Result; readonly answers: readonly string[] }> {
  if (questions.length === 0) return { result: await work([]), answers: [] };
  const folder = mkdtempSync(path.join(tmpdir(), "explain-"));
  try {
    const requests = questions.map((question, index) => ({
      question,
      file: path.join(folder, `${String(index)}.json`),
    }));
    const result = await work(requests);
    return { result, answers: requests.map(answerOf) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @throws {UsageError} when the question could not be answered. */
function answerOf({ question, file }: ExplanationRequest): string {
  const answer = answerSchema.safeParse(JSON.parse(readText(question, file)));
  if (!answer.success)
    throw new UsageError(`--explain "${question}": the answer has no known form.`);
  if (!answer.data.isAnswered) throw new UsageError(`--explain "${question}": ${answer.data.text}`);
  return answer.data.text;
}

function readText(question: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`--explain "${question}": the policy pack gave no answer.`);
  }
}
