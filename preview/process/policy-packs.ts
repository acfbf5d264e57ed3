import path from "node:path";
import { UsageError } from "../errors";
import type { Children } from "./children";
import type { PolicyPack, PolicyPackOptions } from "./policy-pack";
import { startPolicyPack } from "./policy-pack";

/**
 * Starts every pack.
 * @throws {UsageError} when one cannot be used, or when reports or answers are wanted and not exactly one pack gives them.
 */
export async function startAll(
  children: Children,
  folders: readonly string[],
  options: Omit<PolicyPackOptions, "directory">,
): Promise<readonly PolicyPack[]> {
  const packs = await Promise.all(
    folders.map((folder) =>
      startPolicyPack(children, { ...options, directory: path.resolve(folder) }),
    ),
  );
  const { reports = [], explanations = [] } = options;
  if (reports.length > 0) checkWriters(packs);
  if (explanations.length > 0) checkAnswering(packs);
  return packs;
}

function checkAnswering(packs: readonly PolicyPack[]): void {
  const able = packs.filter(({ takesQuestions }) => takesQuestions).map(({ name }) => name);
  if (able.length === 1) return;
  throw new UsageError(
    able.length === 0
      ? "No policy pack that judges answers questions."
      : `Questions are answered by one policy pack; ${able.join(" and ")} would both answer.`,
  );
}

// Two packs would write the same files; the later one would hide what the first has found.
function checkWriters(packs: readonly PolicyPack[]): void {
  const writers = packs.filter(({ takesReports }) => takesReports).map(({ name }) => name);
  if (writers.length === 1) return;
  throw new UsageError(
    writers.length === 0
      ? "No policy pack that judges writes reports."
      : `Reports are written by one policy pack; ${writers.join(" and ")} would write the same files.`,
  );
}
