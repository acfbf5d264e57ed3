/**
 * Gates the policies of stacks before they are deployed: each policy is validated, and evaluated with a request that
 * reaches its conditions, since some policies parse and yet take the engine down when they are used.
 */
import { ConfigError } from "../config/issues";
import { UsageError } from "../preview/errors";
import { checkBundle } from "../runtime/governance/gate";
import { plannedBundle } from "./planned-bundle";

const usage = `usage: npm run gate -- <stack>...

exit code: 0 all policies hold, 1 some do not, 2 wrong usage or configuration`;

/** What the command prints and exits with. */
export function gateCommand(
  directory: string,
  stacks: readonly string[],
): { readonly exitCode: 0 | 1 | 2; readonly text: string } {
  if (stacks.length === 0) return { exitCode: 2, text: usage };
  try {
    const results = stacks.map((stack) => gateStack(directory, stack));
    const exitCode = results.every(({ holds }) => holds) ? 0 : 1;
    return { exitCode, text: results.map(({ text }) => text).join("\n") };
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ConfigError)) throw error;
    return { exitCode: 2, text: error.message };
  }
}

function gateStack(directory: string, stack: string) {
  const { bundle, digest } = plannedBundle(directory, stack);
  const problems = checkBundle(bundle);
  const policies = Object.values(bundle.policies).flatMap(Object.keys).length;
  const lines = problems.map(({ code, where, message }) => `  ${code} ${where}: ${message}`);
  const verdict =
    problems.length === 0 ? "passed" : `refused, problems: ${String(problems.length)}`;
  const heading = `${stack} ${verdict}; policies: ${String(policies)}; policy digest: ${digest}`;
  return { holds: problems.length === 0, text: [heading, ...lines].join("\n") };
}

if (require.main === module) {
  const { exitCode, text } = gateCommand(process.cwd(), process.argv.slice(2));
  (exitCode === 0 ? console.log : console.error)(text);
  process.exitCode = exitCode;
}
