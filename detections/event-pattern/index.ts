import { alternativesOf, type Requirement } from "./alternatives";
import type { Test } from "./conditions";
import { EventPatternError } from "./error";
import { isObject, leafOf, parseKeepingNumbers } from "./leaf";

export { EventPatternError } from "./error";

/** A pattern of an EventBridge rule, ready to be matched. */
export interface EventPattern {
  /**
   * Whether an event matches. A number counts as JavaScript writes it, because its spelling is lost.
   * @param event parsed JSON
   */
  matches(event: unknown): boolean;
  /**
   * Whether an event matches, down to the spelling of its numbers.
   * @throws {SyntaxError} when the text is no JSON.
   */
  matchesText(json: string): boolean;
}

// Quota "Event pattern size" (L-664C5505), unless AWS has raised it.
const maxCharacters = 2048;

/**
 * Reads a pattern the way EventBridge does ("Creating Amazon EventBridge event patterns").
 *
 * Two fields must fit within the same element of an array, and `exists` looks at leaves only: an object, and an array
 * without any leaf, count as missing. What EventBridge refuses as too complex a wildcard is not judged.
 * @param pattern JSON text, or what it parses to; text keeps the spelling of numbers
 * @throws {EventPatternError} when EventBridge refuses the pattern.
 */
export function compileEventPattern(pattern: unknown): EventPattern {
  const text = typeof pattern === "string" ? pattern : JSON.stringify(pattern);
  if (typeof text !== "string" || text.length > maxCharacters) {
    throw new EventPatternError("", pattern, `at most ${String(maxCharacters)} characters of JSON`);
  }
  const branches = alternativesOf(parsed(text)).map(branchOf);
  const matches = (event: unknown) =>
    isObject(event) && branches.some((branch) => fulfils(branch, event));
  return { matches, matchesText: (json) => matches(parseKeepingNumbers(json)) };
}

function parsed(text: string): unknown {
  try {
    return parseKeepingNumbers(text);
  } catch {
    throw new EventPatternError("", text, "JSON");
  }
}

/** Requirements on leaves, by where they stand. */
interface Node {
  /** Groups of tests; of each group one must fit. */
  readonly groups: (readonly Test[])[];
  readonly fields: Map<string, Node>;
}

interface Branch {
  readonly absent: readonly (readonly string[])[];
  readonly present: Node;
}

function branchOf(requirements: readonly Requirement[]): Branch {
  const absent: (readonly string[])[] = [];
  const present: Node = { groups: [], fields: new Map() };
  for (const { path, wanted } of requirements) {
    if (wanted === "absent") absent.push(path);
    else nodeAt(present, path).groups.push(wanted);
  }
  return { absent, present };
}

function nodeAt(root: Node, path: readonly string[]): Node {
  let node = root;
  for (const name of path) {
    const next = node.fields.get(name) ?? { groups: [], fields: new Map() };
    node.fields.set(name, next);
    node = next;
  }
  return node;
}

const fulfils = ({ absent, present }: Branch, event: unknown): boolean =>
  fits(present, event) && !absent.some((path) => hasLeaf(event, path));

function fits(node: Node, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => fits(node, item));
  if (node.groups.length > 0 && !fitsLeaf(node.groups, value)) return false;
  for (const [name, below] of node.fields) {
    if (!isObject(value) || !Object.hasOwn(value, name) || !fits(below, value[name])) return false;
  }
  return true;
}

function fitsLeaf(groups: Node["groups"], value: unknown): boolean {
  const leaf = leafOf(value);
  return leaf !== undefined && groups.every((tests) => tests.some((test) => test(leaf)));
}

function hasLeaf(value: unknown, path: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((item) => hasLeaf(item, path));
  const [name, ...below] = path;
  if (name === undefined) return leafOf(value) !== undefined;
  return isObject(value) && Object.hasOwn(value, name) && hasLeaf(value[name], below);
}
