import type { Value } from "../../../../policy-pack/engine/value";
import { defaultRouteTable } from "../../../../policy-pack/rules/net/default-route-table";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const table = (routes: Value) => [
  resource("aws:ec2/defaultRouteTable:DefaultRouteTable", { defaultRouteTableId: "rtb-1", routes }),
];

export const defaultRouteTableCases = ruleCases(defaultRouteTable, [
  { requirement: "POL-232", title: "no routes", resources: table([]), verdict: "pass" },
  {
    requirement: "POL-232",
    title: "an Internet route",
    resources: table([{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }]),
    verdict: "fail",
    path: "/routes",
    message: /It has 1 route\./,
  },
  {
    title: "two routes",
    resources: table([{ cidrBlock: "0.0.0.0/1" }, { cidrBlock: "128.0.0.0/1" }]),
    verdict: "fail",
    message: /2 routes\./,
  },
  { title: "unknown routes", resources: table(unknown), verdict: "undecided", path: "/routes" },
]);
