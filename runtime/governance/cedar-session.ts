import type { AuthorizationAnswer, EntityJson, Policy } from "@cedar-policy/cedar-wasm/nodejs";
import type { PolicyBundle } from "./bundle";
import { type CedarModule, loadCedar } from "./cedar-module";
import type { EngineAnswer, EngineQuestion } from "./engine";

/** Policies that are evaluated together. */
export interface PolicySlice {
  /** Name they are kept under. Cedar never forgets a name, so names come from a bounded set and are used again. */
  readonly name: string;
  /** Policies by id. A slice of the same name with another object here takes the place of the former. */
  readonly policies: Readonly<Record<string, Policy>>;
}

/** An instance of Cedar with a bundle's schema, loaded anew when it fails. Its functions never throw. */
export interface CedarSession {
  /** Whether the bundle has the action and the resource of a question. */
  knows(question: EngineQuestion): boolean;
  /** What a slice says to a question. Actions and resources that the bundle does not have are not permitted. */
  evaluate(slice: PolicySlice, question: EngineQuestion): EngineAnswer;
  /** The result of work with Cedar itself; undefined when the work threw, or Cedar cannot be loaded. */
  run<Result>(work: (cedar: CedarModule) => Result): Result | undefined;
  /** How often Cedar was loaded anew. */
  readonly reloads: number;
}

interface Instance {
  readonly cedar: CedarModule;
  readonly hasSchema: boolean;
  readonly prepared: Map<string, { readonly policies: PolicySlice["policies"]; valid: boolean }>;
}

const schemaName = "bundle";
const fault: EngineAnswer = { kind: "engine-fault" };

/**
 * Starts a session over the schema and operations of a bundle. A schema that does not parse makes every answer a
 * `policy-error`; a Cedar that cannot be loaded is tried again at each question, and every answer is an `engine-fault`.
 */
export function createCedarSession(
  bundle: Pick<PolicyBundle, "schema" | "operations">,
  load: () => CedarModule = loadCedar,
): CedarSession {
  const operations = operationEntities(bundle.operations);
  const intents = new Set(Object.values(bundle.operations).map(({ intent }) => intent));
  let reloads = 0;
  let instance = startInstance(bundle.schema, load);

  const restart = () => {
    instance = startInstance(bundle.schema, load);
    if (instance !== undefined) reloads += 1;
  };
  const runInstance = <Result>(work: (current: Instance) => Result): Result | undefined => {
    if (instance === undefined) restart();
    if (instance === undefined) return undefined;
    try {
      return work(instance);
    } catch {
      // After a trap every later call of the instance traps too; after another exception its stack may have shrunk.
      restart();
      return undefined;
    }
  };
  const knows = ({ action, resource }: EngineQuestion) =>
    intents.has(action) && operations.has(resource);
  const evaluate = (slice: PolicySlice, question: EngineQuestion): EngineAnswer => {
    const operation = operations.get(question.resource);
    if (operation === undefined || !knows(question) || !isWellFormed(question)) {
      return { kind: "not-permitted" };
    }
    return runInstance((current) => ask(current, slice, { question, operation })) ?? fault;
  };
  return {
    knows,
    evaluate,
    run: (work) => runInstance(({ cedar }) => work(cedar)),
    get reloads() {
      return reloads;
    },
  };
}

function operationEntities(operations: PolicyBundle["operations"]): Map<string, EntityJson> {
  return new Map(
    Object.entries(operations).map(([id, { callee, method, path }]) => [
      id,
      { uid: { type: "Operation", id }, attrs: { callee, method, path }, parents: [] },
    ]),
  );
}

function startInstance(schema: string, load: () => CedarModule): Instance | undefined {
  try {
    const cedar = load();
    const hasSchema = cedar.preparseSchema(schemaName, schema).type === "success";
    return { cedar, hasSchema, prepared: new Map() };
  } catch {
    return undefined;
  }
}

// Cedar throws on a lone surrogate instead of answering, which would cost a new instance.
function isWellFormed({ context, principal }: EngineQuestion): boolean {
  return ![context.method, context.path, principal].some((text) => /\p{Surrogate}/u.test(text));
}

interface Asked {
  readonly question: EngineQuestion;
  readonly operation: EntityJson;
}

function ask(instance: Instance, slice: PolicySlice, { question, operation }: Asked): EngineAnswer {
  if (!instance.hasSchema || !prepare(instance, slice)) {
    return { kind: "policy-error", policies: [] };
  }
  const principal = { type: "Service", id: question.principal };
  const { method, path, delegationDepth } = question.context;
  return readAnswer(
    instance.cedar.statefulIsAuthorized({
      principal,
      action: { type: "Action", id: question.action },
      resource: operation.uid,
      // Field by field: an object in a context could turn into an entity.
      context: { method, path, delegationDepth },
      preparsedSchemaName: schemaName,
      validateRequest: true,
      preparsedPolicySetId: slice.name,
      entities: [{ uid: principal, attrs: {}, parents: [] }, operation],
    }),
  );
}

function prepare({ cedar, prepared }: Instance, { name, policies }: PolicySlice): boolean {
  const known = prepared.get(name);
  if (known?.policies === policies) return known.valid;
  const valid = cedar.preparsePolicySet(name, { staticPolicies: policies }).type === "success";
  prepared.set(name, { policies, valid });
  return valid;
}

function readAnswer(answer: AuthorizationAnswer): EngineAnswer {
  if (answer.type === "failure") return { kind: "policy-error", policies: [] };
  const { decision, diagnostics } = answer.response;
  // Cedar leaves a policy that errs out and may still allow: a forbid would be lost.
  if (diagnostics.errors.length !== 0) {
    const policies = diagnostics.errors.map(({ policyId }) => policyId);
    return { kind: "policy-error", policies: [...new Set(policies)] };
  }
  const policies = diagnostics.reason;
  if (decision === "allow") return policies.length > 0 ? { kind: "permitted", policies } : fault;
  return policies.length > 0 ? { kind: "forbidden", policies } : { kind: "not-permitted" };
}
