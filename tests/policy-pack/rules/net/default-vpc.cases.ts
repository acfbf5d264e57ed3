import { defaultVpc } from "../../../../policy-pack/rules/net/default-vpc";
import { vpc } from "../../../support/policy-pack/network-resources";
import { resource } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

export const defaultVpcCases = ruleCases(defaultVpc, [
  { title: "a VPC of the program's own", resources: [vpc], verdict: "pass" },
  {
    requirement: "POL-232",
    title: "the default VPC",
    resources: [resource("aws:ec2/defaultVpc:DefaultVpc", {})],
    verdict: "fail",
    path: "",
    message: /adopts the default VPC/,
  },
  {
    requirement: "POL-232",
    title: "a default subnet",
    resources: [
      resource("aws:ec2/defaultSubnet:DefaultSubnet", { availabilityZone: "us-east-1a" }),
    ],
    verdict: "fail",
    message: /adopts the default subnet/,
  },
]);
