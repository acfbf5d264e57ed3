import data from "./catalogue-data.json";
import { covers, hasWildcard } from "./pattern";

/** How much an action can do, as the Service Authorization Reference grades it. */
export type AccessLevel = "read" | "list" | "write" | "permissions" | "tagging";

/** What the catalogue says of an action. */
export interface ActionFacts {
  /** Service and action as AWS spells them, such as `sqs:SendMessage`. */
  readonly name: string;
  /** How much it can do. */
  readonly level: AccessLevel;
  /** ARN patterns of the resources it takes; empty when it takes only `*`. */
  readonly resources: readonly string[];
  /** Whether AWS accepts it with Resource `*` alone. */
  readonly isWildcardOnly: boolean;
  /** Condition keys it supports besides the global ones, in lower case; `*` stands for a tag key and the like. */
  readonly conditionKeys: readonly string[];
}

/** A condition key of a service. */
export interface ConditionKey {
  /** Name in lower case; `*` stands for a tag key and the like. */
  readonly name: string;
  /** Type of its values. */
  readonly type: string;
}

/** A service of the catalogue. */
interface Service {
  readonly actions: ReadonlyMap<string, ActionFacts>;
  /** Names of its actions, in lower case and as AWS spells them. */
  readonly names: readonly (readonly [string, string])[];
  readonly keys: readonly ConditionKey[];
}

/** The day of the catalogue, as `YYYY-MM-DD`. Actions that AWS added later are not in it. */
export const catalogueDate: string = data.date;

const sources: Readonly<Record<string, string>> = data.services;

const levels: Readonly<Record<string, AccessLevel>> = {
  r: "read",
  l: "list",
  w: "write",
  p: "permissions",
  t: "tagging",
};

const opened = new Map<string, Service>();

/** The service prefix of an action or a condition key, in lower case, such as `sqs` of `sqs:SendMessage`. */
export function servicePrefix(name: string): string {
  return name.replace(/:.*$/s, "").toLowerCase();
}

/** Whether the catalogue knows a service by its prefix, such as `sqs`. */
export function isKnownService(prefix: string): boolean {
  return Object.hasOwn(sources, prefix.toLowerCase());
}

/** What the catalogue says of an action, whatever its letter case; nothing when it does not know it. */
export function actionFacts(action: string): ActionFacts | undefined {
  const [prefix = "", name = ""] = action.toLowerCase().split(":");
  return serviceOf(prefix)?.actions.get(name);
}

/** The condition keys of a service, besides the global ones; nothing when the service is not known. */
export function serviceKeys(prefix: string): readonly ConditionKey[] | undefined {
  return serviceOf(prefix.toLowerCase())?.keys;
}

const matches = new Map<string, readonly string[]>();

/** The actions a pattern means on the catalogue's day, whatever its letter case, sorted. */
export function actionsMatching(pattern: string): readonly string[] {
  const key = pattern.toLowerCase();
  const known = matches.get(key);
  if (known !== undefined) return known;
  const found = hasWildcard(key) ? search(key) : [actionFacts(key)?.name ?? []].flat();
  if (matches.size > 2000) matches.clear();
  matches.set(key, found);
  return found;
}

// No action is longer than half of this, whatever its pattern leaves open.
const longestAction = 200;

function search(text: string): readonly string[] {
  const pattern = text.replaceAll(/\*+/g, "*");
  if (pattern.replaceAll("*", "").length > longestAction) return [];
  const literal = longestLiteral(pattern);
  // Most patterns name their service, which spares the comparison with all others.
  const named = /^([a-z0-9-]+):/.exec(pattern)?.[1];
  const candidates = named === undefined ? everyAction() : (serviceOf(named)?.names ?? []);
  return candidates
    .filter(([folded]) => folded.includes(literal) && covers(pattern, folded))
    .map(([, name]) => name)
    .sort();
}

let everyName: Service["names"] | undefined;

const everyAction = (): Service["names"] =>
  (everyName ??= Object.keys(sources).flatMap((prefix) => serviceOf(prefix)?.names ?? []));

// What every match must hold. Policy variables may stand for literal characters.
function longestLiteral(pattern: string): string {
  if (pattern.includes("$")) return "";
  const parts = pattern.split(/[*?]/);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), "");
}

// A service is read when it is first asked for: all of them take tens of milliseconds.
function serviceOf(prefix: string): Service | undefined {
  const known = opened.get(prefix);
  if (known !== undefined) return known;
  const text = Object.hasOwn(sources, prefix) ? sources[prefix] : undefined;
  if (text === undefined) return undefined;
  const service = readService(prefix, text);
  opened.set(prefix, service);
  return service;
}

function readService(prefix: string, text: string): Service {
  const [patterns = "", keyTexts = "", groups = ""] = text.split("|");
  const resources = words(patterns).map((pattern) =>
    pattern.startsWith("@") ? `arn:*:${prefix}:*:*:${pattern.slice(1)}` : pattern,
  );
  const keys = words(keyTexts).map((word) => {
    const [name = "", type = ""] = word.split("=");
    return { name: name.toLowerCase(), type };
  });
  const actions = groups.split(";").flatMap((group) => readGroup(group, resources, keys));
  const named = actions.map(([name, facts]) => ({ ...facts, name: `${prefix}:${name}` }));
  return {
    actions: new Map(named.map((facts) => [actionOf(facts.name), facts])),
    names: named.map(({ name }) => [name.toLowerCase(), name]),
    keys,
  };
}

const actionOf = (name: string): string => (name.split(":")[1] ?? "").toLowerCase();

// Actions that agree in level, resources and condition keys stand together.
function readGroup(
  group: string,
  resources: readonly string[],
  keys: readonly ConditionKey[],
): readonly (readonly [string, Omit<ActionFacts, "name">])[] {
  const [level = "", resourceAt = "", keyAt = "", names = ""] = group.split(" ");
  const own = picked(resources, resourceAt);
  const facts = {
    level: levels[level] ?? "write",
    resources: own,
    isWildcardOnly: own.length === 0,
    conditionKeys: picked(keys, keyAt).map(({ name }) => name),
  };
  return names.split(",").flatMap((name) => (name === "" ? [] : [[name, facts] as const]));
}

const words = (text: string): readonly string[] => text.split(" ").filter((word) => word !== "");

const picked = <T>(items: readonly T[], at: string): readonly T[] =>
  at === "" ? [] : at.split(",").flatMap((index) => items[Number(index)] ?? []);
