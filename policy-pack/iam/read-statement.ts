import type { Value } from "../engine/value";
import { isObject, isUnknown, listOf, pointer } from "../engine/value";
import { joined, setOwn } from "./json";
import type { Condition, Entry, PrincipalEntry, Problem, Statement } from "./statement";

/** An object whose keys are in lower case. */
export type Folded = Readonly<Record<string, Value>>;

/**
 * Element names are read whatever their letter case: `action` must not hide from a rule. Two spellings of
 * one name give the values of both.
 */
export function foldKeys(object: Readonly<Record<string, Value>>): Folded {
  const folded: Record<string, Value> = {};
  for (const [key, value] of Object.entries(object)) {
    const name = key.toLowerCase();
    const earlier = Object.hasOwn(folded, name) ? folded[name] : undefined;
    setOwn(folded, name, earlier === undefined ? value : joined(earlier, value));
  }
  return folded;
}

/** Reads one statement. */
export function readStatement(value: Value, path: string): Statement {
  if (isUnknown(value)) return { ...readFolded({}, path), unknown: true };
  return readFolded(isObject(value) ? foldKeys(value) : {}, path);
}

function readFolded(statement: Folded, path: string): Statement {
  const own = (name: string) => ownValue(statement, name.toLowerCase());
  const entries = (name: string) => readEntries(own(name), `${path}/${name}`);
  const principals = (name: string) => readPrincipals(own(name), `${path}/${name}`);
  const effect = own("Effect");
  const sid = own("Sid");
  const condition = own("Condition");
  return {
    path,
    sid: typeof sid === "string" && !isUnknown(sid) ? sid : undefined,
    effect: typeof effect === "string" && effect.toLowerCase() === "deny" ? "Deny" : "Allow",
    effectUnknown: isUnknown(effect),
    actions: entries("Action"),
    notActions: entries("NotAction"),
    resources: entries("Resource"),
    notResources: entries("NotResource"),
    principals: principals("Principal"),
    notPrincipals: principals("NotPrincipal"),
    conditions: listOf(condition).flatMap((block) => readConditions(block, `${path}/Condition`)),
    unknown: false,
    conditionUnknown: isConditionUnknown(condition),
  };
}

// A block of unknown keys may ask for anything.
const isConditionUnknown = (condition: Value | undefined): boolean =>
  listOf(condition).some(
    (block) =>
      isUnknown(block) || (isObject(block) && Object.values(block).flatMap(listOf).some(isUnknown)),
  );

/** An own property; keys such as `__proto__` are nothing special. */
export function ownValue(object: Folded, key: string): Value | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function readEntries(value: Value | undefined, path: string): readonly Entry[] {
  return listOf(value).map((item, index) =>
    readEntry(item, Array.isArray(value) ? `${path}/${String(index)}` : path),
  );
}

function readEntry(item: Value, path: string): Entry {
  if (isUnknown(item)) return { kind: "unknown", path };
  if (isObject(item) && typeof item["ref"] === "string") {
    const { ref, suffix } = item;
    if (isUnknown(ref) || isUnknown(suffix)) return { kind: "unknown", path };
    return { kind: "reference", ref, suffix: typeof suffix === "string" ? suffix : "", path };
  }
  return { kind: "text", text: typeof item === "string" ? item : JSON.stringify(item), path };
}

function readPrincipals(value: Value | undefined, path: string): readonly PrincipalEntry[] {
  return listOf(value).flatMap((block, index) => {
    const at = Array.isArray(value) ? `${path}/${String(index)}` : path;
    // A reference stands for one role or user of the stack, wherever text could stand.
    if (!isObject(block) || typeof block["ref"] === "string") {
      return [{ type: "*", entry: readEntry(block, at) }];
    }
    return Object.entries(block).flatMap(([type, list]) =>
      readEntries(list, at + pointer([type])).map((entry) => ({ type, entry })),
    );
  });
}

function readConditions(value: Value, path: string): readonly Condition[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([operator, blocks]) =>
    listOf(blocks).flatMap((keys) =>
      isObject(keys)
        ? Object.entries(keys).map(([key, values]) => {
            const at = path + pointer([operator, key]);
            return { operator, key: key.toLowerCase(), values: readEntries(values, at), path: at };
          })
        : [],
    ),
  );
}

const elements = [
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
] as const;

/** What is wrong with a statement whatever the document is for. */
export function statementProblems(value: Value, path: string): readonly Problem[] {
  if (isUnknown(value)) return [];
  if (!isObject(value)) return [{ path, message: "The statement is not an object." }];
  const folded = foldKeys(value);
  return [
    ...effectProblems(ownValue(folded, "effect"), path),
    ...pairProblems(folded, path),
    ...["Action", "NotAction", "Resource", "NotResource"].flatMap((name) =>
      entryProblems(ownValue(folded, name.toLowerCase()), `${path}/${name}`),
    ),
    ...conditionProblems(ownValue(folded, "condition"), `${path}/Condition`),
    ...nameProblems(value, path, elements),
  ];
}

/** Names that are misspelt, in letter case or altogether, or that occur in two spellings. */
export function nameProblems(
  object: Readonly<Record<string, Value>>,
  path: string,
  known: readonly string[],
): readonly Problem[] {
  const seen = new Set<string>();
  return Object.keys(object).flatMap((key): readonly Problem[] => {
    const at = path + pointer([key]);
    const name = known.find((each) => each.toLowerCase() === key.toLowerCase());
    if (name === undefined) return [{ path: at, message: `${key} is no element of a policy.` }];
    if (seen.has(name)) return [{ path: at, message: `${name} occurs twice, as ${key} as well.` }];
    seen.add(name);
    return name === key
      ? []
      : [{ path: at, level: "advisory", message: `${key} is usually spelt ${name}.` }];
  });
}

function effectProblems(effect: Value | undefined, path: string): readonly Problem[] {
  const at = `${path}/Effect`;
  if (effect === "Allow" || effect === "Deny" || isUnknown(effect)) return [];
  if (typeof effect === "string" && /^(allow|deny)$/i.test(effect)) {
    return [{ path: at, level: "advisory", message: `Effect ${effect} is spelt in odd letters.` }];
  }
  return [{ path: at, message: "Effect is neither Allow nor Deny, and counts as Allow." }];
}

const exclusive = [
  ["Action", "NotAction"],
  ["Resource", "NotResource"],
  ["Principal", "NotPrincipal"],
] as const;

function pairProblems(folded: Folded, path: string): readonly Problem[] {
  const has = (name: string) => ownValue(folded, name.toLowerCase()) !== undefined;
  const isEmpty = (name: string) => listOf(ownValue(folded, name)).length === 0;
  return [
    ...(isEmpty("action") && isEmpty("notaction")
      ? [{ path, message: "The statement names no Action." }]
      : []),
    ...exclusive.flatMap(([name, complement]) =>
      has(name) && has(complement)
        ? [{ path, message: `The statement has both ${name} and ${complement}.` }]
        : [],
    ),
  ];
}

function entryProblems(value: Value | undefined, path: string): readonly Problem[] {
  return listOf(value).flatMap((item, index) => {
    const isReference = isObject(item) && typeof item["ref"] === "string";
    if (typeof item === "string" || isReference) return [];
    const at = Array.isArray(value) ? `${path}/${String(index)}` : path;
    return [{ path: at, message: `${JSON.stringify(item)} is not text.` }];
  });
}

function conditionProblems(value: Value | undefined, path: string): readonly Problem[] {
  if (value === undefined || value === null || isUnknown(value)) return [];
  if (!isObject(value)) return [{ path, message: "Condition is not an object." }];
  return Object.entries(value).flatMap(([operator, keys]) =>
    isObject(keys) || isUnknown(keys)
      ? []
      : [{ path: path + pointer([operator]), message: `${operator} holds no condition keys.` }],
  );
}
