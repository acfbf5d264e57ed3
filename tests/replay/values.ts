import { isDeepStrictEqual } from "node:util";
import type { Inputs } from "./contract";

/** The text at a key; an error when there is none. */
export function text(inputs: Inputs, key: string): string {
  const value = inputs[key];
  if (typeof value !== "string") throw new Error(`${key} is no text: ${JSON.stringify(value)}`);
  return value;
}

/** The text at a key; undefined where nothing is declared. */
export const optionalText = (inputs: Inputs, key: string): string | undefined =>
  inputs[key] === undefined ? undefined : text(inputs, key);

/** The number at a key; undefined where nothing is declared. */
export function number(inputs: Inputs, key: string): number | undefined {
  const value = inputs[key];
  if (value === undefined || typeof value === "number") return value;
  throw new Error(`${key} is no number: ${JSON.stringify(value)}`);
}

/** The flag at a key; undefined where nothing is declared. */
export function flag(inputs: Inputs, key: string): boolean | undefined {
  const value = inputs[key];
  if (value === undefined || typeof value === "boolean") return value;
  throw new Error(`${key} is no flag: ${JSON.stringify(value)}`);
}

/** The object at a key; empty where nothing is declared. */
export function object(inputs: Inputs, key: string): Inputs {
  const value = inputs[key];
  if (value === undefined) return {};
  if (isRecord(value)) return value;
  throw new Error(`${key} is no object: ${JSON.stringify(value)}`);
}

/** The objects of the list at a key; none where nothing is declared. */
export const objects = (inputs: Inputs, key: string): readonly Inputs[] =>
  list(inputs, key).map((item) => object({ item }, "item"));

/** The texts of the list at a key; undefined where nothing is declared. */
export const texts = (inputs: Inputs, key: string): string[] | undefined =>
  inputs[key] === undefined ? undefined : list(inputs, key).map((item) => text({ item }, "item"));

function list(inputs: Inputs, key: string): readonly unknown[] {
  const value = inputs[key] ?? [];
  if (!Array.isArray(value)) throw new Error(`${key} is no list: ${JSON.stringify(value)}`);
  return value;
}

/** A record of texts, such as tags. */
export const textRecord = (inputs: Inputs, key: string): Record<string, string> =>
  Object.fromEntries(
    Object.keys(object(inputs, key)).map((name) => [name, text(object(inputs, key), name)]),
  );

/** Tags as most services take them. */
export const tagList = (inputs: Inputs): { Key: string; Value: string }[] =>
  Object.entries(textRecord(inputs, "tags")).map(([Key, Value]) => ({ Key, Value }));

/** Tags as the provider names them, of what most services answer. */
export const tagsOf = (
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] = [],
): Inputs => Object.fromEntries(tags.map(({ Key = "", Value }) => [Key, Value]));

/** The member of a service's enumeration; an error when the service does not know the value. */
export function member<T extends string>(allowed: Readonly<Record<string, T>>, value: unknown): T {
  const found = Object.values(allowed).find((candidate) => candidate === value);
  if (found !== undefined) return found;
  throw new Error(`${JSON.stringify(value)} is none of ${Object.values(allowed).join(", ")}`);
}

/** What an answer must hold. */
export function answered<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The answer has no ${what}.`);
  return value;
}

const isRecord = (value: unknown): value is Inputs =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A property that is not what was declared. */
export interface Difference {
  readonly property: string;
  readonly declared: unknown;
  readonly read: unknown;
}

/** Declared properties that AWS reports differently; JSON texts are compared by what they say. */
export function differences(
  declared: Inputs,
  read: Inputs,
  unread: readonly string[] = [],
): readonly Difference[] {
  return Object.keys(declared)
    .filter((property) => declared[property] !== undefined && !unread.includes(property))
    .filter((property) => !isDeepStrictEqual(plain(declared[property]), plain(read[property])))
    .map((property) => ({
      property,
      declared: plain(declared[property]),
      read: plain(read[property]),
    }));
}

function plain(value: unknown): unknown {
  if (typeof value === "string") return /^\s*[[{]/.test(value) ? parsed(value) : value;
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  const known = Object.entries(value).filter(([, child]) => child !== undefined);
  return Object.fromEntries(known.map(([key, child]) => [key, plain(child)]));
}

// A filter pattern looks like JSON and is none.
function parsed(json: string): unknown {
  try {
    const value: unknown = JSON.parse(json);
    return value;
  } catch {
    return json;
  }
}
