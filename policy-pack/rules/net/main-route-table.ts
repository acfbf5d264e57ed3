import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import {
  isPublicRoute,
  mainTables,
  type Route,
  routesByTable,
  subnetTypes,
} from "../../network/subnets";

const { vpc, route, table, defaultTable, mainAssociation } = subnetTypes;

/** The main route table of a VPC leads nowhere public. */
export const mainRouteTable: StackRule = {
  id: "net/main-route-table",
  title: "The main route table has no route to the Internet",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [vpc, route, table, mainAssociation],
  why: "A subnet without a table of its own uses the main one, and would reach the Internet unnoticed.",
  fix: "Put the route into a table of its own, and associate the subnets that need it.",
  decides:
    "Whether the main table of a VPC in the stack, its own or one that is made so, has a route to public addresses, inline or separate.",
  cannotDecide:
    "Routes to prefix lists are taken as routes to AWS's services or to peers. Inline routes of an adopted default table are judged by net/default-route-table.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a route of a RouteTable with associations",
    fail: "a Route to 0.0.0.0/0 with routeTableId: vpc.mainRouteTableId",
  },
  check: (stack) => {
    const mainOf = mainTables(stack);
    const routes = routesByTable(stack);
    return stack
      .ofType(vpc)
      .flatMap((home) => routes.get(mainOf(home)?.urn ?? home.urn) ?? [])
      .filter(({ resource }) => resource.type !== defaultTable)
      .flatMap(judge);
  },
};

function judge(each: Route): readonly StackObservation[] {
  const { resource, path } = each;
  const isPublic = isPublicRoute(each);
  if (isPublic === false) return [];
  return isPublic === true
    ? [
        {
          resource,
          verdict: "fail",
          path,
          message: "The main route table of the VPC has this route to public addresses.",
        },
      ]
    : [
        {
          resource,
          verdict: "undecided",
          path,
          message:
            "The destination of this route of the main table is unknown, and a public one would fail.",
        },
      ];
}
