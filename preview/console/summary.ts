import type { PreviewResult } from "../index";
import { countFindings } from "../report";
import { counted, styled } from "./text";

/** What a summary is made from. */
type Summarised = Pick<
  PreviewResult,
  "stack" | "resources" | "findings" | "policyPacks" | "exitCode"
>;

/** The line that says how a preview ended, and what it looked at. */
export function renderSummary(result: Summarised, seconds: number): string {
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
