import type { CheckContext, Evidence, JudgedStack, StackResource } from "../../engine/rule";
import { principalTypes } from "./attachment-types";
import { boundaryProperty } from "./boundaries";
import { type Principal, principalsOf } from "./principals";
import type { PolicySource } from "./sources";

/** A boundary of the stack with those it bounds. */
export interface UsedBoundary {
  /** Its document. */
  readonly source: PolicySource;
  /** Roles, users and permission sets. */
  readonly holders: readonly StackResource[];
}

/** The boundaries of the stack that bound somebody. */
export function usedBoundaries(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared" | "accounts">,
): readonly UsedBoundary[] {
  const byUrn = new Map<string, { source: PolicySource; holders: StackResource[] }>();
  for (const { resource, boundary } of principalsOf(stack, context)) {
    if (resource === undefined || boundary.kind !== "known") continue;
    const { source } = boundary;
    const used = byUrn.get(source.carrier.urn) ?? { source, holders: [] };
    byUrn.set(source.carrier.urn, used);
    used.holders.push(resource);
  }
  return [...byUrn.values()];
}

/** The places where a boundary is named. */
export const namedAt = ({ holders }: UsedBoundary): readonly Evidence[] =>
  holders.map(({ urn }) => ({ urn, path: `/${boundaryProperty}` }));

/** Types that rules on boundaries look at. */
export const boundedTypes: readonly string[] = [principalTypes.role, principalTypes.user];

/** Somebody who may do all that a boundary allows. */
export function everythingInside({ carrier, ...source }: PolicySource): Principal {
  return {
    resource: carrier,
    kind: "policy",
    name: carrier.name,
    sources: [{ carrier, ...source }],
    gaps: [],
    boundary: { kind: "absent" },
    denials: [],
  };
}
