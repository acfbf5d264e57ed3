import path from "node:path";
import { UsageError } from "./errors";

/** A report that a policy pack is asked to write. */
export interface ReportRequest {
  /** Format, as the pack names it. */
  readonly format: string;
  /** File, absolute. */
  readonly file: string;
}

/** The formats a policy pack of this project writes. */
export const reportFormats: readonly string[] = [
  "json",
  "sarif",
  "junit",
  "csv",
  "html",
  "markdown",
  "console",
];

/**
 * Reads `FORMAT=FILE`.
 * @throws {UsageError} when it is of another form, or the format is not known.
 */
export function parseReportRequest(text: string): ReportRequest {
  const at = text.indexOf("=");
  const [format, file] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (at < 1 || file === "") throw new UsageError(`--report ${text}: write FORMAT=FILE.`);
  if (!reportFormats.includes(format)) {
    throw new UsageError(
      `--report ${text}: there is no format ${format}; there are ${reportFormats.join(", ")}.`,
    );
  }
  return { format, file: path.resolve(file) };
}
