import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { memberTypes } from "../../network/member-types";
import { describeTraffic } from "../../reach/describe";
import { type Exposure, exposures } from "../../reach/exposure";
import { evidenceOf, trail } from "../../reach/hops";
import { reachModel } from "../../reach/model";
import { pathTypes } from "../../reach/path-types";

/** Nothing is reachable from the Internet but by a public edge that a component declares. */
export const fromInternet: StackRule = {
  id: "reach/from-internet",
  title: "No path from the Internet that is not a declared public edge",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...Object.keys(memberTypes), ...pathTypes],
  why: "What the Internet can connect to is probed within minutes, and every fault in it is then everybody's.",
  fix: "Remove one hop of the path: the public address, the route, or the rule of the group; or declare a public edge.",
  decides:
    "Whether the Internet can connect to a resource: by public address, route, network ACL in both directions and security groups, for IPv4 and IPv6 apart.",
  cannotDecide:
    "Resources that another stack or a scaling group starts are not seen; what a firewall or an appliance on the way lets through is not known.",
  frameworks: familyFrameworks.reach,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "an instance without public address behind a NAT gateway",
    fail: "an instance with a public address, a route to an Internet gateway and a group open on port 22",
  },
  check: (stack, context) =>
    exposures(reachModel(stack, context))
      .filter(({ verdict }) => verdict !== "declared")
      .map(observe),
};

function observe({ node, traffic, hops, verdict, family }: Exposure): StackObservation {
  const what = `${describeTraffic(traffic)} over IPv${family}`;
  const isOpen = verdict === "open";
  return {
    resource: node.resource,
    verdict: isOpen ? "fail" : "undecided",
    path: "",
    message: isOpen
      ? `The Internet can connect by ${what}: ${trail(hops)}.`
      : `The Internet may be able to connect by ${what}, where a hop is unknown: ${trail(hops)}.`,
    value: `IPv${family} ${describeTraffic(traffic)}`,
    evidence: evidenceOf(hops),
  };
}
