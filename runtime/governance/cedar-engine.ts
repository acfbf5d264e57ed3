import type { PolicyBundle } from "./bundle";
import type { CedarModule } from "./cedar-module";
import { createCedarSession } from "./cedar-session";
import type { DecisionEngine, EngineQuestion } from "./engine";

/** What a Cedar engine may be given besides its bundle. */
export interface CedarEngineOptions {
  /** Loads an instance of Cedar that nobody else uses. @default `loadCedar` */
  readonly load?: () => CedarModule;
}

/**
 * An engine that decides with Cedar. Each principal is decided with its own policies alone, which are parsed at
 * its first question; the cost of a decision grows with the policies of that principal. The first decisions are
 * slow, because WebAssembly is compiled as it is used.
 */
export function createCedarEngine(
  bundle: PolicyBundle,
  options: CedarEngineOptions = {},
): DecisionEngine {
  const session = createCedarSession(bundle, options.load);
  const slices = new Map(
    Object.entries(bundle.policies).map(([name, policies]) => [name, { name, policies }]),
  );
  const decide = (question: EngineQuestion) => {
    const slice = slices.get(question.principal);
    return slice === undefined
      ? ({ kind: "not-permitted" } as const)
      : session.evaluate(slice, question);
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
