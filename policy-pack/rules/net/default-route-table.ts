import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, listOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** The default route table routes nowhere. */
export const defaultRouteTable: ResourceRule = {
  id: "net/default-route-table",
  title: "The default route table has no routes",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:ec2/defaultRouteTable:DefaultRouteTable"],
  why: "A subnet without a table of its own uses the default one, and would gain its routes unnoticed.",
  fix: "Declare the DefaultRouteTable with routes: [].",
  decides:
    "Whether the default route table, which is the main one of a new VPC, holds inline routes.",
  cannotDecide:
    "Routes of their own that belong to the table are judged by net/main-route-table, as is a table that is made the main one.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.1.0",
  examples: { pass: "routes: []", fail: 'routes: [{ cidrBlock: "0.0.0.0/0", … }]' },
  check: ({ properties }): readonly Observation[] => {
    const routes = properties["routes"];
    const path = "/routes";
    if (isUnknown(routes))
      return [{ verdict: "undecided", path, message: "Its routes are unknown." }];
    const count = listOf(routes).length;
    if (count === 0) return [];
    return [
      { verdict: "fail", path, message: `It has ${String(count)} route${count === 1 ? "" : "s"}.` },
    ];
  },
};
