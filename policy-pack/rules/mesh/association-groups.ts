import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, listOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** A VPC joins a service network through security groups. */
export const associationGroups: ResourceRule = {
  id: "mesh/association-groups",
  title: "VPC associations of a service network have security groups",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation"],
  why: "Without a group every address of the VPC may send requests to the service network.",
  fix: "Set securityGroupIds to a group that admits the calling services.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.mesh,
  params: {},
  since: "0.1.0",
  examples: { pass: "securityGroupIds: [group.id]", fail: "securityGroupIds absent" },
  check: ({ properties }): readonly Observation[] => {
    const groups = properties["securityGroupIds"];
    const path = "/securityGroupIds";
    if (isUnknown(groups))
      return [{ verdict: "undecided", path, message: "Its groups are unknown." }];
    if (listOf(groups).length > 0) return [];
    return [{ verdict: "fail", path, message: "The association has no security group." }];
  },
};
