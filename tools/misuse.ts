import { ConfigError } from "../config/issues";
import { UsageError } from "../preview/errors";

/**
 * What is said of wrong usage or configuration, and the exit code for it.
 * @throws any other error, as it is.
 */
export function misuse(error: unknown, usage: string): { exitCode: 2; text: string } {
  if (error instanceof UsageError || error instanceof ConfigError) {
    return { exitCode: 2, text: error.message };
  }
  // What parseArgs throws for an option that it does not know.
  if (error instanceof TypeError && "code" in error) {
    return { exitCode: 2, text: `${error.message}\n\n${usage}` };
  }
  throw error;
}
