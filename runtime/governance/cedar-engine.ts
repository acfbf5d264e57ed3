import type { PolicyBundle } from "./bundle";
import type { CedarModule } from "./cedar-module";
import { createCedarSession } from "./cedar-session";
import { createPolicySlices } from "./cedar-slices";
import type { DecisionEngine, EngineAnswer, EngineQuestion } from "./engine";

/** What a Cedar engine may be given besides its bundle. */
export interface CedarEngineOptions {
  /** Loads an instance of Cedar that nobody else uses. @default `loadCedar` */
  readonly load?: () => CedarModule;
}

/**
 * An engine that decides with Cedar, each question with the policies of its principal that are about it. Policies
 * are parsed at the first question that needs them, and WebAssembly is compiled as it is used: the first decisions
 * are slow.
 */
export function createCedarEngine(
  bundle: PolicyBundle,
  options: CedarEngineOptions = {},
): DecisionEngine {
  const session = createCedarSession(bundle, options.load);
  const slices = createPolicySlices(bundle, session);
  const decide = (question: EngineQuestion): EngineAnswer => {
    const found = slices.sliceFor(question);
    // An own discriminant: what somebody puts on every object's prototype must not pass for an answer.
    return found.kind === "slice" ? session.evaluate(found.slice, question) : found;
  };
  return {
    decide(question) {
      try {
        return decide(question);
      } catch {
        return { kind: "engine-fault" };
      }
    },
    get reloads() {
      return session.reloads;
    },
  };
}
