import { planBundle } from "../plan/governance/bundle";
import { type PolicyBundle, parseBundle } from "../runtime/governance/bundle";
import { stackContext } from "./stack-context";

/** The policy bundle of a stack, as its configuration makes it. */
export interface PlannedBundle {
  /** Text that is deployed. */
  readonly text: string;
  /** The same as data. */
  readonly bundle: PolicyBundle;
  /** SHA-256 of the text. */
  readonly digest: string;
}

/**
 * Plans the policy bundle of a stack; nothing is deployed and nobody is asked.
 * @throws {UsageError} when the stack file cannot be understood.
 * @throws {ConfigError} when the configuration is invalid.
 */
export function plannedBundle(directory: string, stack: string): PlannedBundle {
  const { text } = planBundle(stackContext(directory, stack));
  const parsed = parseBundle(text);
  if (parsed === undefined) throw new Error("the planned bundle cannot be read");
  return { text, ...parsed };
}
