import type { Value } from "../engine/value";
import { isObject, isUnknown, listOf } from "../engine/value";

/** An element's entries: known text, references to resources, or entries that are unknown. */
export type Entry =
  | { readonly kind: "text"; readonly text: string; readonly path: string }
  | {
      readonly kind: "reference";
      readonly ref: string;
      readonly suffix: string;
      readonly path: string;
    }
  | { readonly kind: "unknown"; readonly path: string };

/** A principal with its kind, such as AWS or Service; `*` stands for everybody. */
export interface PrincipalEntry {
  /** Kind of principal. */
  readonly type: string;
  /** The principal. */
  readonly entry: Entry;
}

/** One condition: operator, key, values. */
export interface Condition {
  /** Operator as written, for example `StringEquals`. */
  readonly operator: string;
  /** Key in lower case: keys are case-insensitive. */
  readonly key: string;
  /** Values. */
  readonly values: readonly Entry[];
}

/** A statement in normal form: every element a list, element names in one case. */
export interface Statement {
  /** JSON pointer of the statement. */
  readonly path: string;
  /** `Deny` only when it says so: an unreadable effect counts as Allow. */
  readonly effect: "Allow" | "Deny";
  /** Actions. */
  readonly actions: readonly Entry[];
  /** Actions that are excluded; the rest is meant. */
  readonly notActions: readonly Entry[];
  /** Resources. */
  readonly resources: readonly Entry[];
  /** Resources that are excluded; the rest is meant. */
  readonly notResources: readonly Entry[];
  /** Principals. */
  readonly principals: readonly PrincipalEntry[];
  /** Principals that are excluded; everybody else is meant. */
  readonly notPrincipals: readonly PrincipalEntry[];
  /** Conditions; all must hold. */
  readonly conditions: readonly Condition[];
  /** Whether the whole statement is unknown. */
  readonly unknown: boolean;
}

/** What reading a document gives. */
export type Document =
  | {
      readonly kind: "known";
      readonly statements: readonly Statement[];
      readonly problems: readonly Problem[];
    }
  | { readonly kind: "unknown"; readonly path: string };

/** Something in a document that AWS would refuse or read otherwise than a person. */
export interface Problem {
  /** JSON pointer. */
  readonly path: string;
  /** One sentence. */
  readonly message: string;
}

/** Reads a document given as object or JSON text. */
export function readDocument(value: Value, path: string): Document {
  if (isUnknown(value) && typeof value === "string" && !value.trimStart().startsWith("{")) {
    return { kind: "unknown", path };
  }
  const parsed = typeof value === "string" ? parseJson(value) : value;
  if (!isObject(parsed)) return malformed(path, "The document is not a JSON object.");
  const document = foldKeys(parsed);
  const statement = document["statement"];
  if (statement === undefined) return malformed(path, "The document has no Statement.");
  return readStatements(listOf(statement), `${path}/Statement`);
}

/** Reads statements that a component declares. */
export function readStatements(statements: readonly Value[], path: string): Document {
  const problems: Problem[] = [];
  const read = statements.map((statement, index) => {
    const at = `${path}/${String(index)}`;
    if (isUnknown(statement)) return { ...emptyStatement(at), unknown: true };
    if (!isObject(statement)) {
      problems.push({ path: at, message: "The statement is not an object." });
      return emptyStatement(at);
    }
    const folded = foldKeys(statement);
    problems.push(...problemsOf(folded, at));
    return readStatement(folded, at);
  });
  return { kind: "known", statements: read, problems };
}

const malformed = (path: string, message: string): Document => ({
  kind: "known",
  statements: [],
  problems: [{ path, message }],
});

function parseJson(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

type Folded = Readonly<Record<string, Value>>;

// Element names are read case-insensitively, as IAM's own older parsers do: `action` must not hide from a rule.
function foldKeys(object: Readonly<Record<string, Value>>): Folded {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [key.toLowerCase(), value]),
  );
}

function readStatement(statement: Folded, path: string): Statement {
  const entries = (name: string) => readEntries(statement[name.toLowerCase()], `${path}/${name}`);
  const principals = (name: string) =>
    readPrincipals(statement[name.toLowerCase()], `${path}/${name}`);
  const effect = statement["effect"];
  return {
    path,
    effect: typeof effect === "string" && effect.toLowerCase() === "deny" ? "Deny" : "Allow",
    actions: entries("Action"),
    notActions: entries("NotAction"),
    resources: entries("Resource"),
    notResources: entries("NotResource"),
    principals: principals("Principal"),
    notPrincipals: principals("NotPrincipal"),
    conditions: readConditions(statement["condition"], `${path}/Condition`),
    unknown: false,
  };
}

const emptyStatement = (path: string): Statement => readStatement({}, path);

function readEntries(value: Value | undefined, path: string): readonly Entry[] {
  return listOf(value).map((item, index) =>
    readEntry(item, Array.isArray(value) ? `${path}/${String(index)}` : path),
  );
}

function readEntry(item: Value, path: string): Entry {
  if (isUnknown(item)) return { kind: "unknown", path };
  if (isObject(item) && typeof item["ref"] === "string") {
    const { ref, suffix } = item;
    return { kind: "reference", ref, suffix: typeof suffix === "string" ? suffix : "", path };
  }
  return { kind: "text", text: typeof item === "string" ? item : JSON.stringify(item), path };
}

function readPrincipals(value: Value | undefined, path: string): readonly PrincipalEntry[] {
  if (!isObject(value)) {
    return readEntries(value, path).map((entry) => ({ type: "*", entry }));
  }
  return Object.entries(value).flatMap(([type, list]) =>
    readEntries(list, `${path}/${type}`).map((entry) => ({ type, entry })),
  );
}

function readConditions(value: Value | undefined, path: string): readonly Condition[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([operator, keys]) =>
    isObject(keys)
      ? Object.entries(keys).map(([key, values]) => ({
          operator,
          key: key.toLowerCase(),
          values: readEntries(values, `${path}/${operator}/${key}`),
        }))
      : [],
  );
}

const exclusive = [
  ["action", "notaction"],
  ["resource", "notresource"],
  ["principal", "notprincipal"],
] as const;

function problemsOf(statement: Folded, path: string): readonly Problem[] {
  const { effect } = statement;
  const effectIsKnown = effect === "Allow" || effect === "Deny" || isUnknown(effect);
  const actionIsThere = "action" in statement || "notaction" in statement;
  return [
    ...(effectIsKnown
      ? []
      : [{ path: `${path}/Effect`, message: "Effect is neither Allow nor Deny." }]),
    ...(actionIsThere ? [] : [{ path, message: "The statement names no Action." }]),
    ...exclusive.flatMap(([name, complement]) =>
      name in statement && complement in statement
        ? [{ path, message: `The statement has both ${name} and ${complement}.` }]
        : [],
    ),
  ];
}
