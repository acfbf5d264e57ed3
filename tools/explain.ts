/**
 * Says why the policies of a stack allow a call, or why not, from its configuration alone: nothing is deployed and
 * nobody is asked. Quarantine and identity, which no policy is about, are not looked at.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { UsageError } from "../preview/errors";
import type { PolicyBundle } from "../runtime/governance/bundle";
import type { EngineQuestion } from "../runtime/governance/engine";
import { explain } from "../runtime/governance/explain";
import { explanationText } from "../runtime/governance/explain-text";
import { undelegated } from "../runtime/governance/self-test";
import { misuse } from "./misuse";
import { plannedBundle } from "./planned-bundle";

const usage = `usage: npm run explain -- <stack> "<caller> <intent> <callee>:<METHOD>:<path>" [options]

  --cwd DIR       project folder (default: this folder)
  --method NAME   method of the call (default: that of the operation)
  --path PATH     path of the call (default: that of the operation)
  --depth NUMBER  services on whose behalf the caller acts (default: 0)

exit code: 0 allowed, 1 denied, 2 wrong usage or configuration`;

/** What is asked about a stack. */
export interface ExplainRequest {
  /** Folder of the project. */
  readonly directory: string;
  /** Stack whose configuration the policies are planned from. */
  readonly stack: string;
  /** Caller, intent and operation, with blanks between them. */
  readonly call: string;
  /** Parts of the call that differ from what the operation says. */
  readonly changes: Partial<EngineQuestion["context"]>;
}

/**
 * The explanation as text, and whether the call is allowed.
 * @throws {UsageError} when the request or the stack file cannot be understood.
 * @throws {ConfigError} when the configuration is invalid.
 */
export function explainCall({ directory, stack, call, changes }: ExplainRequest) {
  const [principal, action, resource, ...rest] = call.trim().split(/\s+/);
  if (principal === undefined || action === undefined || resource === undefined) {
    throw new UsageError(`"${call}" names no caller, intent and operation.\n\n${usage}`);
  }
  if (rest.length > 0) throw new UsageError(`"${call}" has more than three parts.\n\n${usage}`);
  const { bundle, digest } = plannedBundle(directory, stack);
  const question = undelegated(bundle, { principal, action, resource });
  const context = { ...question.context, ...changes };
  const explanation = explain(bundle, { ...question, context });
  const lines = [explanationText(explanation), ...knownNames(bundle, explanation.unknown)];
  return {
    allowed: explanation.answer.kind === "permitted",
    text: [...lines, `  policy digest: ${digest}`].join("\n"),
  };
}

const partNames = { principal: "services", action: "intents", resource: "operations" } as const;

function knownNames(bundle: PolicyBundle, unknown: readonly (keyof typeof partNames)[]) {
  const known = {
    principal: Object.keys(bundle.services),
    action: [...new Set(Object.values(bundle.operations).map(({ intent }) => intent))],
    resource: Object.keys(bundle.operations),
  };
  return unknown.map((part) => `  ${partNames[part]}: ${known[part].join(", ") || "none"}`);
}

function readRequest(argv: readonly string[]): ExplainRequest {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { cwd: text, method: text, path: text, depth: text },
    allowPositionals: true,
  });
  const [stack, ...call] = positionals;
  if (stack === undefined) throw new UsageError(usage);
  const depth = values.depth === undefined ? undefined : Number(values.depth);
  if (depth !== undefined && !(Number.isSafeInteger(depth) && depth >= 0)) {
    throw new UsageError(`--depth ${String(values.depth)} is no number of services.\n\n${usage}`);
  }
  const changes = {
    ...(values.method === undefined ? {} : { method: values.method }),
    ...(values.path === undefined ? {} : { path: values.path }),
    ...(depth === undefined ? {} : { delegationDepth: depth }),
  };
  return { directory: path.resolve(values.cwd ?? "."), stack, call: call.join(" "), changes };
}

/** What the command prints and exits with. */
export function explainCommand(argv: readonly string[]): { exitCode: 0 | 1 | 2; text: string } {
  try {
    const { allowed, text } = explainCall(readRequest(argv));
    return { exitCode: allowed ? 0 : 1, text };
  } catch (error) {
    return misuse(error, usage);
  }
}

if (require.main === module) {
  const { exitCode, text } = explainCommand(process.argv.slice(2));
  (exitCode === 2 ? console.error : console.log)(text);
  process.exitCode = exitCode;
}
