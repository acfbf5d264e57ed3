import { parseOperator } from "../iam/condition-keys";
import { covers } from "../iam/pattern";
import type { Condition, Entry, Statement } from "../iam/statement";
import type { KeyValue } from "./request";

/** Condition keys of a request, by name in lower case. */
export type RequestKeys = Readonly<Record<string, KeyValue>>;

// What follows from caller, resource and the way a request comes: nobody chooses it.
const derived =
  /^(?:aws:principal|aws:userid$|aws:username$|aws:resource(?:account|org)|aws:source(?:arn|account|owner|org)|aws:securetransport$|kms:calleraccount$)/;

/**
 * Condition keys under which the conditions of all given statements are met, as far as the caller can choose
 * them. Where the statements contradict each other, the last one's values stand.
 */
export function favourableKeys(statements: readonly Statement[]): RequestKeys {
  const byKey = new Map<string, Condition[]>();
  for (const condition of statements.flatMap(({ conditions }) => conditions)) {
    if (derived.test(condition.key)) continue;
    const known = byKey.get(condition.key);
    if (known === undefined) byKey.set(condition.key, [condition]);
    else known.push(condition);
  }
  return Object.fromEntries(
    [...byKey].flatMap(([key, conditions]) => {
      const value = chosen(conditions);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

// A negated condition, and one with IfExists, is met by a request without the key.
function chosen(conditions: readonly Condition[]): KeyValue | undefined {
  const asked = conditions.map((condition) => ({
    ...parseOperator(condition.operator),
    values: condition.values,
  }));
  const nulls = asked.filter(({ type }) => type === "null");
  if (nulls.some(({ values }) => values.every((value) => textIn(value) === "true")))
    return undefined;
  const compared = asked.filter(({ type, isNegated }) => type !== "null" && !isNegated);
  const [first] = compared.filter(({ values }) => values.length > 0);
  if (first === undefined) return nulls.length > 0 ? ["any"] : undefined;
  const candidates = compared.flatMap(({ values, comparison }) =>
    values.flatMap((value) => concrete(value, comparison)),
  );
  const meetsAll = candidates.find((candidate) =>
    compared.every(({ values, readsPatterns, comparison }) =>
      values.some((value) => meets(value, candidate, { readsPatterns, comparison })),
    ),
  );
  const value = meetsAll ?? candidates.at(-1);
  return value === undefined ? "unknown" : [value];
}

const textIn = (entry: Entry): string => (entry.kind === "text" ? entry.text : "");

interface Comparing {
  readonly readsPatterns: boolean;
  readonly comparison: string;
}

function meets(entry: Entry, candidate: string, { readsPatterns, comparison }: Comparing): boolean {
  if (entry.kind !== "text") return false;
  if (readsPatterns) return covers(entry.text, candidate);
  return concrete(entry, comparison).includes(candidate);
}

/** A value that meets one value of a condition; none when that is not known. */
function concrete(entry: Entry, comparison: string): readonly string[] {
  if (entry.kind !== "text") return [];
  const { text } = entry;
  if (/\$\{/.test(text)) return [];
  switch (comparison) {
    case "numericlessthan":
      return [String(Number(text) - 1)];
    case "numericgreaterthan":
      return [String(Number(text) + 1)];
    case "datelessthan":
      return moved(text, -1);
    case "dategreaterthan":
      return moved(text, 1);
    case "ipaddress":
      return [text.split("/")[0] ?? text];
    default:
      return [literalOf(text, comparison)];
  }
}

const literalOf = (text: string, comparison: string): string =>
  /like$|^arn/.test(comparison) ? text.replaceAll(/[*?]/g, "x") : text;

function moved(text: string, days: number): readonly string[] {
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? [] : [new Date(moment + days * 86_400_000).toISOString()];
}

/**
 * Condition keys that keep a request out of denials: where a denial spares requests with certain values, one of
 * these values.
 */
export function sparingKeys(denials: readonly Statement[]): RequestKeys {
  const spared = denials.flatMap(({ conditions }) => conditions).flatMap(sparedBy);
  return favourableKeys(spared.map((condition) => ({ ...noStatement, conditions: [condition] })));
}

function sparedBy(condition: Condition): readonly Condition[] {
  const { type, isNegated } = parseOperator(condition.operator);
  if (type === "null" && condition.values.some((value) => textIn(value) === "true")) {
    return [
      { ...condition, operator: "Null", values: [{ kind: "text", text: "false", path: "" }] },
    ];
  }
  if (!isNegated) return [];
  return [{ ...condition, operator: condition.operator.replace(/not/i, "") }];
}

const noStatement: Statement = {
  path: "",
  sid: undefined,
  effect: "Allow",
  effectUnknown: false,
  actions: [],
  notActions: [],
  resources: [],
  notResources: [],
  principals: [],
  notPrincipals: [],
  conditions: [],
  unknown: false,
  conditionUnknown: false,
};
