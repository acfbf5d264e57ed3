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
]);
