import { stripVTControlCharacters } from "node:util";
import type { Diagnostic } from "../engine/engine-service";
import { ProgramError, UsageError } from "../errors";

/** The heading of a program's own report about its configuration. */
const configurationHeading = "Configuration is invalid";

const runtimePrefix = /^Running program '[^']*' failed with an unhandled exception:\s*/;

/** The error to show for a program that failed: its own message and the line that threw, nothing else. */
export function explainProgramFailure(
  diagnostics: readonly Diagnostic[],
  errorOutput: string,
): UsageError | ProgramError {
  const logged = diagnostics.find(({ severity }) => severity === "error")?.message;
  // The runtime colours stack frames whatever reads them.
  const plain = stripVTControlCharacters(logged ?? errorOutput);
  const text = plain.replace(runtimePrefix, "").trim();
  if (text.startsWith(configurationHeading)) return new UsageError(text);
  return new ProgramError(text === "" ? "The program ended without a message." : shorten(text));
}

// Frames inside packages and the runtime say nothing to the author of the program.
function shorten(text: string): string {
  const lines = text.split("\n");
  const isFrame = (line: string) => /^\s+at /.test(line);
  const own = lines.find((line) => isFrame(line) && !/node_modules|node:internal/.test(line));
  const message = lines
    .filter((line) => !isFrame(line))
    .join("\n")
    .trim();
  return own === undefined ? message : `${message}\n${own}`;
}
