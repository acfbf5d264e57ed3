import type { ResourceRule } from "../../engine/rule";
import { isUnknown, listOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { latticeTypes } from "../../mesh/lattice-types";

/** A VPC joins a service network through security groups. */
export const associationGroups: ResourceRule = {
  id: "mesh/association-groups",
  title: "VPC associations of a service network have security groups",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [latticeTypes.vpcAssociation],
  why: "Without a group every address of the VPC may send requests to the service network.",
  fix: "Set securityGroupIds to a group that admits the calling services.",
  decides: "Whether a VPC association names at least one security group.",
  cannotDecide: "What the groups admit is a matter of the net and reach rules.",
  frameworks: { ...familyFrameworks.mesh, nist80053: ["AC-4", "SC-7", "SC-7(5)"] },
  params: {},
  since: "0.1.0",
  examples: { pass: "securityGroupIds: [group.id]", fail: "securityGroupIds absent" },
  check: ({ properties }) => {
    const groups = properties["securityGroupIds"];
    const path = "/securityGroupIds";
    if (isUnknown(groups)) {
      const message = "Its groups are unknown: an empty list would admit the whole VPC.";
      return [{ verdict: "undecided", path, message }];
    }
    if (listOf(groups).some((group) => group !== null && group !== "")) return [];
    return [{ verdict: "fail", path, message: "The association has no security group." }];
  },
};
