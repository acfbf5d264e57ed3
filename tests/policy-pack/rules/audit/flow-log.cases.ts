import type { Value } from "../../../../policy-pack/engine/value";
import { flowLog } from "../../../../policy-pack/rules/audit/flow-log";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const vpc = resource("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
const other = resource("aws:ec2/vpc:Vpc", { cidrBlock: "10.1.0.0/16" }, { name: "other" });
const log = (trafficType: Value, name = "flows", of = vpc) =>
  resource(
    "aws:ec2/flowLog:FlowLog",
    { vpcId: unknown, trafficType },
    { name, refersTo: { vpcId: of } },
  );

const logOf = (vpcId: Value, trafficType: Value, name = "flows") =>
  resource("aws:ec2/flowLog:FlowLog", { vpcId, trafficType }, { name });

export const flowLogCases = ruleCases(flowLog, [
  { requirement: "POL-331", title: "every flow", resources: [vpc, log("ALL")], verdict: "pass" },
  {
    requirement: "POL-331",
    title: "a VPC without flow log",
    resources: [vpc, other, log("ALL")],
    verdict: "fail",
    path: "",
    message: /No flow log of this stack records the VPC/,
    fix: /trafficType "ALL"/,
    count: 1,
  },
  {
    requirement: "POL-331",
    title: "rejected flows only",
    resources: [vpc, log("REJECT")],
    verdict: "fail",
    path: "/trafficType",
    message: /^Only REJECT flows/,
    fix: /^Set trafficType to "ALL"/,
  },
  {
    requirement: "POL-331",
    title: "accepted flows only",
    resources: [vpc, log("ACCEPT")],
    verdict: "fail",
  },
  {
    title: "accepted and rejected flows in two logs",
    resources: [vpc, log("ACCEPT"), log("REJECT", "more")],
    verdict: "pass",
  },
  {
    title: "an unknown type of traffic",
    resources: [vpc, log(unknown)],
    verdict: "undecided",
    path: "",
  },
  {
    title: "a flow log of an unknown VPC",
    resources: [vpc, resource("aws:ec2/flowLog:FlowLog", { vpcId: unknown, trafficType: "ALL" })],
    verdict: "undecided",
  },
  {
    title: "a flow log of a subnet only",
    resources: [
      vpc,
      resource("aws:ec2/flowLog:FlowLog", { subnetId: "subnet-1", trafficType: "ALL" }),
    ],
    verdict: "fail",
  },
  ...["REJECT", "ACCEPT"].map((type) => ({
    requirement: "POL-331",
    title: `${type} flows only of a VPC of another stack`,
    resources: [logOf("vpc-1", type)],
    verdict: "fail" as const,
    path: "/trafficType",
    message: new RegExp(`^Only ${type} flows are recorded`),
    fix: /^Set trafficType to "ALL"/,
    count: 1,
  })),
  {
    title: "every flow of a VPC of another stack",
    resources: [logOf("vpc-1", "ALL")],
    verdict: "pass",
  },
  {
    title: "accepted and rejected flows of a VPC of another stack",
    resources: [logOf("vpc-1", "ACCEPT"), logOf("vpc-1", "REJECT", "more")],
    verdict: "pass",
  },
  {
    title: "accepted and rejected flows of different VPCs of another stack",
    resources: [logOf("vpc-1", "ACCEPT"), logOf("vpc-2", "REJECT", "more")],
    verdict: "fail",
    count: 2,
  },
  {
    title: "some flows of a VPC of another stack, beside a VPC that is recorded",
    resources: [vpc, log("ALL"), logOf("vpc-1", "REJECT", "more")],
    verdict: "fail",
    path: "/trafficType",
    count: 1,
  },
  {
    title: "an unknown type of traffic of a VPC of another stack",
    resources: [logOf("vpc-1", unknown)],
    verdict: "undecided",
    path: "/trafficType",
  },
  {
    title: "some flows of a VPC of another stack, beside those of an unknown VPC",
    resources: [logOf("vpc-1", "ACCEPT"), logOf(unknown, "ALL", "more")],
    verdict: "undecided",
    count: 1,
  },
  {
    title: "rejected flows of an unknown VPC, and nothing else",
    resources: [logOf(unknown, "REJECT")],
    verdict: "fail",
    path: "/trafficType",
    count: 1,
  },
  { title: "every flow of an unknown VPC", resources: [logOf(unknown, "ALL")], verdict: "pass" },
  {
    title: "an unknown type of traffic of an unknown VPC",
    resources: [logOf(unknown, unknown)],
    verdict: "undecided",
    message: /^Only unknown flows/,
  },
  {
    title: "accepted and rejected flows of unknown VPCs",
    resources: [logOf(unknown, "ACCEPT"), logOf(unknown, "REJECT", "more")],
    verdict: "undecided",
    path: "/trafficType",
    count: 2,
  },
  {
    title: "rejected flows of a VPC, beside accepted ones of an unknown VPC",
    resources: [vpc, log("REJECT"), logOf(unknown, "ACCEPT", "more")],
    verdict: "undecided",
    path: "",
    count: 1,
  },
  {
    title: "rejected flows of an unknown VPC, beside a VPC that is recorded",
    resources: [vpc, log("ALL"), logOf(unknown, "REJECT", "more")],
    verdict: "undecided",
    path: "/trafficType",
    count: 1,
  },
  {
    title: "rejected flows of an unknown VPC, beside a VPC that is not recorded",
    resources: [vpc, logOf(unknown, "REJECT")],
    verdict: "undecided",
    path: "",
    count: 1,
  },
  {
    title: "some flows of a subnet, an interface and a transit gateway",
    resources: [
      resource("aws:ec2/flowLog:FlowLog", { subnetId: "subnet-1", trafficType: "REJECT" }),
      resource("aws:ec2/flowLog:FlowLog", { eniId: "eni-1", trafficType: "ACCEPT" }, { name: "b" }),
      resource("aws:ec2/flowLog:FlowLog", { transitGatewayId: "tgw-1" }, { name: "c" }),
    ],
    verdict: "pass",
  },
]);
