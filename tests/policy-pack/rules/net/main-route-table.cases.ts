import type { Properties } from "../../../../policy-pack/engine/value";
import { mainRouteTable } from "../../../../policy-pack/rules/net/main-route-table";
import { networkTypes, vpc } from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const everywhere = { destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" };
const table = resource(networkTypes.table, { vpcId: unknown }, { refersTo: { vpcId: vpc } });
const inlineTable = (routes: readonly Properties[] | string) =>
  resource(networkTypes.table, { routes });
const route = (properties: Properties, of = vpc) =>
  resource(
    networkTypes.route,
    { routeTableId: unknown, ...properties },
    { refersTo: { routeTableId: of } },
  );
const adopted = resource(
  "aws:ec2/defaultRouteTable:DefaultRouteTable",
  { defaultRouteTableId: unknown },
  { refersTo: { defaultRouteTableId: vpc } },
);
const makesMain = (of = table) =>
  resource(
    "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
    { vpcId: unknown, routeTableId: unknown },
    { refersTo: { vpcId: vpc, routeTableId: of } },
  );

export const mainRouteTableCases = ruleCases(mainRouteTable, [
  { title: "a main table without routes", resources: [vpc], verdict: "pass" },
  {
    requirement: "POL-232",
    title: "an Internet route of the main table",
    resources: [vpc, route(everywhere)],
    verdict: "fail",
    path: "",
    message: /this route to public addresses/,
  },
  {
    requirement: "POL-232",
    title: "half of the Internet",
    resources: [vpc, route({ ...everywhere, destinationCidrBlock: "128.0.0.0/1" })],
    verdict: "fail",
  },
  {
    requirement: "POL-232",
    title: "an IPv6 Internet route",
    resources: [vpc, route({ destinationIpv6CidrBlock: "::/0" })],
    verdict: "fail",
  },
  {
    title: "a route to a private block",
    resources: [vpc, route({ destinationCidrBlock: "10.1.0.0/16" })],
    verdict: "pass",
  },
  {
    title: "a route to a prefix list",
    resources: [vpc, route({ destinationPrefixListId: "pl-63a5400a" })],
    verdict: "pass",
  },
  {
    title: "an Internet route of another table",
    resources: [vpc, table, route(everywhere, table)],
    verdict: "pass",
  },
  {
    requirement: "POL-232",
    title: "an Internet route of a table that is made the main one",
    resources: [vpc, table, makesMain(), route(everywhere, table)],
    verdict: "fail",
  },
  {
    title: "an inline Internet route of a table that is made the main one",
    resources: [
      vpc,
      inlineTable([{ cidrBlock: "10.0.0.0/8" }, { cidrBlock: "0.0.0.0/0" }]),
      makesMain(),
    ],
    verdict: "fail",
    path: "/routes/1",
  },
  {
    title: "an Internet route of the adopted default table",
    resources: [vpc, adopted, route(everywhere, adopted)],
    verdict: "fail",
  },
  {
    title: "an inline route of the adopted default table, which another rule reports",
    resources: [
      vpc,
      resource(
        "aws:ec2/defaultRouteTable:DefaultRouteTable",
        { defaultRouteTableId: unknown, routes: [{ cidrBlock: "0.0.0.0/0" }] },
        { refersTo: { defaultRouteTableId: vpc } },
      ),
    ],
    verdict: "pass",
  },
  {
    title: "a route of unknown destination",
    resources: [vpc, route({ destinationCidrBlock: unknown })],
    verdict: "undecided",
    path: "",
    message: /destination of this route/,
  },
  {
    title: "unknown routes of a table that is made the main one",
    resources: [vpc, inlineTable(unknown), makesMain()],
    verdict: "undecided",
    path: "/routes",
  },
]);
