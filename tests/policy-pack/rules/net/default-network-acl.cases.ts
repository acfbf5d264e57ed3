import type { Properties } from "../../../../policy-pack/engine/value";
import { defaultNetworkAcl } from "../../../../policy-pack/rules/net/default-network-acl";
import { networkTypes, vpc } from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const adopted = (properties: Properties) => [
  vpc,
  resource(
    networkTypes.defaultAcl,
    { defaultNetworkAclId: unknown, ...properties },
    { refersTo: { defaultNetworkAclId: vpc } },
  ),
];
const deployed = resource(networkTypes.vpc, {}, { outputs: { defaultNetworkAclId: "acl-1" } });

export const defaultNetworkAclCases = ruleCases(defaultNetworkAcl, [
  {
    requirement: "POL-230",
    title: "an adopted, empty ACL",
    resources: adopted({ ingress: [], egress: [] }),
    verdict: "pass",
  },
  {
    requirement: "POL-230",
    title: "an ACL that is adopted by its id",
    resources: [deployed, resource(networkTypes.defaultAcl, { defaultNetworkAclId: "acl-1" })],
    verdict: "pass",
  },
  {
    title: "an adopted ACL that denies",
    resources: adopted({ ingress: [{ action: "deny" }] }),
    verdict: "pass",
  },
  {
    title: "an adopted ACL that denies, in capitals",
    resources: adopted({ ingress: [{ action: "DENY" }] }),
    verdict: "pass",
  },
  {
    requirement: "POL-230",
    title: "a VPC whose ACL is not adopted",
    resources: [vpc],
    verdict: "fail",
    path: "",
    message: /allows everything/,
  },
  {
    title: "an adopted ACL that allows",
    resources: adopted({ egress: [{ action: "allow" }] }),
    verdict: "fail",
    path: "/egress/0",
    message: /egress entry/,
  },
  {
    title: "an adopted ACL whose second entry allows",
    resources: adopted({ ingress: [{ action: "deny" }, { action: "allow" }] }),
    verdict: "fail",
    path: "/ingress/1",
  },
  {
    title: "an entry of unknown action",
    resources: adopted({ ingress: [{ action: unknown }] }),
    verdict: "undecided",
    path: "/ingress/0",
  },
  {
    title: "an unknown entry",
    resources: adopted({ ingress: [unknown] }),
    verdict: "undecided",
    path: "/ingress/0",
  },
  {
    title: "unknown entries",
    resources: adopted({ ingress: unknown }),
    verdict: "undecided",
    path: "/ingress",
  },
]);
