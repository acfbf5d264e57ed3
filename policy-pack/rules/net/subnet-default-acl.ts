import type { JudgedStack, StackObservation, StackRule } from "../../engine/rule";
import { isUnknown } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { aclTypes, inlineEntries } from "../../network/acl-entries";
import { evaluateAcl } from "../../network/acl-evaluation";
import { defaultAclKind, defaultsOf } from "../../network/defaults";
import { type SubnetPlace, subnetPlaces, subnetTypes } from "../../network/subnets";

/** A subnet without an ACL of its own is as open as the default ACL of its VPC. */
export const subnetDefaultAcl: StackRule = {
  id: "net/subnet-default-acl",
  title: "Subnets do not rely on an open default network ACL",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [subnetTypes.subnet, aclTypes.acl, aclTypes.defaultAcl, aclTypes.association],
  why: "A subnet that no ACL is associated with uses the default one, which allows everything unless somebody empties it.",
  fix: "Associate the subnet with a NetworkAcl of its own.",
  decides:
    "Whether a subnet of a VPC in the stack has no ACL by association or by subnetIds, and the default ACL lets anything through.",
  cannotDecide: "Subnets of VPCs of other stacks, whose default ACL is not seen.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a subnet with a NetworkAclAssociation",
    fail: "a subnet without one, in a VPC whose default ACL nobody adopts",
  },
  check: (stack) => {
    const { adopterOf } = defaultsOf(stack, defaultAclKind);
    return subnetPlaces(stack).flatMap((place) => judge(place, openness(adopterOf, place)));
  },
};

type Openness = "open" | "closed" | "unknown";

function openness(
  adopterOf: (
    vpc: JudgedStack["resources"][number],
  ) => JudgedStack["resources"][number] | undefined,
  { vpc }: SubnetPlace,
): Openness {
  if (vpc === undefined) return "closed";
  const adopter = adopterOf(vpc);
  // AWS's own default ACL allows everything.
  if (adopter === undefined) return "open";
  const traffic = [false, true].map((egress) => evaluateAcl(inlineEntries(adopter), egress));
  if (traffic.some(({ certain }) => certain.length > 0)) return "open";
  return traffic.some(({ possible }) => possible.length > 0) ? "unknown" : "closed";
}

function judge(
  { resource, usesDefaultAcl, vpc }: SubnetPlace,
  acl: Openness,
): readonly StackObservation[] {
  const isVpcUnknown = vpc === undefined && isUnknown(resource.properties["vpcId"]);
  if (usesDefaultAcl === false || (acl === "closed" && !isVpcUnknown)) return [];
  if (usesDefaultAcl === true && acl === "open") {
    const message = "No ACL is associated with the subnet, and the default ACL of its VPC is open.";
    return [{ resource, verdict: "fail", path: "", message }];
  }
  const message = "Unknown values decide whether the subnet uses an open default ACL.";
  return [{ resource, verdict: "undecided", path: "/vpcId", message }];
}
