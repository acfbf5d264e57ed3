/** A pattern with one clause altered. */
interface Mutant<Pattern> {
  /** What was altered. */
  readonly title: string;
  readonly pattern: Pattern;
}

// Of events without such a field the first holds always, and the second never.
const always = "$.noSuchField NOT EXISTS";
const never = '$.noSuchField = "none"';

const condition = /\$\.[\w.]+\s*(?:NOT EXISTS|(?:!=|=)\s*(?:"[^"]*"|[\w.*]+))/g;
const column = /\w+="[^"]*"/g;

/** Every filter pattern that differs from one in a single clause: always or never met, turned round, or another text. */
export function filterMutants(pattern: string): readonly Mutant<string>[] {
  return pattern.startsWith("[") ? columnMutants(pattern) : jsonMutants(pattern);
}

function jsonMutants(pattern: string): readonly Mutant<string>[] {
  const conditions = [...pattern.matchAll(condition)].flatMap(({ 0: text, index }) =>
    changesOf(text).map(([what, changed]) => replaced(pattern, { text, index, what, changed })),
  );
  const operators = [...pattern.matchAll(/&&|\|\|/g)].map(({ 0: text, index }) => {
    const changed = text === "&&" ? "||" : "&&";
    return replaced(pattern, { text, index, what: `${changed} for ${text}`, changed });
  });
  return [...conditions, ...operators];
}

type Change = readonly [what: string, changed: string];

function changesOf(text: string): readonly Change[] {
  const changes: Change[] = [
    ["always met", always],
    ["never met", never],
  ];
  if (text.endsWith("NOT EXISTS"))
    return [...changes, ["exists", text.replace("NOT EXISTS", '= "*"')]];
  changes.push([
    "turned round",
    text.includes("!=") ? text.replace("!=", "=") : text.replace("=", "!="),
  ]);
  if (/\*"$/.test(text) && !/"\*"$/.test(text))
    changes.push(["no * at the end", text.replace(/\*"$/, '"')]);
  if (/"\*[^"]/.test(text)) changes.push(["no * at the start", text.replace('"*', '"')]);
  changes.push(["a longer text", text.endsWith('"') ? text.replace(/"$/, 'X"') : `${text}X`]);
  return changes.filter(([, changed]) => !/=\s*\d+X$/.test(changed));
}

function columnMutants(pattern: string): readonly Mutant<string>[] {
  const conditions = [...pattern.matchAll(column)].flatMap(({ 0: text, index }) => {
    const [name = ""] = text.split("=");
    return [
      replaced(pattern, { text, index, what: "always met", changed: name }),
      replaced(pattern, { text, index, what: "a longer text", changed: text.replace(/"$/, 'X"') }),
    ];
  });
  const names = pattern.slice(1, -1).split(", ");
  // What follows the condition is of no consequence to it.
  const last = names.findLastIndex((name) => name.includes("="));
  const shorter = names.slice(0, last).map((name, index) => ({
    title: `without column ${name}`,
    pattern: `[${names.filter((_, other) => other !== index).join(", ")}]`,
  }));
  return [...conditions, ...shorter];
}

interface Replacement {
  readonly text: string;
  readonly index: number;
  readonly what: string;
  readonly changed: string;
}

const replaced = (pattern: string, { text, index, what, changed }: Replacement) => ({
  title: `${text} at ${String(index)}: ${what}`,
  pattern: pattern.slice(0, index) + changed + pattern.slice(index + text.length),
});

type EventPattern = Readonly<Record<string, unknown>>;

/** Every event pattern that differs from one in a single leaf: left out, with one alternative less, or altered. */
export function eventMutants(pattern: EventPattern): readonly Mutant<EventPattern>[] {
  return Object.entries(pattern).flatMap(([field, value]) => {
    const others = without(pattern, field);
    // EventBridge takes no object without a field.
    const isEmpty = (changed: unknown) => isObject(changed) && Object.keys(changed).length === 0;
    const at = ({ title, pattern: changed }: Mutant<unknown>) => ({
      title: `${field}.${title}`,
      pattern: isEmpty(changed) ? others : { ...others, [field]: changed },
    });
    if (field === "$or" && Array.isArray(value))
      return value.flatMap((_, index) => orMutants(pattern, value, index));
    if (Array.isArray(value)) {
      return [{ title: `${field} left out`, pattern: others }, ...leafMutants(value).map(at)];
    }
    return isObject(value) ? eventMutants(value).map(at) : [];
  });
}

const without = (pattern: EventPattern, field: string): EventPattern =>
  Object.fromEntries(Object.entries(pattern).filter(([name]) => name !== field));

/** What differs in one of the alternatives of `$or`: it stands alone, or is altered. */
function orMutants(
  pattern: EventPattern,
  alternatives: readonly unknown[],
  index: number,
): readonly Mutant<EventPattern>[] {
  const one = alternatives[index];
  if (!isObject(one)) return [];
  const others = without(pattern, "$or");
  const altered = eventMutants(one)
    .filter(({ pattern: changed }) => Object.keys(changed).length > 0)
    .map(({ title, pattern: changed }) => ({
      title: `$or ${String(index)} ${title}`,
      pattern: { ...others, $or: alternatives.map((each) => (each === one ? changed : each)) },
    }));
  return [{ title: `$or ${String(index)} alone`, pattern: { ...others, ...one } }, ...altered];
}

function leafMutants(alternatives: readonly unknown[]): readonly Mutant<readonly unknown[]>[] {
  return alternatives.flatMap((one, index) => {
    const without = alternatives.filter((_, other) => other !== index);
    const instead = (changed: unknown) =>
      alternatives.map((each) => (each === one ? changed : each));
    const title = JSON.stringify(one).slice(0, 120);
    return [
      ...(without.length > 0 ? [{ title: `${title} left out`, pattern: without }] : []),
      ...alteredLeaves(one).map((changed) => ({
        title: `${title} -> ${JSON.stringify(changed).slice(0, 120)}`,
        pattern: instead(changed),
      })),
    ];
  });
}

function alteredLeaves(leaf: unknown): readonly unknown[] {
  if (typeof leaf === "string") return [`${leaf}X`];
  if (!isObject(leaf)) return [];
  const { prefix, exists, wildcard, numeric, "anything-but": butThese } = leaf;
  if (typeof prefix === "string") return [{ prefix: `${prefix}X` }];
  if (typeof exists === "boolean") return [{ exists: !exists }];
  if (typeof wildcard === "string") {
    return [wildcard.slice(1), wildcard.slice(0, -1), wildcard.slice(0, -2).concat("X*")].map(
      (text) => ({
        wildcard: text,
      }),
    );
  }
  if (Array.isArray(numeric))
    return [{ numeric: [">", 4] }, { numeric: [">=", 5] }, { numeric: [">=", 3] }];
  if (!Array.isArray(butThese)) return [];
  if (butThese.length === 1) return [{ exists: true }];
  return butThese.map((_, index) => ({
    "anything-but": butThese.filter((__, other) => other !== index),
  }));
}

const isObject = (value: unknown): value is EventPattern =>
  typeof value === "object" && value !== null && !Array.isArray(value);
