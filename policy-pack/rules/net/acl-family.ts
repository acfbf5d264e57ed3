import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { type AclEntry, aclEntries, aclTypes } from "../../network/acl-entries";
import { subnetPlaces, subnetTypes } from "../../network/subnets";

/** Network ACLs of subnets without IPv6 have no IPv6 entries. */
export const aclFamily: StackRule = {
  id: "net/acl-family",
  title: "Network ACLs allow only address families that their subnets have",
  severity: "low",
  level: "advisory",
  onUndecided: "warn",
  needs: "stack",
  applies: [aclTypes.acl, aclTypes.entry, aclTypes.association, subnetTypes.subnet],
  why: "An allowance for a family that nobody uses opens a way on the day somebody turns the family on.",
  fix: "Remove the IPv6 entry until the subnets have IPv6 addresses.",
  decides:
    "Whether an ACL allows IPv6 blocks although none of its subnets, nor their VPC, has an IPv6 block.",
  cannotDecide: "VPCs of other stacks may have IPv6; their subnets are left out.",
  frameworks: { ...familyFrameworks.net, nist80053: ["CM-7", "SC-7"], cis: [] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "an IPv6 entry in a dual-stack VPC",
    fail: "allow tcp 443 from ::/0 in a VPC without IPv6",
  },
  check: (stack) => {
    const places = subnetPlaces(stack);
    return [...aclEntries(stack).byAcl].flatMap(([acl, entries]) => {
      const own = places.filter((place) => place.acl === acl);
      const isUnused = own.length > 0 && own.every(({ hasIpv6 }) => hasIpv6 === false);
      return isUnused ? entries.flatMap(judge) : [];
    });
  },
};

function judge({
  resource,
  path,
  allows,
  addresses,
  addressPath,
}: AclEntry): readonly StackObservation[] {
  // An IPv6 property holds an IPv6 block, whatever that is.
  if (!addressPath.endsWith("/ipv6CidrBlock") || allows === false) return [];
  if (allows === undefined || addresses.kind !== "known") {
    const message = "Unknown values decide whether it allows IPv6, which no subnet of the ACL has.";
    return [{ resource, verdict: "undecided", path, message }];
  }
  const message = `It allows ${addresses.text}, and no subnet of the ACL has IPv6.`;
  return [{ resource, verdict: "fail", path, message }];
}
