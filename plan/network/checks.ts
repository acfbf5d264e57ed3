import ipaddr from "ipaddr.js";
import type { ConfigIssue } from "../../config/issues";
import type { Config } from "../../config/resolve";
import { contains, longestVpcPrefix, overlaps } from "./address-plan";

type NetworkConfig = Config["network"];

/** Private ranges a VPC should use: RFC 1918 and RFC 6598. */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/** Ranges inside those that AWS services claim (VPC User Guide, "VPC CIDR blocks"). */
const claimedRanges = ["172.17.0.0/16"];

/** Checks the address plan: the block can be a VPC, every subnet fits, zones belong to the Region. */
export function checkAddressPlan(
  { network }: Pick<Config, "network">,
  { region }: { readonly region: string },
): readonly ConfigIssue[] {
  return [...checkBlock(network), ...checkReserved(network), ...checkZones(network, region)];
}

function checkBlock({ cidr }: NetworkConfig): readonly ConfigIssue[] {
  const issue = (code: string, problem: string, remedy: Remedy): readonly ConfigIssue[] => [
    { code, path: "network.cidr", problem, given: cidr, ...remedy },
  ];
  if (!ipaddr.IPv4.isValidCIDR(cidr)) {
    const allowed = "address/prefix, for example 10.20.0.0/16";
    return issue("NET001", "not an IPv4 block", { allowed, fix: "correct the block" });
  }
  const network = `${ipaddr.IPv4.networkAddressFromCIDR(cidr).toString()}/${cidr.split("/")[1] ?? ""}`;
  if (network !== cidr) {
    const fix = `write ${network}`;
    return issue("NET002", "bits are set after the prefix", { allowed: network, fix });
  }
  if (!privateRanges.some((range) => contains(range, cidr))) {
    const allowed = privateRanges.join(", ");
    return issue("NET002", "not in a private range", {
      allowed,
      fix: "choose a block of a private range",
    });
  }
  const prefix = Number(cidr.split("/")[1]);
  const allowed = `/16 to /${String(longestVpcPrefix)}`;
  if (prefix < 16) {
    return issue("NET003", "larger than a VPC may be", { allowed, fix: "use /16" });
  }
  if (prefix > longestVpcPrefix) {
    const fix = `use /${String(longestVpcPrefix)} or larger`;
    return issue("NET003", "too small for four tiers in eight zones of at least /28", {
      allowed,
      fix,
    });
  }
  return [];
}

type Remedy = Pick<ConfigIssue, "allowed" | "fix">;

function checkReserved({ cidr, reservedCidrs }: NetworkConfig): readonly ConfigIssue[] {
  if (!ipaddr.IPv4.isValidCIDR(cidr)) return [];
  const malformed = reservedCidrs.flatMap((range, index) =>
    ipaddr.IPv4.isValidCIDR(range) ? [] : [malformedReserved(range, index)],
  );
  const valid = reservedCidrs.filter((range) => ipaddr.IPv4.isValidCIDR(range));
  const overlapping = [...claimedRanges, ...valid].filter((range) => overlaps(range, cidr));
  return [
    ...malformed,
    ...overlapping.map((range) => ({
      code: "NET006",
      path: "network.cidr",
      problem: `overlaps ${range}, which is in use elsewhere`,
      given: cidr,
      allowed: "a block that overlaps nothing reserved",
      fix: "choose another block, or remove the range from network.reservedCidrs",
    })),
  ];
}

const malformedReserved = (range: string, index: number): ConfigIssue => ({
  code: "NET001",
  path: `network.reservedCidrs.${String(index)}`,
  problem: "not an IPv4 block",
  given: range,
  allowed: "address/prefix, for example 10.30.0.0/16",
  fix: "correct the block",
});

function checkZones({ zones }: NetworkConfig, region: string): readonly ConfigIssue[] {
  return zones.flatMap((zone, index) => {
    const path = `network.zones.${String(index)}`;
    if (zones.indexOf(zone) < index) {
      return [
        {
          code: "NET005",
          path,
          problem: "zone named twice",
          given: zone,
          fix: "name each zone once",
        },
      ];
    }
    if (zone.slice(0, -1) === region) return [];
    const allowed = `${region}a, ${region}b, …`;
    const fix = "use zones of aws:region, or change aws:region";
    return [{ code: "NET004", path, problem: "zone of another Region", given: zone, allowed, fix }];
  });
}
