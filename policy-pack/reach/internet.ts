import type { JudgedStack, StackResource } from "../engine/rule";
import { everyPort, everyProtocol, publicPart, type Traffic, unionOf } from "../network/boxes";
import { type Bounds, both, exactly, mapped, verdictOf } from "./bounds";
import type { Exit } from "./exits";
import { addressTraffic, blocksOf, type Direction, type HeldRule } from "./filters";
import { type Hop, hop } from "./hops";
import type { ReachModel } from "./model";
import type { NetworkNode, Placement } from "./placements";
import { type PublicAddress, publicAddress } from "./public-address";
import { guardsOf, type Subnet } from "./subnets";

/** Packets between the Internet and something in the network. */
export interface InternetPath {
  /** Address family. */
  readonly family: 4 | 6;
  /** Packets: addresses of the Internet side, ports of the side that is connected to. */
  readonly traffic: Bounds;
  /** What they pass, gateways first on the way in. */
  readonly hops: readonly Hop[];
}

/** The packets of paths, all together. */
export const trafficOfPaths = (paths: readonly InternetPath[]): Bounds => ({
  certain: unionOf(...paths.map(({ traffic }) => traffic.certain)),
  possible: unionOf(...paths.map(({ traffic }) => traffic.possible)),
});

const families = [4, 6] as const;

/** The ways on which the Internet can open connections to a resource. */
export function pathsFromInternet(model: ReachModel, node: NetworkNode): readonly InternetPath[] {
  return families.flatMap((family) => {
    const address = publicAddress(node, family, model.elastic);
    if (address.answer === "no") return [];
    return placesOf(node).flatMap((subnet) => inward(model, { node, subnet, family, address }));
  });
}

/** The ways on which a resource can open connections to the Internet. */
export function pathsToInternet(model: ReachModel, node: NetworkNode): readonly InternetPath[] {
  return families.flatMap((family) => {
    const { answer } = publicAddress(node, family, model.elastic);
    // Without a public address only a gateway that lends its own leads out, and for IPv6 there is none.
    if (family === 6 && answer === "no") return [];
    return placesOf(node).flatMap((subnet) =>
      outward(model, { place: node, subnet, family, hasAddress: answer }),
    );
  });
}

/** The ways from a subnet to the Internet, whatever groups its resources have. */
export const subnetToInternet = (model: ReachModel, subnet: Subnet): readonly InternetPath[] =>
  families.flatMap((family) =>
    outward(model, {
      place: { ...unguarded, subnets: [subnet] },
      subnet,
      family,
      hasAddress: "yes",
    }),
  );

const unguarded = {
  groups: [],
  hasUnknown: false,
  isGuarded: false,
  hasUnknownSubnets: false,
  isAssumed: false,
};

// Subnets with the same guards are one: one of them stands for all.
const classesOf = (subnets: readonly Subnet[]): readonly Subnet[] => [
  ...new Map(subnets.map((subnet) => [guardsOf(subnet), subnet])).values(),
];

// A subnet that cannot be told may have any table and any ACL.
const placesOf = ({ resource, subnets, hasUnknownSubnets }: NetworkNode): readonly Subnet[] =>
  hasUnknownSubnets ? [...classesOf(subnets), { ...anySubnet, resource }] : classesOf(subnets);

const anySubnet = {
  vpc: undefined,
  table: undefined,
  acl: undefined,
  blocks: { 4: undefined, 6: undefined },
};

interface Inward {
  readonly node: NetworkNode;
  readonly subnet: Subnet;
  readonly family: 4 | 6;
  readonly address: PublicAddress;
}

function inward(model: ReachModel, { node, subnet, family, address }: Inward) {
  const entries = model.exits(subnet).filter((exit) => exit.isTwoWay && exit.family === family);
  const rules = model.groupRules(node, "ingress");
  const path = crossing(model, subnet, { entries, family, direction: "ingress" });
  const traffic = both(path, ofFamily(addressTraffic(node, rules), family));
  if (verdictOf(traffic) === "closed") return [];
  const isKnown = address.answer === "yes";
  return [
    {
      family,
      traffic: isKnown ? traffic : { ...traffic, certain: [] },
      hops: [
        ...entries.flatMap(({ hops }) => [...hops].reverse()),
        ...(address.by === undefined ? [] : [hop(address.by)]),
        ...aclHop(model.stack, subnet),
        ...openingRules(rules),
        hop(node.resource, address.path ?? ""),
      ],
    },
  ];
}

interface Outward {
  readonly place: Placement;
  readonly subnet: Subnet;
  readonly family: 4 | 6;
  readonly hasAddress: PublicAddress["answer"];
}

function outward(model: ReachModel, { place, subnet, family, hasAddress }: Outward) {
  const exits = model
    .exits(subnet)
    .filter((exit) => exit.family === family && (hasAddress !== "no" || !exit.isTwoWay))
    .map((exit) => ({
      ...exit,
      isCertain: exit.isCertain && (hasAddress === "yes" || !exit.isTwoWay),
    }));
  // A subnet without IPv6 addresses sends none.
  if (family === 6 && subnet.blocks[6]?.length === 0) return [];
  const rules = model.groupRules(place, "egress");
  const path = crossing(model, subnet, { entries: exits, family, direction: "egress" });
  const traffic = both(path, ofFamily(addressTraffic(place, rules), family));
  if (verdictOf(traffic) === "closed") return [];
  return [
    {
      family,
      traffic,
      hops: [
        ...openingRules(rules),
        hop(subnet.resource),
        ...aclHop(model.stack, subnet),
        ...exits.flatMap(({ hops }) => hops),
      ],
    },
  ];
}

interface Crossing {
  readonly entries: readonly Exit[];
  readonly family: 4 | 6;
  readonly direction: Direction;
}

// A connection passes the route, the ACL in its own direction, and the ACL in the other for its replies.
function crossing(
  { acl }: ReachModel,
  subnet: Subnet,
  { entries, family, direction }: Crossing,
): Bounds {
  const reverse = direction === "ingress" ? "egress" : "ingress";
  const onward = mapped(ofFamily(acl(subnet.acl, direction), family), publicPart);
  const replies = mapped(ofFamily(acl(subnet.acl, reverse), family), atAnyPort);
  return both(onward, replies, routed(entries));
}

const ofFamily = (bounds: Bounds, family: 4 | 6): Bounds =>
  mapped(bounds, (traffic) => traffic.filter((box) => box.family === family));

// Replies go to a port that the other side chooses: one open port is enough for some connection.
export const atAnyPort = (traffic: Traffic): Traffic =>
  unionOf(traffic.map((box) => ({ ...box, ports: everyPort })));

function routed(entries: readonly Exit[]): Bounds {
  const boxes = (list: readonly Exit[]): Traffic =>
    unionOf(
      list.flatMap(({ family, addresses }) =>
        addresses.map((range) => ({
          family,
          addresses: range,
          protocols: everyProtocol,
          ports: everyPort,
        })),
      ),
    );
  return entries.every(({ isCertain }) => isCertain)
    ? exactly(boxes(entries))
    : { certain: boxes(entries.filter(({ isCertain }) => isCertain)), possible: boxes(entries) };
}

/** The ACL of a subnet as a hop; nothing when it cannot be told. */
export function aclHop(stack: JudgedStack, { acl }: Subnet): readonly Hop[] {
  const resource: StackResource | undefined = acl === undefined ? undefined : stack.byUrn(acl);
  return resource === undefined ? [] : [hop(resource)];
}

// The rules that name public addresses, or may.
function openingRules(rules: readonly HeldRule[]): readonly Hop[] {
  return rules
    .filter(({ rule }) => rule.peers.some((peer) => mayBePublic(blocksOf(peer))))
    .map(({ rule }) => hop(rule.resource, rule.path));
}

const mayBePublic = ({ blocks, isComplete }: ReturnType<typeof blocksOf>): boolean =>
  !isComplete ||
  blocks.some(
    ({ family, first, last }) =>
      publicPart([
        { family, addresses: { first, last }, protocols: everyProtocol, ports: everyPort },
      ]).length > 0,
  );
