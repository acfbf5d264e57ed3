import type { DeclaredEdge, EdgeEnd } from "../engine/contract";
import { all, any, type Truth } from "../iam/effective/truth";
import { type Box, contains, type NumberRange, type Traffic } from "../network/boxes";
import { allAddresses, type Block, everywhere, parseBlock } from "../network/intervals";
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
  return lackingUnless(truthOf(bounds, holds), what);
}

function truthOf({ certain, possible }: Bounds, holds: (traffic: Traffic) => boolean): Truth {
  if (holds(certain)) return "yes";
  return holds(possible) ? "maybe" : "no";
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
      const back = other.blocks[4];
      const forth = subnet.blocks[4];
      return all([
        lets(model.acl, { subnet, direction: "egress", blocks: back, selected: replies }),
        lets(model.acl, { subnet: other, direction: "ingress", blocks: forth, selected: replies }),
      ]);
    }),
  );
  return lackingUnless(open, "network ACLs do not let every reply pass");
}

/** What is missing unless something holds. */
export function lackingUnless(holds: Truth, what: string): readonly Shortfall[] {
  if (holds === "yes") return [];
  const isUndecided = holds === "maybe";
  return [{ text: `${isUndecided ? "perhaps " : ""}${what}`, isUndecided }];
}

/** Whether something holds in every subnet of a placement; where that is assumed, in one that could be meant. */
export function inPlace(
  { subnets, isAssumed }: Placement,
  holds: (subnet: Subnet) => Truth,
): Truth {
  const truths = subnets.map(holds);
  return isAssumed && subnets.length > 0 ? any(truths) : all(truths);
}

interface Passage {
  readonly subnet: Subnet;
  readonly direction: "ingress" | "egress";
  /** Addresses of the other side; undefined when they are unknown. */
  readonly blocks: readonly Block[] | undefined;
  readonly selected: Selected;
}

/** Whether the ACL of a subnet lets packets of some blocks pass. */
export function lets(acl: AclFilter, { subnet, direction, blocks, selected }: Passage): Truth {
  const { certain, possible } = acl(subnet.acl, direction);
  // Whatever the addresses are, they are some of all.
  if (contains(certain, boxesOf(blocks ?? everyBlock, selected))) return "yes";
  return contains(possible, boxesOf(blocks ?? [], selected)) ? "maybe" : "no";
}

const everyBlock = everywhere.filter(({ family }) => family === 4);

interface WithBlock {
  readonly block: Block;
  readonly from: readonly Placement[];
  readonly to: readonly Placement[];
  readonly selected: Selected;
}

function blockShortfalls(model: ReachModel, { block, from, to, selected }: WithBlock) {
  const wantedBoxes = boxesOf([block], selected);
  const check = (place: Placement, direction: "ingress" | "egress"): readonly Shortfall[] => {
    const traffic = addressTraffic(place, model.groupRules(place, direction));
    const what =
      direction === "egress"
        ? "the caller's groups do not let it out"
        : "the callee's groups do not let it in";
    return lackingUnless(
      truthOf(traffic, (packets) => contains(packets, wantedBoxes)),
      what,
    );
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
