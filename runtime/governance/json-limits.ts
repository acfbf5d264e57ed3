/** Longest request, in bytes. */
export const maxTextBytes = 16 * 1024;

/** How deep objects and arrays may be nested. */
export const maxDepth = 8;

/** How many keys all objects of a request may have together. */
export const maxKeys = 64;

/** Longest string and longest key, in bytes. */
export const maxStringBytes = 1024;

/** How many elements an array may have. */
export const maxElements = 64;

/** What is wrong with a text; a closed set, so that it can be logged. */
export type JsonProblem =
  | "not-text"
  | "too-large"
  | "byte-order-mark"
  | "nul"
  | "lone-surrogate"
  | "syntax"
  | "duplicate-key"
  | "forbidden-key"
  | "number"
  | "too-deep"
  | "too-many-keys"
  | "string-too-long"
  | "array-too-long";

/** A value that was read, or the first problem that was met. */
export type JsonRead =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: JsonProblem };

/** Keys that JavaScript gives a meaning of its own; every key that begins with two underscores is one as well. */
export const isForbiddenKey = (key: string): boolean =>
  key.startsWith("__") || key === "constructor" || key === "prototype";
