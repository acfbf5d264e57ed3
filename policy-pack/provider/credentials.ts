import { decoded } from "../engine/provider-accounts";
import type { Properties } from "../engine/value";
import { pointer, read } from "../engine/value";

/** A property of a provider that holds a credential. */
export interface Credential {
  /** Name of the property. */
  readonly name: string;
  /** JSON pointer. */
  readonly path: string;
}

const places: readonly (readonly [string, ...string[]])[] = [
  ["accessKey"],
  ["secretKey"],
  ["token"],
  ["assumeRoleWithWebIdentity", "webIdentityToken"],
];

/** The credentials a provider holds, and those that are unknown. */
export function credentialsOf(properties: Properties): {
  readonly held: readonly Credential[];
  readonly open: readonly Credential[];
} {
  const found = places.map(([property, ...below]) => {
    const reading = read({ value: decoded(properties[property]) ?? null }, "value", ...below);
    const credential = { name: below.at(-1) ?? property, path: pointer([property, ...below]) };
    return { reading, credential };
  });
  const held = found.filter(({ reading }) => reading.kind === "known" && reading.value !== "");
  const open = found.filter(({ reading }) => reading.kind === "unknown");
  return {
    held: held.map(({ credential }) => credential),
    open: open.map(({ credential }) => credential),
  };
}
