import type { StackObservation, StackResource, StackRule } from "../../engine/rule";
import { textsParam } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { differenceOf } from "../../network/boxes";
import { verdictOf } from "../../reach/bounds";
import { dataStoreTypes } from "../../reach/data-stores";
import { describeTraffic } from "../../reach/describe";
import { declaredOutward } from "../../reach/edge-traffic";
import { evidenceOf, trail } from "../../reach/hops";
import {
  type InternetPath,
  pathsToInternet,
  subnetToInternet,
  trafficOfPaths,
} from "../../reach/internet";
import { type Isolation, isolationOf } from "../../reach/isolated-subnets";
import { type ReachModel, reachModel } from "../../reach/model";
import { pathTypes } from "../../reach/path-types";
import type { NetworkNode } from "../../reach/placements";
import type { Subnet } from "../../reach/subnets";

/** Isolated subnets and data stores have no way to the Internet. */
export const toInternet: StackRule = {
  id: "reach/to-internet",
  title: "No path to the Internet from isolated subnets and data stores",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...dataStoreTypes, ...pathTypes],
  why: "What can send to the Internet can send data there; isolation that a route undoes is none.",
  fix: "Remove the route, or the rules of network ACL or group that let packets out.",
  decides:
    "Whether routes and network ACLs let packets from a subnet that a tag calls isolated reach the Internet, and whether routes, ACLs and groups let a data store do so; IPv4 and IPv6 apart.",
  cannotDecide:
    "A subnet is isolated by a tag whose value is one of `isolatedTags`; a transit gateway of another stack is taken to lead where its route says.",
  frameworks: familyFrameworks.reach,
  params: {
    isolatedTags: {
      type: "array",
      description: "Tag values, in any letter case, that call a subnet isolated.",
      default: ["isolated"],
    },
  },
  since: "0.2.0",
  examples: {
    pass: "a subnet with tag Tier: isolated, whose table has no route but to its VPC",
    fail: "a subnet with tag Tier: isolated and a default route to a NAT gateway",
  },
  check: (stack, context) => {
    const model = reachModel(stack, context);
    const names = textsParam(context, "isolatedTags").map((name) => name.toLowerCase());
    const subnets = [...model.subnets.values()];
    const tags = new Map(subnets.map(({ resource }) => [resource, isolationOf(resource, names)]));
    return [
      ...subnets.flatMap((subnet) => judgeSubnet(model, subnet, tags.get(subnet.resource))),
      ...model.nodes.resources
        .filter(({ resource }) => dataStoreTypes.has(resource.type))
        // What stands in an isolated subnet is reported with the subnet.
        .filter(
          ({ subnets: own, hasUnknownSubnets }) =>
            hasUnknownSubnets || !own.every(({ resource }) => tags.get(resource)?.answer === "yes"),
        )
        .flatMap((node) => judgeStore(model, node)),
    ];
  },
};

function judgeSubnet(model: ReachModel, subnet: Subnet, isolation: Isolation | undefined) {
  const { resource } = subnet;
  if (isolation === undefined || isolation.answer === "no") return [];
  const found = observe({ resource, paths: subnetToInternet(model, subnet) });
  if (isolation.answer === "yes") return found;
  return found.map(
    (observation): StackObservation => ({
      ...observation,
      verdict: "undecided",
      path: isolation.path,
      message: `Whether a tag calls the subnet isolated is unknown. ${observation.message}`,
    }),
  );
}

function judgeStore(model: ReachModel, node: NetworkNode) {
  const paths = pathsToInternet(model, node).map((path) => {
    const edges = declaredOutward(model.declared.edges, node.owners);
    return {
      ...path,
      traffic: {
        certain: differenceOf(path.traffic.certain, edges),
        possible: differenceOf(path.traffic.possible, edges),
      },
    };
  });
  return observe({ resource: node.resource, paths });
}

interface Judged {
  readonly resource: StackResource;
  readonly paths: readonly InternetPath[];
}

function observe({ resource, paths }: Judged): readonly StackObservation[] {
  return ([4, 6] as const).flatMap((family) => {
    const own = paths.filter((path) => path.family === family);
    const traffic = trafficOfPaths(own);
    const verdict = verdictOf(traffic);
    if (verdict === "closed") return [];
    const hops = own.flatMap((path) => path.hops);
    const isOpen = verdict === "open";
    const packets = describeTraffic(isOpen ? traffic.certain : traffic.possible);
    return [
      {
        resource,
        verdict: isOpen ? "fail" : "undecided",
        path: "",
        message: `The Internet ${isOpen ? "can" : "may"} be reached by ${packets} over IPv${family}: ${trail(hops)}.`,
        value: `IPv${family} ${packets}`,
        evidence: evidenceOf(hops),
      },
    ];
  });
}
