import type { JudgedStack, StackResource } from "../engine/rule";
import {
  type AddressRange,
  allAddresses,
  type Block,
  intersect,
  publicAddresses,
  subtract,
  union,
} from "../network/intervals";
import { referredAt } from "../network/references";
import { type Hop, hop } from "./hops";
import type { RouteTarget } from "./route-target";
import { type Route, widestDestinations } from "./routes";
import type { Subnet } from "./subnets";
import { transitLeadsOut } from "./transit";

/** A way from a subnet to the Internet. */
export interface Exit {
  /** Address family. */
  readonly family: 4 | 6;
  /** Public addresses that are reached. */
  readonly addresses: readonly AddressRange[];
  /** Whether the Internet can open connections on the same way. */
  readonly isTwoWay: boolean;
  /** Whether nothing on the way is unknown. */
  readonly isCertain: boolean;
  /** Routes and gateways on the way. */
  readonly hops: readonly Hop[];
}

/** What routing needs to know of the stack. */
export interface Routing {
  /** The stack. */
  readonly stack: JudgedStack;
  /** Subnets by URN. */
  readonly subnets: ReadonlyMap<string, Subnet>;
  /** Routes of a table. */
  readonly routesOf: (table: string) => readonly Route[];
  /** Routes that may belong to any table. */
  readonly loose: readonly Route[];
  /** Whether the key is that of a table or VPC of this stack. */
  readonly isOwn: (table: string) => boolean;
}

/** The ways from a subnet to the Internet, by the longest prefix of its routes. */
export function exitsOf(routing: Routing, { table }: Pick<Subnet, "table">): readonly Exit[] {
  return ([4, 6] as const).flatMap((family) => walk(routing, { table, family, visited: [] }));
}

interface Walk {
  readonly table: string | undefined;
  readonly family: 4 | 6;
  readonly visited: readonly string[];
}

function walk(routing: Routing, at: Walk): readonly Exit[] {
  const { table, family, visited } = at;
  // Routes of another stack, or of a table nobody can tell, may lead anywhere.
  if (table === undefined || !routing.isOwn(table)) {
    return [true, false].map((isTwoWay) => anywhere(family, isTwoWay));
  }
  if (visited.includes(table)) return [];
  const next = { ...at, visited: [...visited, table] };
  const routes = routing.routesOf(table);
  const own = matched(routes, family).flatMap(({ route, addresses }) => {
    const exits = leadOn(routing, { route, addresses, walk: next });
    // A route whose destination is unknown may take any address away, to where it leads itself.
    const isTaken = routes.some((other) => !other.isComplete && !isAlike(other, route));
    return isTaken ? exits.map(uncertain) : exits;
  });
  const loose = matched(routing.loose, family).flatMap(({ route, addresses }) =>
    leadOn(routing, { route, addresses, walk: next }).map(uncertain),
  );
  return [...own, ...loose];
}

const isAlike = ({ target }: Route, other: Route): boolean =>
  target.kind === other.target.kind &&
  ("resource" in target ? target.resource : undefined) ===
    ("resource" in other.target ? other.target.resource : undefined);

const anywhere = (family: 4 | 6, isTwoWay: boolean): Exit => ({
  family,
  addresses: publicAddresses([allAddresses[family]], family),
  isTwoWay,
  isCertain: false,
  hops: [],
});

const uncertain = (exit: Exit): Exit => ({ ...exit, isCertain: false });

interface Matched {
  readonly route: Route;
  readonly addresses: readonly AddressRange[];
}

// The longest prefix wins, so each route gets what longer ones leave. An unknown destination takes nothing away.
function matched(routes: readonly Route[], family: 4 | 6): readonly Matched[] {
  const blocks = routes
    .flatMap((route) =>
      widestDestinations(route)
        .filter((block) => block.family === family)
        .map((block) => ({ route, block })),
    )
    .sort((left, right) => compare(size(left.block), size(right.block)));
  let taken: readonly AddressRange[] = [];
  const found = new Map<Route, readonly AddressRange[]>();
  for (const { route, block } of blocks) {
    const rest = subtract(publicAddresses([block], family), taken);
    if (rest.length > 0) found.set(route, union([...(found.get(route) ?? []), ...rest]));
    if (route.isComplete) taken = union([...taken, block]);
  }
  return [...found].map(([route, addresses]) => ({ route, addresses }));
}

const size = ({ first, last }: Block): bigint => last - first;

const compare = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);

interface Leading extends Matched {
  readonly walk: Walk;
}

// What lies outside the stack is as far as the route says.
const oneWay: ReadonlySet<string> = new Set(["outside", "egress-only-gateway"]);
const twoWay: ReadonlySet<string> = new Set(["unknown", "internet-gateway"]);
// A peer lends neither its Internet gateway nor its NAT gateway (VPC Peering Guide, "limitations").
const inside: ReadonlySet<string> = new Set(["local", "peering"]);

function leadOn(routing: Routing, leading: Leading): readonly Exit[] {
  const { target } = leading.route;
  const isKnown = isKnownTarget(target);
  if (inside.has(target.kind)) return [];
  if (oneWay.has(target.kind)) return [exitBy(leading, { isTwoWay: false, isKnown })];
  if (twoWay.has(target.kind)) {
    const both = isKnown ? [true] : [true, false];
    return both.map((isTwoWay) => exitBy(leading, { isTwoWay, isKnown }));
  }
  return target.kind === "transit-gateway"
    ? throughTransit(routing, leading)
    : throughSubnet(routing, leading);
}

const isKnownTarget = (target: RouteTarget): boolean =>
  target.kind !== "unknown" && !("isUnknown" in target && target.isUnknown);

interface Way {
  readonly isTwoWay: boolean;
  readonly isKnown: boolean;
}

function exitBy({ route, addresses, walk: at }: Leading, { isTwoWay, isKnown }: Way): Exit {
  const { target } = route;
  const own = hop(route.resource, route.path);
  return {
    family: at.family,
    addresses,
    isTwoWay,
    isCertain: route.isComplete && isKnown,
    hops: "resource" in target && target.resource ? [own, hop(target.resource)] : [own],
  };
}

function throughTransit({ stack }: Routing, leading: Leading): readonly Exit[] {
  const { target } = leading.route;
  const gateway = "resource" in target ? target.resource : undefined;
  const leadsOut = gateway === undefined ? "yes" : transitLeadsOut(stack, gateway);
  const isKnown = isKnownTarget(target) && leadsOut === "yes";
  return leadsOut === "no" ? [] : [exitBy(leading, { isTwoWay: false, isKnown })];
}

// A gateway or appliance sends packets on by the routes of its own subnet.
function throughSubnet(routing: Routing, leading: Leading): readonly Exit[] {
  const { route, addresses, walk: at } = leading;
  const { target } = route;
  const exit = exitBy(leading, { isTwoWay: false, isKnown: isKnownTarget(target) });
  const gateway = "resource" in target ? target.resource : undefined;
  // A NAT gateway of another stack is read as what its route says; other appliances may not send on at all.
  if (gateway === undefined) return [target.kind === "nat-gateway" ? exit : uncertain(exit)];
  const places = placesOf(routing.stack, gateway);
  // A regional NAT gateway stands in no subnet and reaches the Internet by itself.
  if (places.length === 0) return [isPublicNat(gateway) ? exit : uncertain(exit)];
  return places.flatMap((place) =>
    walk(routing, { ...at, table: routing.subnets.get(place.urn)?.table }).flatMap((onward) => {
      const reached = intersect(onward.addresses, addresses);
      if (reached.length === 0) return [];
      return [
        {
          ...exit,
          addresses: reached,
          isCertain: exit.isCertain && onward.isCertain && target.kind === "nat-gateway",
          hops: [...exit.hops, ...onward.hops],
        },
      ];
    }),
  );
}

const isPublicNat = ({ type, properties }: StackResource): boolean =>
  type === "aws:ec2/natGateway:NatGateway" && properties["availabilityMode"] === "regional";

const subnetTypes = ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"];

const placesOf = (stack: JudgedStack, gateway: StackResource): readonly StackResource[] =>
  referredAt(stack, gateway, { paths: [["subnetId"], ["subnetIds"]], types: subnetTypes })
    .resources;
