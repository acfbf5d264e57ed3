import {
  type Box,
  everyPort,
  everyProtocol,
  type NumberRange,
  type Traffic,
  unionOf,
} from "../network/boxes";
import type { Peer } from "../network/group-rules";
import { type AddressRange, allAddresses, type Block, intersect } from "../network/intervals";
import { type Bounds, both, either, exactly, mapped, nothing, verdictOf } from "./bounds";
import { anything, blocksOf, type HeldRule } from "./filters";
import { type Hop, hop } from "./hops";
import { aclHop } from "./internet";
import type { ReachModel } from "./model";
import type { Placement } from "./placements";
import { guardsOf, type Subnet } from "./subnets";
import { connected } from "./vpc-links";

/** Packets that one placement can send to another, to open a connection. */
export interface DirectPath {
  /** Packets by port of the side that is called; addresses say nothing here. */
  readonly traffic: Bounds;
  /** What they pass, in order. */
  readonly hops: readonly Hop[];
}

const families = [4, 6] as const;

/** What one placement can open to another over the plain network. */
export function directPath(model: ReachModel, from: Placement, to: Placement): DirectPath {
  const outward = side(model, { own: from, other: to, direction: "egress" });
  if (verdictOf(outward.traffic) === "closed") return closed;
  const inward = side(model, { own: to, other: from, direction: "ingress" });
  const groups = both(outward.traffic, inward.traffic);
  if (verdictOf(groups) === "closed") return closed;
  const subnets = betweenSubnets(model, from, to);
  const traffic = both(groups, subnets.traffic);
  if (verdictOf(traffic) === "closed") return closed;
  return { traffic, hops: [...outward.hops, ...subnets.hops, ...inward.hops] };
}

const closed: DirectPath = { traffic: nothing, hops: [] };

interface Side {
  readonly own: Placement;
  readonly other: Placement;
  readonly direction: "ingress" | "egress";
}

/** What the groups of one side let through to or from the other. */
export function side(model: ReachModel, { own, other, direction }: Side): DirectPath {
  if (!own.isGuarded) return { traffic: exactly(allPackets), hops: [] };
  const opened = model.groupRules(own, direction).flatMap((held) => {
    const packets = openedBy(held, other);
    return packets.possible.length === 0 ? [] : [{ held, packets }];
  });
  const hops = opened.map(({ held }) => hop(held.rule.resource, held.rule.path));
  const certain = opened.flatMap(({ packets }) => packets.certain);
  const isExact =
    !own.hasUnknown && opened.every(({ packets: each }) => each.certain === each.possible);
  if (isExact) return { traffic: exactly(certain), hops };
  const possible = opened.flatMap(({ packets }) => packets.possible);
  return { traffic: { certain, possible: own.hasUnknown ? allPackets : possible }, hops };
}

const allPackets: Traffic = families.map((family) => ({
  family,
  addresses: allAddresses[family],
  protocols: everyProtocol,
  ports: everyPort,
}));

function openedBy({ rule, isCertain }: HeldRule, other: Placement): Bounds {
  const { selection } = rule;
  if (selection.kind === "malformed") return nothing;
  const selected = selection.kind === "known" ? selection : selection.widest;
  const matches = rule.peers.map((peer) => matchOf(peer, other));
  const matched = (wanted: readonly Match[]): Traffic =>
    families
      .filter((family) => matches.some((match) => wanted.includes(match[family])))
      .map((family) => boxOf(family, selected));
  const possible = matched(["yes", "maybe"]);
  if (!isCertain || selection.kind !== "known") return { certain: [], possible };
  const certain = matched(["yes"]);
  return { certain: certain.length === possible.length ? possible : certain, possible };
}

const boxOf = (
  family: 4 | 6,
  { protocols, ports }: { readonly protocols: NumberRange; readonly ports: NumberRange },
): Box => ({ family, addresses: allAddresses[family], protocols, ports });

type Match = "yes" | "maybe" | "no";
type Matches = Readonly<Record<4 | 6, Match>>;

const alike = (match: Match): Matches => ({ 4: match, 6: match });

// Whether the other side is one of those a rule names.
function matchOf(peer: Peer, other: Placement): Matches {
  switch (peer.kind) {
    case "group":
      return alike(other.groups.includes(peer.group) ? "yes" : lostGroups(other));
    case "foreign-group":
      return alike(lostGroups(other));
    case "unknown":
      return alike(isCandidate(peer.candidates, other) ? "maybe" : "no");
    case "block":
    case "prefix-list": {
      const { blocks, isComplete } = blocksOf(peer);
      const byFamily = (family: 4 | 6) => overlapOf(blocks, isComplete, { family, other });
      return { 4: byFamily(4), 6: byFamily(6) };
    }
  }
}

const lostGroups = ({ hasUnknown }: Placement): Match => (hasUnknown ? "maybe" : "no");

const isCandidate = (candidates: readonly string[], { groups }: Placement): boolean =>
  candidates.length === 0 || candidates.some((key) => groups.includes(key));

function overlapOf(
  blocks: readonly Block[],
  isComplete: boolean,
  { family, other }: { readonly family: 4 | 6; readonly other: Placement },
): Match {
  const own = blocks.filter((block) => block.family === family);
  const places = other.subnets.map((subnet) => subnet.blocks[family]);
  const isHit = places.some((place) => place !== undefined && intersect(place, own).length > 0);
  if (isHit) return "yes";
  const isLost = other.hasUnknownSubnets || places.includes(undefined);
  return !isComplete || (own.length > 0 && isLost) ? "maybe" : "no";
}

const crossings = new WeakMap<ReachModel, Map<string, DirectPath>>();
const places = new WeakMap<Placement, string>();

/** What routes and ACLs let through between the subnets of two placements; computed once for equal ones. */
export function betweenSubnets(model: ReachModel, from: Placement, to: Placement): DirectPath {
  const known = crossings.get(model) ?? new Map<string, DirectPath>();
  crossings.set(model, known);
  const key = `${placeKey(from)} ${placeKey(to)}`;
  const found = known.get(key) ?? computed(model, from, to);
  known.set(key, found);
  return found;
}

function placeKey(place: Placement): string {
  const { subnets, hasUnknownSubnets } = place;
  const key =
    places.get(place) ??
    JSON.stringify([hasUnknownSubnets, ...subnets.map(({ resource }) => resource.urn)]);
  places.set(place, key);
  return key;
}

function computed(model: ReachModel, from: Placement, to: Placement): DirectPath {
  if (from.hasUnknownSubnets || to.hasUnknownSubnets) return { traffic: anything, hops: [] };
  const shared = from.subnets.find((subnet) => to.subnets.includes(subnet));
  // ACLs guard the border of a subnet, not what goes on inside.
  if (shared !== undefined) return { traffic: exactly(allPackets), hops: [hop(shared.resource)] };
  const ways = classes(from.subnets).flatMap((start) =>
    classes(to.subnets).map((end) => crossing(model, start, end)),
  );
  const open = ways.filter(({ traffic }) => verdictOf(traffic) !== "closed");
  return {
    traffic: either(...open.map(({ traffic }) => traffic)),
    hops: open.flatMap(({ hops }) => hops),
  };
}

// Subnets with the same guards are one, with the addresses of all.
function classes(subnets: readonly Subnet[]): readonly Subnet[] {
  const merged = new Map<string, Subnet>();
  for (const subnet of subnets) {
    const key = guardsOf(subnet);
    const known = merged.get(key);
    merged.set(key, known === undefined ? subnet : joined(known, subnet));
  }
  return [...merged.values()];
}

const joined = (left: Subnet, right: Subnet): Subnet => ({
  ...left,
  blocks: {
    4: together(left.blocks[4], right.blocks[4]),
    6: together(left.blocks[6], right.blocks[6]),
  },
});

const together = (left: Subnet["blocks"][4], right: Subnet["blocks"][4]): Subnet["blocks"][4] =>
  left === undefined || right === undefined ? undefined : [...left, ...right];

function crossing(model: ReachModel, start: Subnet, end: Subnet): DirectPath {
  const link = connected(model, start, end);
  if (verdictOf(link.traffic) === "closed") return closed;
  const { acl } = model;
  const there = both(toward(acl(start.acl, "egress"), end), toward(acl(end.acl, "ingress"), start));
  const back = both(
    mapped(toward(acl(end.acl, "egress"), start), anyPort),
    mapped(toward(acl(start.acl, "ingress"), end), anyPort),
  );
  return {
    traffic: both(link.traffic, there, back),
    hops: [...aclHop(model.stack, start), ...link.hops, ...aclHop(model.stack, end)],
  };
}

/** What of some packets goes to or from a subnet, whatever its address there. */
export function toward({ certain, possible }: Bounds, { blocks }: Subnet): Bounds {
  const narrowed = (traffic: Traffic, isWide: boolean): Traffic =>
    unionOf(
      traffic.flatMap((box) => {
        const place: readonly AddressRange[] | undefined = blocks[box.family];
        const hits = place === undefined ? isWide : intersect([box.addresses], place).length > 0;
        return hits ? [{ ...box, addresses: allAddresses[box.family] }] : [];
      }),
    );
  return { certain: narrowed(certain, false), possible: narrowed(possible, true) };
}

const anyPort = (traffic: Traffic): Traffic =>
  unionOf(traffic.map((box) => ({ ...box, ports: everyPort })));
