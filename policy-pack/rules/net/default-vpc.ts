import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

/** The default VPC and its subnets are not used. */
export const defaultVpc: ResourceRule = {
  id: "net/default-vpc",
  title: "The default VPC is not used",
  severity: "high",
  level: "mandatory",
  onUndecided: "warn",
  needs: "resource",
  applies: ["aws:ec2/defaultVpc:DefaultVpc", "aws:ec2/defaultSubnet:DefaultSubnet"],
  why: "Every subnet of the default VPC is public: it has a route to the Internet and gives out public addresses.",
  fix: "Declare a Vpc with subnets of its own.",
  decides: "Whether the program adopts the default VPC or a default subnet of a Region.",
  cannotDecide: "Whether the account still has default VPCs that no program adopts.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.2.0",
  examples: { pass: "a Vpc and a Subnet", fail: "a DefaultVpc" },
  check: ({ type }) => {
    const noun = type.includes("defaultVpc") ? "default VPC" : "default subnet of a zone";
    return [{ verdict: "fail", path: "", message: `It adopts the ${noun}.` }];
  },
};
