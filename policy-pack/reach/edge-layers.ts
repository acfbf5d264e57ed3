import type { DeclaredEdge, EdgeEnd } from "../engine/contract";
import { type Box, contains, type NumberRange, type Traffic } from "../network/boxes";
import { allAddresses, type Block, parseBlock } from "../network/intervals";
import { boxesOf, protocolNumbers, type Selected } from "../network/protocols";
import type { Bounds } from "./bounds";
import { betweenSubnets, side } from "./direct";
import { blockOfEnd, selectedBy } from "./edge-traffic";
import { type AclFilter, addressTraffic } from "./filters";
import type { ReachModel } from "./model";
import type { Placement } from "./placements";
import { classesOf } from "./service-paths";
import type { Subnet } from "./subnets";

/** A layer that an edge names and that is not open. */
export interface Shortfall {
  /** What is missing, in words. */
  readonly text: string;
  /** Whether it may be there, where something is unknown. */
  readonly isUndecided: boolean;
}

/** Ports from which Linux and Fargate clients connect (VPC User Guide, "Ephemeral ports"). */
export const linuxClient: NumberRange = { from: 32768, to: 60999 };

/** Ports from which VPC Lattice connects (VPC Lattice User Guide, "Network ACLs"). */
export const managedClient: NumberRange = { from: 1024, to: 65535 };

/** The places of a service; none when nothing of it is declared. */
export function placesOf(model: ReachModel, end: EdgeEnd): readonly Placement[] {
  const node = model.nodes.services.find(
    ({ service }) => end.kind === "service" && service === end.name,
  );
  return classesOf(node?.places ?? []);
}

/** What an edge over the plain network lacks. */
export function networkShortfalls(model: ReachModel, edge: DeclaredEdge): readonly Shortfall[] {
  const selected = selectedBy(edge);
  const from = placesOf(model, edge.from);
  const to = placesOf(model, edge.to);
  const block = blockOfEnd(edge.from) ?? blockOfEnd(edge.to);
  if (block !== undefined) return blockShortfalls(model, { block, from, to, selected });
  if (edge.from.kind !== "service" || edge.to.kind !== "service") return [];
  return [
    ...unplaced(edge.from.name, from),
    ...unplaced(edge.to.name, to),
    ...from.flatMap((start) =>
      to.flatMap((end) => pairShortfalls(model, { start, end, selected })),
    ),
  ];
}

const unplaced = (service: string, places: readonly Placement[]): readonly Shortfall[] =>
  places.length > 0
    ? []
    : [{ text: `no group or resource of ${service} is declared`, isUndecided: false }];

interface Pair {
  readonly start: Placement;
  readonly end: Placement;
  readonly selected: Selected;
}

function pairShortfalls(model: ReachModel, { start, end, selected }: Pair): readonly Shortfall[] {
  const out = side(model, { own: start, other: end, direction: "egress" }).traffic;
  const into = side(model, { own: end, other: start, direction: "ingress" }).traffic;
  const subnets = betweenSubnets(model, start, end).traffic;
  return [
    ...lacking(out, selected, "the caller's groups do not let it out"),
    ...lacking(into, selected, "the callee's groups do not let it in"),
    ...lacking(subnets, selected, "routes or network ACLs do not let it pass"),
    ...replyShortfalls(model, { start, end, selected }),
  ];
}

// An edge works when one address family does.
function lacking(bounds: Bounds, selected: Selected, what: string): readonly Shortfall[] {
  const holds = (traffic: Traffic) =>
    ([4, 6] as const).some((family) => contains(traffic, [wanted(family, selected)]));
  if (holds(bounds.certain)) return [];
  const isUndecided = holds(bounds.possible);
  return [{ text: `${isUndecided ? "perhaps " : ""}${what}`, isUndecided }];
}

const wanted = (family: 4 | 6, { protocols, ports }: Selected): Box => ({
  family,
  addresses: allAddresses[family],
  protocols,
  ports,
});

// Replies go to the client's ephemeral ports, all of which an ACL must let pass.
function replyShortfalls(model: ReachModel, { start, end, selected }: Pair) {
  const { tcp, udp } = protocolNumbers;
  const protocol = selected.protocols.from;
  if (protocol !== tcp && protocol !== udp) return [];
  if (start.subnets.some((subnet) => end.subnets.includes(subnet))) return [];
  const replies = { protocols: selected.protocols, ports: linuxClient };
  const open = inPlace(end, (subnet) =>
    inPlace(start, (other) => {
      const back = other.blocks[4] ?? [];
      const forth = subnet.blocks[4] ?? [];
      return (
        lets(model.acl, { subnet, direction: "egress", blocks: back, selected: replies }) &&
        lets(model.acl, { subnet: other, direction: "ingress", blocks: forth, selected: replies })
      );
    }),
  );
  const text = "network ACLs do not let every reply pass";
  return open ? [] : [{ text, isUndecided: false }];
}

/** Whether something holds in every subnet of a placement; where that is assumed, in one that could be meant. */
export const inPlace = (
  { subnets, isAssumed }: Placement,
  holds: (subnet: Subnet) => boolean,
): boolean => (isAssumed && subnets.length > 0 ? subnets.some(holds) : subnets.every(holds));

interface Passage {
  readonly subnet: Subnet;
  readonly direction: "ingress" | "egress";
  readonly blocks: readonly Block[];
  readonly selected: Selected;
}

/** Whether the ACL of a subnet lets packets of some blocks pass, as far as it is not unknown. */
export const lets = (acl: AclFilter, { subnet, direction, blocks, selected }: Passage): boolean =>
  contains(acl(subnet.acl, direction).possible, boxesOf(blocks, selected));

interface WithBlock {
  readonly block: Block;
  readonly from: readonly Placement[];
  readonly to: readonly Placement[];
  readonly selected: Selected;
}

function blockShortfalls(model: ReachModel, { block, from, to, selected }: WithBlock) {
  const wantedBoxes = boxesOf([block], selected);
  const check = (place: Placement, direction: "ingress" | "egress"): readonly Shortfall[] => {
    const { certain, possible } = addressTraffic(place, model.groupRules(place, direction));
    if (contains(certain, wantedBoxes)) return [];
    const what =
      direction === "egress"
        ? "the caller's groups do not let it out"
        : "the callee's groups do not let it in";
    const isUndecided = contains(possible, wantedBoxes);
    return [{ text: `${isUndecided ? "perhaps " : ""}${what}`, isUndecided }];
  };
  return [
    ...from.flatMap((place) => check(place, "egress")),
    ...to.flatMap((place) => check(place, "ingress")),
  ];
}

/** Addresses from which VPC Lattice sends, and to which it is sent, inside a VPC. */
export const latticeBlocks: readonly Block[] = ["169.254.171.0/24"].flatMap(
  (text) => parseBlock(text) ?? [],
);
