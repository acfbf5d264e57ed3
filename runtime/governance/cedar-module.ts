import { createRequire } from "node:module";
import type * as Cedar from "@cedar-policy/cedar-wasm/nodejs";

const specifier = "@cedar-policy/cedar-wasm/nodejs";

const functionNames = [
  "checkParseSchema",
  "policyToJson",
  "policyToText",
  "preparsePolicySet",
  "preparseSchema",
  "statefulIsAuthorized",
  "validate",
] as const;

/** The functions of Cedar that are used here. */
export type CedarModule = Pick<typeof Cedar, (typeof functionNames)[number]>;

/**
 * Loads an instance of Cedar that nobody else holds: prepared policies are kept in the instance by name, and a
 * trap makes the whole instance useless, so instances are never shared. Takes 10 to 110 ms.
 * @throws when the package is not installed beside this file, or is not Cedar.
 */
export function loadCedar(): CedarModule {
  // A `require` keeps what it has loaded in its list of children; a new one each time lets go of old instances.
  const load = createRequire(__filename);
  const file = load.resolve(specifier);
  Reflect.deleteProperty(load.cache, file);
  const loaded: unknown = load(file);
  Reflect.deleteProperty(load.cache, file);
  if (!isCedar(loaded)) throw new Error(`${specifier} does not have the functions of Cedar 4.13.`);
  return loaded;
}

function isCedar(value: unknown): value is CedarModule {
  if (typeof value !== "object" || value === null) return false;
  return functionNames.every((name) => typeof Reflect.get(value, name) === "function");
}
