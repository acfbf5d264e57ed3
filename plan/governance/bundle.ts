import { createHash } from "node:crypto";
import type { PlanContext } from "../context";
import { cedarSchema } from "./cedar-schema";
import { byText, distinct, type GraphCall, graphCalls } from "./graph";
import { cedarPolicies, type PolicySlice } from "./policies";

/** Who wants to do what to which operation. */
export interface TriplePlan {
  /** Service. */
  readonly principal: string;
  /** Intent. */
  readonly action: string;
  /** Id of an operation. */
  readonly resource: string;
}

/** Something a service offers. */
export interface OperationPlan {
  /** Service that offers it. */
  readonly callee: string;
  /** HTTP method. */
  readonly method: string;
  /** Exact path. */
  readonly path: string;
  /** Cedar action it is decided under. */
  readonly intent: string;
}

/** A service as governance knows it. */
export interface GovernedService {
  /** Names of the IAM roles whose sessions act for it. */
  readonly roleNames: readonly string[];
}

/** Everything the governance function decides with, laid out as `runtime/governance/bundle.ts` reads it. */
export interface PolicyBundlePlan {
  /** Version of the layout. */
  readonly version: 1;
  /** Account that the services' roles live in. */
  readonly account: { readonly partition: string; readonly accountId: string };
  /** Services by name. */
  readonly services: Readonly<Record<string, GovernedService>>;
  /** Operations by id, `<callee>:<METHOD>:<path>`. */
  readonly operations: Readonly<Record<string, OperationPlan>>;
  /** Who may call whom at all. */
  readonly hops: readonly { readonly from: string; readonly to: string }[];
  /** Cedar schema. */
  readonly schema: string;
  /** Cedar policies by principal, then by policy id. */
  readonly policies: Readonly<Record<string, PolicySlice>>;
  /** Decisions that must come out as an allow and as a denial before any other is made. */
  readonly selfTest: { readonly allow?: TriplePlan; readonly deny: TriplePlan };
}

/** The policy bundle of a stack, ready to be deployed. */
export interface BundlePlan {
  /** The bundle as JSON text: the bytes that the digest is of, to be deployed unchanged. */
  readonly text: string;
  /** SHA-256 of the text, 64 lower-case hexadecimal digits: the policy digest of every decision. */
  readonly digest: string;
  /** The same as data. */
  readonly bundle: PolicyBundlePlan;
}

/** Plans the policies from the service graph. The same graph gives the same bytes, in whatever order it is written. */
export function planBundle(
  context: Pick<PlanContext, "config" | "environment" | "names">,
): BundlePlan {
  const { config, environment } = context;
  const calls = graphCalls(context);
  const services = Object.keys(config.services).sort(byText);
  const { maxDelegationDepth } = config.governance;
  const bundle: PolicyBundlePlan = {
    version: 1,
    account: { partition: environment.partition, accountId: environment.accountId },
    services: byName(services, (service) => ({ roleNames: roleNamesOf(context, service) })),
    operations: planOperations(calls),
    hops: planHops(calls),
    schema: cedarSchema(distinct(calls.map(({ intent }) => intent))),
    policies: byName(distinct(calls.map(({ from }) => from)), (caller) =>
      cedarPolicies(
        calls.filter(({ from }) => from === caller),
        maxDelegationDepth,
      ),
    ),
    selfTest: planSelfTest(calls, services),
  };
  const text = `${JSON.stringify(bundle)}\n`;
  return { text, digest: createHash("sha256").update(text, "utf8").digest("hex"), bundle };
}

// Access roles are assumed by the caller alone, so their sessions are the caller's too.
function roleNamesOf(
  { config, names }: Pick<PlanContext, "config" | "names">,
  service: string,
): readonly string[] {
  const assumed = config.mesh.backend === "vpc-lattice" ? config.edges : [];
  return distinct([
    names.taskRole(service),
    ...assumed
      .filter(({ from }) => from === service)
      .map(({ from, to }) => names.accessRole(from, to)),
  ]);
}

function planOperations(calls: readonly GraphCall[]): Readonly<Record<string, OperationPlan>> {
  const operations = new Map(
    calls.map(({ operation, to, method, path, intent }) => [
      operation,
      { callee: to, method, path, intent },
    ]),
  );
  return Object.fromEntries([...operations].sort(([left], [right]) => byText(left, right)));
}

function planHops(calls: readonly GraphCall[]): PolicyBundlePlan["hops"] {
  const hops = new Map(calls.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  return [...hops].sort(([left], [right]) => byText(left, right)).map(([, hop]) => hop);
}

/** The first call must be allowed, and a triple that no edge declares must not. */
function planSelfTest(
  calls: readonly GraphCall[],
  services: readonly string[],
): PolicyBundlePlan["selfTest"] {
  const [first] = calls;
  if (first === undefined) return { deny: nothingDeclared(services) };
  const allow = tripleOf(first);
  const declared = new Set(calls.map((call) => keyOf(tripleOf(call))));
  // The caller itself comes first: only a principal with policies makes the engine say no. A graph has no cycle, so
  // that the callee, who calls itself in the last of these, is never permitted.
  const candidates = [first.from, first.to].flatMap((principal) =>
    calls.flatMap(({ operation: resource }) =>
      calls.map(({ intent: action }) => ({ principal, action, resource })),
    ),
  );
  const deny = candidates.find((triple) => !declared.has(keyOf(triple)));
  return { allow, deny: deny ?? { ...allow, principal: first.to } };
}

const nothingDeclared = ([service]: readonly string[]): TriplePlan => ({
  principal: service ?? "nobody",
  action: "nothing",
  resource: "nothing",
});

const tripleOf = ({ from, intent, operation }: GraphCall): TriplePlan => ({
  principal: from,
  action: intent,
  resource: operation,
});

const keyOf = ({ principal, action, resource }: TriplePlan): string =>
  `${principal} ${action} ${resource}`;

const byName = <Value>(names: readonly string[], value: (name: string) => Value) =>
  Object.fromEntries(names.map((name) => [name, value(name)]));
