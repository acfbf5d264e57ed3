import { isUnknown } from "../../engine/value";
import type { Principal } from "./principals";
import { decided, type Truth } from "./truth";

/** Names of roles that are given by name or by ARN: an ARN names the role by its last part. */
export const administratorNames = (given: readonly string[]): ReadonlySet<string> =>
  new Set(given.map((name) => (name.startsWith("arn:") ? (name.split("/").at(-1) ?? name) : name)));

/** Whether a principal is one of the named roles. */
export function isAdministrator(
  { kind, name, resource }: Principal,
  administrators: ReadonlySet<string>,
): Truth {
  if (kind !== "role" || administrators.size === 0) return "no";
  const given = resource?.properties["name"] ?? name;
  if (isUnknown(given)) return "maybe";
  return decided(typeof given === "string" && administrators.has(given));
}
