import { arnKey, arnKeysOf } from "../engine/arns";
import type { JudgedStack, StackResource } from "../engine/rule";
import { type ArnIndex, arnIndex } from "../iam/effective/arn-index";
import { hasUnknownName, takesIn } from "../iam/effective/arn-patterns";
import { ownedTypes, usesOf } from "../iam/effective/owned-things";
import { isNamedReach, type Reach } from "../iam/effective/reach";
import type { Entry } from "../iam/statement";

/** A resource of the stack that an entry of a statement names, and what it names inside of it. */
export interface NamedResource {
  /** Resource. */
  readonly resource: StackResource;
  /** Text after its ARN; wildcards stand for themselves. */
  readonly suffix: string;
  /** Whether the name of the resource is unknown, so that the entry may name another one. @default false */
  readonly isOpen?: boolean;
}

const indexes = new WeakMap<JudgedStack, ArnIndex>();

/** The index of everything that can be owned. */
export function ownedIndex(stack: JudgedStack): ArnIndex {
  const index = indexes.get(stack) ?? arnIndex(stack.ofType(...ownedTypes));
  indexes.set(stack, index);
  return index;
}

/** Whether an action, by its service, can be about a resource. */
export function isAbout(action: string, { type }: StackResource): boolean {
  const service = serviceOf(action);
  return [...usesOf(type).keys()].some((use) => serviceOf(use) === service);
}

const serviceOf = (action: string): string => (action.split(":")[0] ?? "").toLowerCase();

/**
 * The resources that an entry names for an action; a pattern over several names none. Where it names none of the
 * stack, it may name each whose name is unknown.
 */
export function namedResources(
  stack: JudgedStack,
  entry: Entry,
  action: string,
): readonly NamedResource[] {
  const isNamed = isNamedReach({ kind: "entry", entry, path: entry.path }) === "yes";
  if (!isNamed) return [];
  const named = coveredResources(stack, entry, action);
  return named.length > 0 ? named : unnamedResources(stack, entry, action);
}

const unnamedResources = (
  stack: JudgedStack,
  entry: Entry,
  action: string,
): readonly NamedResource[] =>
  ownedIndex(stack)
    .candidates(entry)
    .filter((resource) => isAbout(action, resource) && mayName(entry, resource))
    .map((resource) => ({ resource, suffix: "", isOpen: true }));

const mayName = (entry: Entry, resource: StackResource): boolean =>
  hasUnknownName(resource) &&
  takesIn({ kind: "entry", entry, path: entry.path }, resource) === "maybe";

/** The resources that an entry takes in for an action, by name or by pattern. */
export function coveredResources(
  stack: JudgedStack,
  entry: Entry,
  action: string,
): readonly NamedResource[] {
  const reach: Reach = { kind: "entry", entry, path: entry.path };
  return ownedIndex(stack)
    .candidates(entry)
    .filter((resource) => isAbout(action, resource) && takesIn(reach, resource) === "yes")
    .map((resource) => ({ resource, suffix: suffixOf(entry, resource) }));
}

/** What an entry says after the ARN of a resource that it takes in. */
export function suffixOf(entry: Entry, resource: StackResource): string {
  if (entry.kind === "reference") return literal(entry.suffix);
  const key = entry.kind === "text" ? arnKey(entry.text) : undefined;
  const own =
    key === undefined ? undefined : arnKeysOf(resource).find((each) => key.startsWith(each));
  return key === undefined || own === undefined ? "" : literal(key.slice(own.length));
}

// A secret's ARN ends with a hyphen and six characters, which are part of it.
const literal = (suffix: string): string => suffix.replace(/^-\?{6}$/, "").replaceAll(/[*?]/g, "x");
