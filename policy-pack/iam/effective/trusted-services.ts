import type { CheckContext, JudgedStack, StackResource } from "../../engine/rule";
import { documentsOf } from "../locations";
import { serviceName } from "../service-names";
import type { Entry, Statement } from "../statement";
import { principalTypes } from "./attachment-types";
import type { Reach } from "./reach";

/** A service that a trust policy lets assume a role. */
export interface TrustedService {
  /** Service in its global spelling, such as `lambda`. */
  readonly service: string;
  /** Principal as written. */
  readonly principal: string;
  /** Where it is written. */
  readonly path: string;
}

/** Who a trust policy admits, as far as it can be seen. */
export interface Trust {
  /** Services. */
  readonly services: readonly TrustedService[];
  /** JSON pointers of what is unknown. */
  readonly unknown: readonly string[];
}

/** The services that may assume a role by its trust policy, and what of it is unknown. */
export function trustOf(role: StackResource, context: Pick<CheckContext, "declared">): Trust {
  const trusts = documentsOf(role, context)
    .filter(({ kind }) => kind === "trust")
    .flatMap(({ path, document }) =>
      document.kind === "unknown"
        ? [{ services: [], unknown: [path] }]
        : document.statements.map(trustIn),
    );
  return {
    services: trusts.flatMap(({ services }) => services),
    unknown: trusts.flatMap(({ unknown }) => unknown),
  };
}

function trustIn({ effect, principals, unknown, path }: Statement): Trust {
  if (effect === "Deny") return { services: [], unknown: [] };
  return {
    services: principals
      .filter(({ type }) => type.toLowerCase() === "service")
      .flatMap(({ entry }) => serviceOf(entry)),
    unknown: [
      ...(unknown ? [path] : []),
      ...principals.flatMap(({ entry }) => (entry.kind === "unknown" ? [entry.path] : [])),
    ],
  };
}

function serviceOf(entry: Entry): readonly TrustedService[] {
  if (entry.kind !== "text") return [];
  const principal = entry.text;
  return [{ service: serviceName(principal) ?? principal, principal, path: entry.path }];
}

/** The services that a role of the stack is for, as principals, where a reach names such a role. */
export function servicesOfRole(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared">,
  reach: Reach,
): readonly string[] {
  if (reach.kind === "complement" || reach.entry.kind === "unknown") return [];
  const { entry } = reach;
  const roles =
    entry.kind === "text"
      ? stack.named(entry.text, [principalTypes.role])
      : stack.ofType(principalTypes.role).filter(({ name }) => name === entry.ref);
  return roles.flatMap((role) => trustOf(role, context).services.map(({ principal }) => principal));
}
