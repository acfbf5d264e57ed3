import type { Lookups } from "./lookups";

/** Longest chain of services that a caller may act for. */
export const maxDelegationDepth = 3;

/** A call made for others. */
export interface Delegation {
  /** Services that the caller acts for, from the first to its direct caller. */
  readonly onBehalfOf: readonly string[];
  /** Caller. */
  readonly caller: string;
  /** Callee. */
  readonly callee: string;
}

/**
 * Whether a chain of callers is one that the service graph knows: not too long, every hop of it declared, and no
 * service in it twice, the callee included. Whether each of them may do what is asked is for the policies to say.
 */
export function isKnownChain(
  { services, isHop }: Lookups,
  { onBehalfOf, caller, callee }: Delegation,
): boolean {
  if (onBehalfOf.length === 0) return true;
  if (onBehalfOf.length > maxDelegationDepth) return false;
  const chain = [...onBehalfOf, caller];
  const isLoop = new Set([...chain, callee]).size <= chain.length;
  if (isLoop || !chain.every((service) => services.has(service))) return false;
  return chain.every((to, index) => {
    const from = chain[index - 1];
    return from === undefined || isHop(from, to);
  });
}
