import { differenceOf, type Traffic } from "../network/boxes";
import { type Bounds, either, mapped, verdictOf } from "./bounds";
import { directPath } from "./direct";
import { declaredBetween } from "./edge-traffic";
import type { Hop } from "./hops";
import type { ReachModel } from "./model";
import type { Placement, ServiceNode } from "./placements";

/** What one service can open to another over the plain network. */
export interface ServicePath {
  /** Service that opens the connection. */
  readonly from: ServiceNode;
  /** Service that is called. */
  readonly to: ServiceNode;
  /** Packets by port of the side that is called. */
  readonly traffic: Bounds;
  /** What they pass. */
  readonly hops: readonly Hop[];
  /** Packets that edges declare. */
  readonly declared: Traffic;
}

const cache = new WeakMap<ReachModel, readonly ServicePath[]>();

/** Every way between two services over the plain network. */
export function servicePaths(model: ReachModel): readonly ServicePath[] {
  const found = cache.get(model) ?? compute(model);
  cache.set(model, found);
  return found;
}

function compute(model: ReachModel): readonly ServicePath[] {
  const { services } = model.nodes;
  // Resources with the same groups and subnets are one class: one path stands for all pairs.
  const classes = new Map(services.map((each) => [each.service, classesOf(each.places)]));
  const declared = declaredBetween(model.declared.edges);
  return services.flatMap((from) =>
    services.flatMap((to) => {
      if (from === to) return [];
      const paths = (classes.get(from.service) ?? []).flatMap((start) =>
        (classes.get(to.service) ?? []).map((end) => directPath(model, start, end)),
      );
      const open = paths.filter(({ traffic }) => verdictOf(traffic) !== "closed");
      if (open.length === 0) return [];
      return [
        {
          from,
          to,
          traffic: either(...open.map(({ traffic }) => traffic)),
          hops: open.flatMap(({ hops }) => hops),
          declared: declared(from.service, to.service),
        },
      ];
    }),
  );
}

/** Placements, each kind once. */
export function classesOf(places: readonly Placement[]): readonly Placement[] {
  const key = ({ groups, hasUnknown, isGuarded, subnets, hasUnknownSubnets }: Placement) =>
    JSON.stringify([
      groups,
      hasUnknown,
      isGuarded,
      subnets.map(({ resource }) => resource.urn),
      hasUnknownSubnets,
    ]);
  return [...new Map(places.map((place) => [key(place), place])).values()];
}

/** The packets of a path that no edge declares. */
export function undeclared({ traffic, declared }: ServicePath): Bounds {
  if (declared.length === 0) return traffic;
  return mapped(traffic, (packets) => differenceOf(packets, declared));
}
