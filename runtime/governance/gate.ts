import type { PolicyJson } from "@cedar-policy/cedar-wasm/nodejs";
import type { PolicyBundle } from "./bundle";
import type { BundleProblem, BundleProblemCode } from "./bundle-problem";
import { checkReferences } from "./bundle-references";
import { type CedarEngineOptions, createCedarEngine } from "./cedar-engine";
import { type CedarSession, createCedarSession } from "./cedar-session";
import type { EngineQuestion } from "./engine";
import { type PolicyScope, readScope, scopeMatches, scopeParts } from "./policy-scope";
import { shapeLimits, shapeOf } from "./policy-shape";
import { selfTest, undelegated } from "./self-test";

/**
 * Everything that is wrong with a bundle, to be asked before it is deployed: parsing and strict validation do not
 * find a policy that errs or takes the engine down at its first request, so every policy is evaluated too. Runs in
 * instances of Cedar of its own, and so does no harm to any engine. Never throws. Takes some milliseconds per policy.
 */
export function checkBundle(
  bundle: PolicyBundle,
  options: CedarEngineOptions = {},
): readonly BundleProblem[] {
  const session = createCedarSession(bundle, options.load);
  const schema = session.run((cedar) => cedar.checkParseSchema(bundle.schema));
  if (schema?.type !== "success") {
    const detail = schema === undefined ? "it takes the parser down" : messages(schema.errors);
    return [
      ...checkReferences(bundle),
      { code: "schema", where: "schema", message: `the schema does not parse: ${detail}` },
    ];
  }
  const policies = Object.entries(bundle.policies).flatMap(([principal, slice]) =>
    Object.entries(slice).map(([id, text]) => ({ principal, id, text })),
  );
  return [
    ...checkReferences(bundle),
    ...policies.flatMap((policy) => checkPolicy({ bundle, session }, policy)),
    ...checkSelfTest(bundle, options),
  ];
}

interface Bench {
  readonly bundle: PolicyBundle;
  readonly session: CedarSession;
}

interface PlacedPolicy {
  readonly principal: string;
  readonly id: string;
  readonly text: string;
}

// Later checks need what earlier ones found good: an expression that is too deep must not reach the validator.
function checkPolicy(bench: Bench, policy: PlacedPolicy): readonly BundleProblem[] {
  const parsed = bench.session.run((cedar) => cedar.policyToJson(policy.text));
  if (parsed === undefined) return [problemOf(policy, "shape", "it takes the parser down.")];
  if (parsed.type === "failure") {
    return [problemOf(policy, "policy", `it does not parse: ${messages(parsed.errors)}`)];
  }
  const shape = checkShape(policy, parsed.json);
  if (shape.length > 0) return shape;
  const invalid = validate(bench, policy);
  if (invalid.length > 0) return invalid;
  const scope = readScope(parsed.json);
  return [
    ...checkScope(policy, parsed.json, bench.bundle),
    ...checkSlice(policy, scope, bench.bundle),
    ...evaluate(bench, policy, scope),
  ];
}

function problemOf(
  { principal, id }: PlacedPolicy,
  code: BundleProblemCode,
  message: string,
): BundleProblem {
  return { code, where: `policies.${principal}.${id}`, message };
}

function checkShape(policy: PlacedPolicy, json: PolicyJson): readonly BundleProblem[] {
  const shape = shapeOf(json);
  return (["depth", "chain", "nesting"] as const)
    .filter((size) => shape[size] > shapeLimits[size])
    .map((size) => {
      const found = `its ${size} is ${String(shape[size])}, at most ${String(shapeLimits[size])}`;
      return problemOf(policy, "shape", `${found} is allowed; use a set and contains() or in.`);
    });
}

function validate({ bundle, session }: Bench, policy: PlacedPolicy): readonly BundleProblem[] {
  const { id, text } = policy;
  const answer = session.run((cedar) =>
    cedar.validate({
      schema: bundle.schema,
      policies: { staticPolicies: { [id]: text } },
      validationSettings: { mode: "strict" },
    }),
  );
  if (answer === undefined) return [problemOf(policy, "shape", "it takes the validator down.")];
  if (answer.type === "failure") return [problemOf(policy, "policy", messages(answer.errors))];
  // A warning is a policy that can never apply, or text that looks like other text.
  const found = [...answer.validationErrors, ...answer.validationWarnings];
  return found.map(({ error }) => problemOf(policy, "policy", error.message));
}

function checkScope(
  policy: PlacedPolicy,
  json: PolicyJson,
  bundle: PolicyBundle,
): readonly BundleProblem[] {
  const scope = readScope(json);
  const mayBeWide = json.effect === "forbid";
  const wide = scopeParts
    .filter((part) => scope[part].kind === "other" || (!mayBeWide && scope[part].kind === "any"))
    .map((part) => {
      const allowed = mayBeWide ? "must be == one entity, or left open" : "must be == one entity";
      return problemOf(policy, "scope", `its ${part} ${allowed}.`);
    });
  if (wide.length > 0 || questions(bundle, policy.principal, scope).length > 0) return wide;
  const message = "no operation of the bundle is decided under its action and resource.";
  return [problemOf(policy, "scope", message)];
}

function checkSlice(
  policy: PlacedPolicy,
  { principal }: PolicyScope,
  bundle: PolicyBundle,
): readonly BundleProblem[] {
  if (principal.kind === "one" && principal.id !== policy.principal) {
    return [problemOf(policy, "slice", `it belongs into the slice of "${principal.id}".`)];
  }
  if (principal.kind !== "any") return [];
  return Object.entries(bundle.policies)
    .filter(([, slice]) => !Object.hasOwn(slice, policy.id))
    .map(([name]) => {
      const message = `it is about every principal, but the slice of "${name}" does not have it.`;
      return problemOf(policy, "slice", message);
    });
}

/** Questions that a scope takes in; the owner of the slice asks where the scope names no principal. */
function questions(
  bundle: PolicyBundle,
  owner: string,
  scope: PolicyScope,
): readonly EngineQuestion[] {
  const principal = "id" in scope.principal ? scope.principal.id : owner;
  return Object.entries(bundle.operations)
    .map(([resource, { intent }]) => ({ principal, action: intent, resource }))
    .filter((triple) => scopeMatches(scope, triple))
    .map((triple) => undelegated(bundle, triple));
}

const delegationDepths = [0, 1, 2, 3];

function evaluate(
  { bundle, session }: Bench,
  policy: PlacedPolicy,
  scope: PolicyScope,
): readonly BundleProblem[] {
  const slice = { name: "candidate", policies: { [policy.id]: policy.text } };
  for (const question of questions(bundle, policy.principal, scope)) {
    for (const delegationDepth of delegationDepths) {
      const context = { ...question.context, delegationDepth };
      const { kind } = session.evaluate(slice, { ...question, context });
      if (kind !== "policy-error" && kind !== "engine-fault") continue;
      const what = kind === "policy-error" ? "errs" : "takes the engine down";
      const message = `it ${what} for ${question.resource} at delegation depth ${String(delegationDepth)}.`;
      return [problemOf(policy, "evaluation", message)];
    }
  }
  return [];
}

function checkSelfTest(
  bundle: PolicyBundle,
  options: CedarEngineOptions,
): readonly BundleProblem[] {
  const hasPolicies = Object.values(bundle.policies).some((slice) => Object.keys(slice).length > 0);
  const where = "selfTest";
  if (hasPolicies && bundle.selfTest.allow === undefined) {
    const message = "a bundle with policies must name a decision that is an allow.";
    return [{ code: "self-test", where: `${where}.allow`, message }];
  }
  if (selfTest(createCedarEngine(bundle, options), bundle)) return [];
  const message = "the known allow is no permit, or the known denial is not denied by the rules.";
  return [{ code: "self-test", where, message }];
}

function messages(errors: readonly { readonly message: string }[]): string {
  return errors.map(({ message }) => message).join("; ");
}
