import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { aclTypes } from "../../network/acl-entries";
import { defaultAclOpenness } from "../../network/default-acl";
import { type Answer, type SubnetPlace, subnetPlaces, subnetTypes } from "../../network/subnets";

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
    const isOpen = defaultAclOpenness(stack);
    return subnetPlaces(stack).flatMap((place) => judge(place, isOpen(place)));
  },
};

function judge(
  { resource, usesDefaultAcl }: SubnetPlace,
  isOpen: Answer,
): readonly StackObservation[] {
  if (usesDefaultAcl === false || isOpen === false) return [];
  if (usesDefaultAcl === true && isOpen === true) {
    const message = "No ACL is associated with the subnet, and the default ACL of its VPC is open.";
    return [{ resource, verdict: "fail", path: "", message }];
  }
  const message = "Unknown values decide whether the subnet uses an open default ACL.";
  return [{ resource, verdict: "undecided", path: "/vpcId", message }];
}
