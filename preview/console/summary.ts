import type { PreviewResult } from "../index";
import { countFindings } from "../report";
import { counted, styled } from "./text";

/** The last line of a preview. */
export function renderSummary(result: PreviewResult, seconds: number): string {
  const { mandatory, advisory, undecided } = countFindings(result);
  const packs = result.policyPacks.length === 0 ? "no policy pack" : result.policyPacks.join(", ");
  const verdict = result.exitCode === 0 ? styled("green", "passed") : styled("red", "violated");
  return [
    `${result.stack} ${result.policyPacks.length === 0 ? "previewed" : verdict}:`,
    `${counted(result.resources.length, "resource")},`,
    `${String(mandatory)} mandatory, ${String(advisory)} advisory, ${String(undecided)} undecided;`,
    `judged by ${packs}; ${seconds.toFixed(1)} s`,
  ].join(" ");
}
