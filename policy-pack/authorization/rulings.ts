import type { StackResource } from "../engine/rule";
import { speaksOf } from "../iam/effective/reach";
import { all, any, decided, type Truth } from "../iam/effective/truth";
import type { Statement } from "../iam/statement";
import { arnShapeOf } from "./arn-shapes";
import { anyWay, type CallerView, type NamedAs, type Naming, namingOf } from "./callers-met";
import { type ConditionView, conditionsMet } from "./conditions-met";
import { type KeyReading, keyReading } from "./keys";
import { placeOf, type World } from "./known-arns";
import { type Policy, referredIn } from "./policies";
import type { AuthorizationRequest, DecidingStatement } from "./request";
import { resourcesMet } from "./resources-met";

/** What a policy says of a request, statement by statement. */
export interface Ruling {
  /** Whether it allows the request, in any way. */
  readonly allows: Truth;
  /** Whether it denies it. */
  readonly denies: Truth;
  /** Whether it allows it to the caller, by how it names the caller. */
  readonly allowsAs: Naming;
  /** Statements that allow or deny, or may; the certain ones first. */
  readonly statements: readonly RuledStatement[];
}

/** A statement that speaks of a request, or may. */
export interface RuledStatement {
  /** The statement as evidence. */
  readonly evidence: DecidingStatement;
  /** How it names the caller. */
  readonly naming: Naming;
  /** `maybe` when something unknown decides. */
  readonly certainty: Exclude<Truth, "no">;
}

/** A request with what is derived from it once. */
export interface Question {
  /** The request, about a function where it was about an alias of one. */
  readonly request: AuthorizationRequest;
  /** Action in lower case. */
  readonly action: string;
  /** What conditions are compared with. */
  readonly view: Omit<ConditionView, "hasVariables">;
  /** What is known of the caller. */
  readonly caller: CallerView;
}

const shapes = new WeakMap<StackResource, string>();

/** Prepares a request: what its keys say is looked up once. */
export function questionOf(
  world: World,
  request: AuthorizationRequest,
  isBounded: Truth,
): Question {
  const place = placeOf(world);
  const readings = new Map<string, KeyReading>();
  const shapeOf = (resource: StackResource): string => {
    const known = shapes.get(resource) ?? arnShapeOf(place, resource);
    shapes.set(resource, known);
    return known;
  };
  const keyOf = (key: string): KeyReading => {
    const reading = readings.get(key) ?? keyReading(world, request, key);
    readings.set(key, reading);
    return reading;
  };
  return {
    request,
    action: request.action.toLowerCase(),
    view: { keyOf, shapeOf, referred: (ref) => referredIn(world, ref) },
    caller: { shapeOf, account: place.account, isBounded },
  };
}

const everybody: Naming = { session: "no", everyone: "yes", role: "no", account: "no" };
const ways: readonly NamedAs[] = ["session", "everyone", "role", "account"];
/** Kinds of policies that are about the principal that carries them, and name none. */
export const withoutPrincipals: ReadonlySet<Policy["kind"]> = new Set([
  "identity policy",
  "permissions boundary",
  "session policy",
  "service control policy",
]);

const silence: Ruling = {
  allows: "no",
  denies: "no",
  allowsAs: { session: "no", everyone: "no", role: "no", account: "no" },
  statements: [],
};

/** What several policies say of a request together. */
export function rulingOf(policies: readonly Policy[], question: Question): Ruling {
  const statements = policies.flatMap((policy) => ruled(policy, question));
  if (statements.length === 0) return silence;
  const truthOf = (effect: "Allow" | "Deny", way?: NamedAs): Truth =>
    any(
      statements
        .filter(({ evidence }) => evidence.effect === effect || evidence.effect === undefined)
        .map(({ naming, certainty }) =>
          all([certainty, way === undefined ? anyWay(naming) : naming[way]]),
        ),
    );
  const [session, everyone, role, account] = ways.map((way) => truthOf("Allow", way));
  return {
    allows: truthOf("Allow"),
    denies: truthOf("Deny"),
    allowsAs: {
      session: session ?? "no",
      everyone: everyone ?? "no",
      role: role ?? "no",
      account: account ?? "no",
    },
    statements: [...statements].sort(
      (left, right) => Number(left.certainty === "maybe") - Number(right.certainty === "maybe"),
    ),
  };
}

function ruled(policy: Policy, question: Question): readonly RuledStatement[] {
  const { document } = policy;
  if (document.kind === "unknown") {
    const evidence = evidenceOf(policy, { path: document.path, sid: undefined, effect: undefined });
    return [{ evidence, naming: everybody, certainty: "maybe" }];
  }
  const hasVariables = document.version === "2012-10-17" || document.versionUnknown;
  return document.statements.flatMap((statement) => {
    // The cheapest question first: most statements speak of other actions.
    if (speaksOfAction(statement, question.action) === "no") return [];
    const naming = withoutPrincipals.has(policy.kind)
      ? everybody
      : namingOf(statement, question.request.caller, question.caller);
    const certainty = speaks(statement, { naming, question, hasVariables });
    if (certainty === "no") return [];
    const isUnclear = statement.unknown || statement.effectUnknown;
    const { path, sid, effect } = statement;
    const evidence = evidenceOf(policy, { path, sid, effect: isUnclear ? undefined : effect });
    return [{ evidence, naming: statement.unknown ? everybody : naming, certainty }];
  });
}

interface Speaking {
  readonly naming: Naming;
  readonly question: Question;
  readonly hasVariables: boolean;
}

function speaks(statement: Statement, { naming, question, hasVariables }: Speaking): Truth {
  if (statement.unknown) return "maybe";
  const { request, action, view } = question;
  const ofAction = speaksOfAction(statement, action);
  if (anyWay(naming) === "no") return "no";
  const conditionView = { ...view, hasVariables };
  const { resource, suffix = "" } = request;
  const ofResource = resourcesMet(statement, { resource, suffix }, conditionView);
  if (ofResource === "no") return "no";
  const isClear = decided(!statement.effectUnknown) === "yes" ? "yes" : "maybe";
  return all([isClear, ofAction, ofResource, conditionsMet(statement, conditionView)]);
}

const spoken = new WeakMap<Statement, Map<string, Truth>>();

/** Whether a statement speaks of an action, given in lower case; looked up once. */
export function speaksOfAction(statement: Statement, action: string): Truth {
  const known = spoken.get(statement) ?? new Map<string, Truth>();
  spoken.set(statement, known);
  const truth = known.get(action) ?? speaksOf(statement, action);
  known.set(action, truth);
  return truth;
}

const evidenceOf = (
  { kind, carrier }: Policy,
  { path, sid, effect }: Pick<DecidingStatement, "path" | "sid" | "effect">,
): DecidingStatement => ({
  policy: kind,
  carrier: carrier.name,
  urn: carrier.urn,
  path,
  sid,
  effect,
});
