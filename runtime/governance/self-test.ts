import type { DecisionTriple, PolicyBundle } from "./bundle";
import type { DecisionEngine, EngineAnswer, EngineQuestion } from "./engine";

/**
 * Whether an engine gives the answers that its bundle says it must: a permit for the known allow, if there is one,
 * and a refusal by the rules, not by an error, for the known denial.
 */
export function selfTest(engine: DecisionEngine, bundle: PolicyBundle): boolean {
  const { allow, deny } = bundle.selfTest;
  const answer = (triple: DecisionTriple): EngineAnswer["kind"] =>
    engine.decide(undelegated(bundle, triple)).kind;
  if (allow !== undefined && answer(allow) !== "permitted") return false;
  return ["forbidden", "not-permitted"].includes(answer(deny));
}

/** The question whether a principal, on its own behalf, may make exactly the call that an operation names. */
export function undelegated(
  bundle: Pick<PolicyBundle, "operations">,
  triple: DecisionTriple,
): EngineQuestion {
  const operation = Object.hasOwn(bundle.operations, triple.resource)
    ? bundle.operations[triple.resource]
    : undefined;
  const { method, path } = operation ?? { method: "", path: "" };
  return { ...triple, context: { method, path, delegationDepth: 0 } };
}
