import { type Box, type NumberRange, type Traffic, unionOf } from "../network/boxes";

/** A set of packets, as far as it is known. */
export interface Bounds {
  /** Packets that pass whatever unknown values turn out to be. */
  readonly certain: Traffic;
  /** Packets that pass at most. */
  readonly possible: Traffic;
}

/** A set of packets that is wholly known. */
export const exactly = (traffic: Traffic): Bounds => ({ certain: traffic, possible: traffic });

/** No packet at all. */
export const nothing: Bounds = exactly([]);

/** Packets that pass one filter after the other. */
export function both(...filters: readonly Bounds[]): Bounds {
  const [first, ...rest] = filters;
  if (first === undefined) return nothing;
  return rest.reduce((left, right) => {
    const possible = meet(left.possible, right.possible);
    return {
      certain: isExact(left) && isExact(right) ? possible : meet(left.certain, right.certain),
      possible,
    };
  }, first);
}

// Most of a network is known: then one reading serves as both.
const isExact = ({ certain, possible }: Bounds): boolean => certain === possible;

/** Packets that pass one of several ways. */
export function either(...ways: readonly Bounds[]): Bounds {
  const [only, ...others] = ways;
  if (only !== undefined && others.length === 0) return only;
  const possible = unionOf(...ways.map((way) => way.possible));
  const certain = ways.every(isExact) ? possible : unionOf(...ways.map((way) => way.certain));
  return { certain, possible };
}

/** The same packets through a filter that a function applies to each reading. */
export function mapped(bounds: Bounds, filter: (traffic: Traffic) => Traffic): Bounds {
  const possible = filter(bounds.possible);
  return { certain: isExact(bounds) ? possible : filter(bounds.certain), possible };
}

/** What the bounds prove: packets pass for certain, perhaps, or never. */
export function verdictOf({ certain, possible }: Bounds): "open" | "undecided" | "closed" {
  if (certain.length > 0) return "open";
  return possible.length > 0 ? "undecided" : "closed";
}

// Box by box, without normal form: for thousands of pairs of services it is enough to know what is left.
function meet(left: Traffic, right: Traffic): Traffic {
  return left.flatMap((box) => right.flatMap((other) => shared(box, other) ?? []));
}

function shared(left: Box, right: Box): Box | undefined {
  if (left.family !== right.family) return undefined;
  const protocols = overlap(left.protocols, right.protocols);
  const ports = protocols && overlap(left.ports, right.ports);
  if (protocols === undefined || ports === undefined) return undefined;
  const first =
    left.addresses.first > right.addresses.first ? left.addresses.first : right.addresses.first;
  const last =
    left.addresses.last < right.addresses.last ? left.addresses.last : right.addresses.last;
  return first > last
    ? undefined
    : { family: left.family, addresses: { first, last }, protocols, ports };
}

function overlap(left: NumberRange, right: NumberRange): NumberRange | undefined {
  const from = Math.max(left.from, right.from);
  const to = Math.min(left.to, right.to);
  return from > to ? undefined : { from, to };
}
