import { compileCidr } from "./cidr";
import { EventPatternError } from "./error";
import { isObject, type Leaf, leafOf, NumberText } from "./leaf";
import { compileNumeric } from "./numeric";
import { compileWildcard } from "./wildcard";

/** Whether a leaf fits. */
export type Test = (leaf: Leaf) => boolean;

/** What a field must be, of which one suffices: a leaf that fits, or nothing at all. */
export type Condition = Test | "absent";

type Compile<Compiled> = (operand: unknown, path: string) => Compiled;

const text: Compile<string> = (operand, path) => {
  if (typeof operand === "string") return operand;
  throw new EventPatternError(path, operand, "text");
};

/** The one operator of an object, and what it is applied to. */
function operatorOf(value: Readonly<Record<string, unknown>>, path: string, known: object) {
  const [[name, operand] = ["", undefined], ...others] = Object.entries(value);
  if (others.length === 0 && Object.hasOwn(known, name)) {
    return { name, operand, path: `${path}.${name}` };
  }
  throw new EventPatternError(path, value, `one operator of ${Object.keys(known).join(", ")}`);
}

type TextTest = (value: string) => boolean;

const equalsIgnoringCase: Compile<TextTest> = (operand, path) => {
  const wanted = text(operand, path).toLowerCase();
  return (value) => value.toLowerCase() === wanted;
};

/** A prefix or suffix, which may ignore case. */
const affix =
  (fits: (value: string, wanted: string) => boolean): Compile<TextTest> =>
  (operand, path) => {
    if (!isObject(operand)) {
      const wanted = text(operand, path);
      return (value) => fits(value, wanted);
    }
    const ignoring = operatorOf(operand, path, { "equals-ignore-case": true });
    const wanted = text(ignoring.operand, ignoring.path).toLowerCase();
    return (value) => fits(value.toLowerCase(), wanted);
  };

const startsWith = (value: string, wanted: string) => value.startsWith(wanted);
const endsWith = (value: string, wanted: string) => value.endsWith(wanted);

const ofText =
  (compile: Compile<TextTest>): Compile<Test> =>
  (operand, path) => {
    const test = compile(operand, path);
    return (leaf) => typeof leaf === "string" && test(leaf);
  };

const nonEmpty =
  (fits: (value: string, wanted: string) => boolean): Compile<TextTest> =>
  (operand, path) => {
    const wanted = text(operand, path);
    if (wanted === "") throw new EventPatternError(path, operand, "text that is not empty");
    return (value) => fits(value, wanted);
  };

const excludable: Readonly<Record<string, Compile<TextTest>>> = {
  prefix: nonEmpty(startsWith),
  suffix: nonEmpty(endsWith),
  "equals-ignore-case": equalsIgnoringCase,
  wildcard: compileWildcard,
};

// A missing field is no leaf, and so fits no exclusion.
const anythingBut: Compile<Test> = (operand, path) => {
  const excluded = isObject(operand)
    ? excludedByOperator(operand, path)
    : excludedValues(operand, path);
  return (leaf) => !excluded.some((test) => test(leaf));
};

function excludedByOperator(
  value: Readonly<Record<string, unknown>>,
  path: string,
): readonly Test[] {
  const { name, operand, path: at } = operatorOf(value, path, excludable);
  const compile = excludable[name];
  if (compile === undefined) return [];
  if (!Array.isArray(operand)) return [ofText(compile)(operand, at)];
  if (operand.length === 0) throw new EventPatternError(at, operand, "at least one text");
  return operand.map((item, index) => ofText(compile)(item, `${at}[${String(index)}]`));
}

function excludedValues(operand: unknown, path: string): readonly Test[] {
  const list: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  const leaves = list.map(leafOf);
  const texts = leaves.filter((leaf) => typeof leaf === "string");
  const numbers = leaves.filter((leaf) => leaf instanceof NumberText);
  if (list.length > 0 && texts.length === list.length) {
    return [(leaf) => typeof leaf === "string" && texts.includes(leaf)];
  }
  if (list.length > 0 && numbers.length === list.length) {
    return numbers.map(
      ({ value }): Test =>
        (leaf) =>
          leaf instanceof NumberText && leaf.value === value,
    );
  }
  const allowed =
    "a text or a number, a list of texts alone or of numbers alone, or one of prefix, suffix, equals-ignore-case and wildcard";
  throw new EventPatternError(path, operand, allowed);
}

const exists: Compile<Condition> = (operand, path) => {
  if (typeof operand !== "boolean") throw new EventPatternError(path, operand, "true or false");
  return operand ? () => true : "absent";
};

const operators: Readonly<Record<string, Compile<Condition>>> = {
  prefix: ofText(affix(startsWith)),
  suffix: ofText(affix(endsWith)),
  "equals-ignore-case": ofText(equalsIgnoringCase),
  wildcard: ofText(compileWildcard),
  cidr: ofText(compileCidr),
  numeric: compileNumeric,
  "anything-but": anythingBut,
  exists,
};

/**
 * One of the values that a field may have ("Comparison operators for use in event patterns in Amazon EventBridge").
 * @throws {EventPatternError} when it is none.
 */
export function compileCondition(value: unknown, path: string): Condition {
  if (isObject(value)) {
    const { name, operand, path: at } = operatorOf(value, path, operators);
    return operators[name]?.(operand, at) ?? "absent";
  }
  const wanted = leafOf(value);
  if (wanted === undefined) {
    throw new EventPatternError(path, value, "a text, a number, true, false, null or an operator");
  }
  if (wanted instanceof NumberText) {
    return (leaf) => leaf instanceof NumberText && leaf.text === wanted.text;
  }
  return (leaf) => leaf === wanted;
}
