import ipaddr from "ipaddr.js";
import { type Tier, tiers } from "./tiers";

// Four tiers of eight zones are reserved whatever is in use, so that appending one moves nothing.
const tierBits = 2;
const zoneBits = 3;

/** AWS accepts subnets of /16 to /28 (VPC User Guide, "Subnet CIDR blocks"). */
export const smallestSubnetPrefix = 28;

/** The longest prefix a VPC may have so that every reserved subnet fits. */
export const longestVpcPrefix = smallestSubnetPrefix - tierBits - zoneBits;

/** A subnet of the plan. */
export interface SubnetPlan {
  /** Stable key, for example `private-us-east-1a`. */
  readonly key: string;
  /** Tier it belongs to. */
  readonly tier: Tier;
  /** Availability Zone name. */
  readonly zone: string;
  /** IPv4 block. */
  readonly cidr: string;
}

/** What is cut into subnets. */
export interface AddressSpace {
  /** The VPC's IPv4 block. */
  readonly cidr: string;
  /** Availability Zones in order. */
  readonly zones: readonly string[];
}

/** Cuts the block into one subnet per tier and zone. */
export function allocateSubnets({ cidr, zones }: AddressSpace): readonly SubnetPlan[] {
  return tiers.flatMap((tier, tierIndex) =>
    zones.map((zone, zoneIndex) => ({
      key: `${tier}-${zone}`,
      tier,
      zone,
      cidr: cut(cidr, tierBits + zoneBits, tierIndex * 2 ** zoneBits + zoneIndex),
    })),
  );
}

/** The block that holds every subnet of a tier, present and future. */
export function tierCidr(cidr: string, tier: Tier): string {
  return cut(cidr, tierBits, tiers.indexOf(tier));
}

/** The `index`-th of the `2 ** bits` equal parts of a block. */
export function cut(cidr: string, bits: number, index: number): string {
  const [address, prefix] = ipaddr.IPv4.parseCIDR(cidr);
  const length = prefix + bits;
  const start = toNumber(address) + index * 2 ** (32 - length);
  return `${toText(start)}/${String(length)}`;
}

/** Whether two blocks share an address. */
export function overlaps(left: string, right: string): boolean {
  const [leftAddress, leftPrefix] = ipaddr.IPv4.parseCIDR(left);
  const [rightAddress, rightPrefix] = ipaddr.IPv4.parseCIDR(right);
  const shorter = Math.min(leftPrefix, rightPrefix);
  return leftAddress.match(rightAddress, shorter);
}

/** Whether a block holds every address of another. */
export function contains(outer: string, inner: string): boolean {
  const [, outerPrefix] = ipaddr.IPv4.parseCIDR(outer);
  const [, innerPrefix] = ipaddr.IPv4.parseCIDR(inner);
  return innerPrefix >= outerPrefix && overlaps(outer, inner);
}

const toNumber = (address: ipaddr.IPv4): number =>
  address.octets.reduce((sum, octet) => sum * 256 + octet, 0);

const toText = (value: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
