import path from "node:path";
import { UsageError } from "../errors";
import type { Children } from "./children";
import type { PolicyPack, PolicyPackOptions } from "./policy-pack";
import { startPolicyPack } from "./policy-pack";

/**
 * Starts every pack.
 * @throws {UsageError} when one cannot be used, or when reports are wanted and not exactly one pack writes them.
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
  if (options.reports !== undefined && options.reports.length > 0) checkWriters(packs);
  return packs;
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
