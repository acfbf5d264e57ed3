import type { Observation } from "./rule";
import type { Properties, Reading } from "./value";
import { listOf, pointer, read, textOf } from "./value";

/** A place in a resource's properties, and what is there. */
export interface Place {
  /** Path of the place. */
  readonly path: readonly (string | number)[];
  /** What is there. */
  readonly reading: Reading;
}

/** A test of one property. */
export interface Condition {
  /** Dotted path; `*` stands for every entry of a list. */
  readonly path: string;
  /** Text of the values that fulfil it; nothing there counts as empty text. */
  readonly is: RegExp;
}

/** A property of a type, and which values of it are right. */
export interface Setting {
  /** Type token. */
  readonly type: string;
  /** Dotted path of the block that holds the property; where there is none, nothing is judged. @default - the resource */
  readonly within?: string;
  /** Dotted path of the property, below the block; `*` stands for every entry of a list. */
  readonly path: string;
  /** Text of the values that are right. */
  readonly good: RegExp;
  /** What AWS does when nothing is said, as a verdict. */
  readonly absent: "pass" | "fail";
  /** Only resources that fulfil it have the property. @default - all */
  readonly when?: Condition;
  /** What is wrong with any other value. */
  readonly wrong: string;
  /** The correction. */
  readonly fix: string;
}

/** The places that a dotted path leads to: one for each entry of a list that `*` stands for. */
export function placesOf(properties: Properties, path: string): readonly Place[] {
  return expand(properties, [], path === "" ? [] : path.split("."));
}

function expand(
  properties: Properties,
  done: readonly (string | number)[],
  rest: readonly string[],
): readonly Place[] {
  const star = rest.indexOf("*");
  if (star < 0) {
    const path = [...done, ...rest];
    return [{ path, reading: read(properties, ...path) }];
  }
  const listPath = [...done, ...rest.slice(0, star)];
  const list = read(properties, ...listPath);
  if (list.kind === "absent") return [];
  if (list.kind === "unknown") return [{ path: listPath, reading: list }];
  const isList = Array.isArray(list.value);
  return listOf(list.value).flatMap((_entry, index) =>
    expand(properties, isList ? [...listPath, index] : listPath, rest.slice(star + 1)),
  );
}

/** Whether a resource fulfils a condition; any entry of a list that does is enough. */
export function fulfils(
  properties: Properties,
  { path, is }: Condition,
): "yes" | "no" | "undecided" {
  const places = placesOf(properties, path);
  const texts = places.map(({ reading }) => textAt(reading));
  if (places.length === 0) return is.test("") ? "yes" : "no";
  if (texts.some((text) => text !== undefined && is.test(text))) return "yes";
  return texts.includes(undefined) ? "undecided" : "no";
}

/** The text of a reading: empty when nothing is there, undefined when it is unknown. */
export function textAt(reading: Reading): string | undefined {
  if (reading.kind === "unknown") return undefined;
  return reading.kind === "absent" ? "" : textOf(reading.value);
}

/** Judges one setting of a resource. */
export function judgeSetting(properties: Properties, setting: Setting): readonly Observation[] {
  const applies = setting.when === undefined ? "yes" : fulfils(properties, setting.when);
  if (applies === "no") return [];
  const found = settingPlaces(properties, setting).flatMap((place) => judgePlace(place, setting));
  return applies === "yes" ? found : found.map((observation) => doubted(observation, setting));
}

function settingPlaces(properties: Properties, { within, path }: Setting): readonly Place[] {
  if (within === undefined) return placesOf(properties, path);
  return placesOf(properties, within).flatMap((block): readonly Place[] => {
    if (block.reading.kind === "absent") return [];
    if (block.reading.kind === "unknown") return [block];
    return expand(properties, block.path, path.split("."));
  });
}

function judgePlace({ path, reading }: Place, setting: Setting): readonly Observation[] {
  const { good, absent, wrong, fix } = setting;
  const at = pointer(path);
  if (reading.kind === "unknown") {
    const message = `${setting.path} is unknown, and decides whether this holds: ${wrong}`;
    return [{ verdict: "undecided", path: reading.path, message, fix }];
  }
  const isRight = reading.kind === "absent" ? absent === "pass" : good.test(textOf(reading.value));
  return isRight ? [] : [{ verdict: "fail", path: at, message: wrong, fix }];
}

const doubted = (observation: Observation, { when }: Setting): Observation => ({
  ...observation,
  verdict: "undecided",
  message: `${when?.path ?? ""} is unknown, so it is not known whether this matters: ${observation.message}`,
});
