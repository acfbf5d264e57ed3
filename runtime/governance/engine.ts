import type { DecisionTriple } from "./bundle";

/** What an engine is asked. Names are ids that were looked up before: an engine never sees a caller's text. */
export interface EngineQuestion extends DecisionTriple {
  /** Facts of the call that policies may look at. */
  readonly context: {
    /** HTTP method, or that of the operation when no call is bound yet. */
    readonly method: string;
    /** Path, or that of the operation. */
    readonly path: string;
    /** Services on whose behalf the principal acts, counted. */
    readonly delegationDepth: number;
  };
}

/** What an engine says; everything but `permitted` is a refusal. */
export type EngineAnswer =
  | { readonly kind: "permitted"; readonly policies: readonly string[] }
  | { readonly kind: "forbidden"; readonly policies: readonly string[] }
  | { readonly kind: "not-permitted" }
  | { readonly kind: "policy-error"; readonly policies: readonly string[] }
  | { readonly kind: "engine-fault" };

/** Evaluates policies. Implementations never throw: what fails is an answer. */
export interface DecisionEngine {
  /** Decides one question. */
  decide(question: EngineQuestion): EngineAnswer;
  /** How often the engine had to be loaded anew since it was made. */
  readonly reloads: number;
}
