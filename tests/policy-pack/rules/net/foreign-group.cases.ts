import { foreignGroup } from "../../../../policy-pack/rules/net/foreign-group";
import { egress, ingress, networkTypes } from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const configuration = { accounts: ["111122223333"] };
const peer = (referencedSecurityGroupId: string) => [ingress({ referencedSecurityGroupId })];
const group = resource(networkTypes.group, { name: "web" });

export const foreignGroupCases = ruleCases(foreignGroup, [
  {
    requirement: "POL-206",
    title: "a group of our own account",
    resources: peer("111122223333/sg-1"),
    configuration,
    verdict: "pass",
  },
  {
    requirement: "POL-206",
    title: "a group of another account",
    resources: peer("444455556666/sg-1"),
    configuration,
    verdict: "fail",
    path: "/referencedSecurityGroupId",
    message: /This|peer of this ingress rule is a group of account 444455556666/,
  },
  {
    title: "a group of another account in egress",
    resources: [egress({ referencedSecurityGroupId: "444455556666/sg-1" })],
    configuration,
    verdict: "fail",
    message: /egress/,
  },
  {
    title: "a group of another account in a list, at its place",
    resources: [
      resource(networkTypes.group, {
        ingress: [
          {
            protocol: "tcp",
            fromPort: 1,
            toPort: 1,
            securityGroups: ["sg-1", "444455556666/sg-2"],
          },
        ],
      }),
    ],
    configuration,
    verdict: "fail",
    path: "/ingress/0/securityGroups/1",
    count: 1,
  },
  { title: "a group without account", resources: peer("sg-1"), configuration, verdict: "pass" },
  {
    title: "a group of another account where no account is known",
    resources: peer("444455556666/sg-1"),
    verdict: "pass",
  },
  {
    title: "a group of the stack that is unknown yet",
    resources: [
      group,
      resource(
        networkTypes.ingress,
        { ipProtocol: "-1", referencedSecurityGroupId: unknown, securityGroupId: "sg-1" },
        { refersTo: { referencedSecurityGroupId: group } },
      ),
    ],
    configuration,
    verdict: "pass",
  },
  {
    title: "a block that is unknown, which is no group",
    resources: [ingress({ cidrIpv4: unknown })],
    configuration,
    verdict: "pass",
  },
  {
    requirement: "POL-206",
    title: "an unknown group of nobody in the stack",
    resources: peer(unknown),
    configuration,
    verdict: "undecided",
    path: "/referencedSecurityGroupId",
  },
]);
