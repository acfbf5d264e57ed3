import { differenceOf, type Traffic } from "../network/boxes";
import { verdictOf } from "./bounds";
import { declaredInward } from "./edge-traffic";
import type { Hop } from "./hops";
import { pathsFromInternet, trafficOfPaths } from "./internet";
import type { ReachModel } from "./model";
import type { NetworkNode } from "./placements";

/** What the Internet can connect to, in one address family. */
export interface Exposure {
  /** The resource. */
  readonly node: NetworkNode;
  /** Address family. */
  readonly family: 4 | 6;
  /** Packets that no edge declares; all packets when every one is declared. */
  readonly traffic: Traffic;
  /** What they pass. */
  readonly hops: readonly Hop[];
  /** Whether the path is open, may be open, or is a public edge. */
  readonly verdict: "open" | "undecided" | "declared";
}

const cache = new WeakMap<ReachModel, readonly Exposure[]>();

/** Everything the Internet can connect to, or may be able to. */
export function exposures(model: ReachModel): readonly Exposure[] {
  const found =
    cache.get(model) ?? model.nodes.resources.flatMap((node) => exposureOf(model, node));
  cache.set(model, found);
  return found;
}

function exposureOf(model: ReachModel, node: NetworkNode): readonly Exposure[] {
  const paths = pathsFromInternet(model, node);
  return ([4, 6] as const).flatMap((family): readonly Exposure[] => {
    const own = paths.filter((path) => path.family === family);
    const all = trafficOfPaths(own);
    if (all.possible.length === 0) return [];
    const declared = declaredInward(model.declared.edges, node.owners);
    const rest = {
      certain: differenceOf(all.certain, declared),
      possible: differenceOf(all.possible, declared),
    };
    const verdict = verdictOf(rest);
    const common = { node, family, hops: own.flatMap(({ hops }) => hops) };
    if (verdict === "closed") return [{ ...common, traffic: all.possible, verdict: "declared" }];
    const traffic = verdict === "open" ? rest.certain : rest.possible;
    return [{ ...common, traffic, verdict }];
  });
}
