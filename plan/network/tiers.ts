/** The tiers of the VPC in address order. Append only: the position of a tier decides its addresses. */
export const tiers = ["public", "private", "axon-runtime"] as const;

/** A tier: one contract of routes and network ACL entries, over all zones. */
export type Tier = (typeof tiers)[number];

/** Tiers without any way to the Internet: their subnets carry a tag that says so, and the policy pack proves it. */
export const isolatedTiers: readonly Tier[] = ["axon-runtime"];
