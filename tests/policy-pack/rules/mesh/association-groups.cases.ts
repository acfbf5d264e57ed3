import type { Properties } from "../../../../policy-pack/engine/value";
import { latticeTypes } from "../../../../policy-pack/mesh/lattice-types";
import { associationGroups } from "../../../../policy-pack/rules/mesh/association-groups";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const association = (properties: Properties) => [resource(latticeTypes.vpcAssociation, properties)];

export const associationGroupsCases = ruleCases(associationGroups, [
  {
    requirement: "POL-251",
    title: "a group whose id is unknown",
    resources: association({ securityGroupIds: [unknown] }),
    verdict: "pass",
  },
  {
    title: "a group beside an empty entry",
    resources: association({ securityGroupIds: ["", "sg-0123"] }),
    verdict: "pass",
  },
  {
    requirement: "POL-251",
    title: "no group",
    resources: association({ securityGroupIds: [] }),
    verdict: "fail",
    path: "/securityGroupIds",
    message: /has no security group/,
    fix: /admits the calling services/,
  },
  { title: "groups that are absent", resources: association({}), verdict: "fail" },
  {
    title: "an empty entry",
    resources: association({ securityGroupIds: [""] }),
    verdict: "fail",
  },
  {
    title: "a null entry",
    resources: association({ securityGroupIds: [null] }),
    verdict: "fail",
  },
  {
    title: "groups that are unknown as a whole",
    resources: association({ securityGroupIds: unknown }),
    verdict: "undecided",
    message: /an empty list would admit the whole VPC/,
  },
]);
