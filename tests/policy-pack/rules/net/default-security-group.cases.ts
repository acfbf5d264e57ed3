import type { Properties } from "../../../../policy-pack/engine/value";
import { defaultSecurityGroup } from "../../../../policy-pack/rules/net/default-security-group";
import { networkTypes, vpc } from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const adopted = (properties: Properties) => [
  vpc,
  resource(
    networkTypes.defaultGroup,
    { vpcId: unknown, ...properties },
    { refersTo: { vpcId: vpc } },
  ),
];
const other = resource(networkTypes.vpc, {}, { name: "other" });

export const defaultSecurityGroupCases = ruleCases(defaultSecurityGroup, [
  {
    requirement: "POL-230",
    title: "an adopted, empty group",
    resources: adopted({ ingress: [], egress: [] }),
    verdict: "pass",
  },
  { title: "an adopted group that says nothing of rules", resources: adopted({}), verdict: "pass" },
  {
    requirement: "POL-230",
    title: "a group that is adopted by the VPC's id",
    resources: [
      resource(networkTypes.vpc, { id: "vpc-1" }),
      resource(networkTypes.defaultGroup, { vpcId: "vpc-1" }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-230",
    title: "a VPC whose group is not adopted",
    resources: [vpc],
    verdict: "fail",
    path: "",
    message: /is not adopted/,
  },
  {
    title: "the second of two VPCs",
    resources: [...adopted({}), other],
    verdict: "fail",
    count: 1,
  },
  {
    title: "an adopted group with a rule",
    resources: adopted({ ingress: [{ protocol: "-1", self: true }] }),
    verdict: "fail",
    path: "/ingress",
    message: /It has 1 ingress rule\./,
  },
  {
    title: "an adopted group with two egress rules",
    resources: adopted({
      egress: [
        { protocol: "-1", self: true },
        { protocol: "6", self: true },
      ],
    }),
    verdict: "fail",
    path: "/egress",
    message: /2 egress rules\./,
  },
  {
    title: "an adopted group with unknown rules",
    resources: adopted({ ingress: unknown }),
    verdict: "undecided",
    path: "/ingress",
  },
  {
    title: "an adopted group with unknown egress rules",
    resources: adopted({ egress: unknown }),
    verdict: "undecided",
    path: "/egress",
  },
  {
    title: "a group that is adopted for an unknown VPC",
    resources: [vpc, resource(networkTypes.defaultGroup, { vpcId: unknown })],
    verdict: "undecided",
  },
]);
