import { allTraffic, everyPort, everyProtocol, type Traffic } from "../network/boxes";
import { allAddresses, intersect } from "../network/intervals";
import { type Bounds, both, exactly, nothing, verdictOf } from "./bounds";
import { anything } from "./filters";
import { type Hop, hop } from "./hops";
import type { ReachModel } from "./model";
import { type Route, widestDestinations } from "./routes";
import type { Subnet } from "./subnets";

/** What routes carry between two subnets, in both directions. */
export interface Link {
  /** Packets; addresses say nothing here. */
  readonly traffic: Bounds;
  /** Routes on the way. */
  readonly hops: readonly Hop[];
}

/** What routes carry between two subnets: everything inside a VPC, and what peers route to each other. */
export function connected(model: ReachModel, start: Subnet, end: Subnet): Link {
  if (start.vpc === undefined || end.vpc === undefined) return { traffic: anything, hops: [] };
  // The local route of a VPC cannot be removed.
  if (start.vpc === end.vpc) return { traffic: exactly(allTraffic), hops: [] };
  const there = routed(model, start, end);
  if (verdictOf(there.traffic) === "closed") return { traffic: nothing, hops: [] };
  const back = routed(model, end, start);
  const traffic = both(there.traffic, back.traffic);
  return { traffic, hops: [...there.hops, ...back.hops] };
}

// Kinds of target that lead to another VPC.
const between: ReadonlySet<string> = new Set([
  "peering",
  "transit-gateway",
  "outside",
  "interface",
]);

function routed({ routing }: ReachModel, start: Subnet, end: Subnet): Link {
  if (start.table === undefined || !routing.isOwn(start.table))
    return { traffic: anything, hops: [] };
  const routes = routing
    .routesOf(start.table)
    .filter(({ target }) => between.has(target.kind) || target.kind === "unknown")
    .map((route) => ({ route, traffic: carried(route, end) }))
    .filter(({ traffic }) => verdictOf(traffic) !== "closed");
  return {
    traffic: {
      certain: routes.flatMap(({ traffic }) => traffic.certain),
      possible: routes.flatMap(({ traffic }) => traffic.possible),
    },
    hops: routes.flatMap(({ route }) => [
      hop(route.resource, route.path),
      ...("resource" in route.target && route.target.resource ? [hop(route.target.resource)] : []),
    ]),
  };
}

function carried(route: Route, end: Subnet): Bounds {
  const families = ([4, 6] as const).map((family) => {
    const place = end.blocks[family];
    const own = widestDestinations(route).filter((block) => block.family === family);
    const hits = place === undefined ? own.length > 0 : intersect(place, own).length > 0;
    const packets: Traffic = hits
      ? [{ family, addresses: allAddresses[family], protocols: everyProtocol, ports: everyPort }]
      : [];
    const isKnown =
      route.isComplete &&
      place !== undefined &&
      ["peering", "transit-gateway"].includes(route.target.kind);
    return { certain: isKnown ? packets : [], possible: packets };
  });
  return {
    certain: families.flatMap(({ certain }) => certain),
    possible: families.flatMap(({ possible }) => possible),
  };
}
