import { intersectionOf, type Traffic, unionOf } from "../network/boxes";

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
  return rest.reduce(
    (left, right) => ({
      certain: intersectionOf(left.certain, right.certain),
      possible: intersectionOf(left.possible, right.possible),
    }),
    first,
  );
}

/** Packets that pass one of several ways. */
export function either(...ways: readonly Bounds[]): Bounds {
  return {
    certain: unionOf(...ways.map(({ certain }) => certain)),
    possible: unionOf(...ways.map(({ possible }) => possible)),
  };
}

/** The same packets through a filter that a function applies to each reading. */
export const mapped = (bounds: Bounds, filter: (traffic: Traffic) => Traffic): Bounds => ({
  certain: filter(bounds.certain),
  possible: filter(bounds.possible),
});

/** What the bounds prove: packets pass for certain, perhaps, or never. */
export function verdictOf({ certain, possible }: Bounds): "open" | "undecided" | "closed" {
  if (certain.length > 0) return "open";
  return possible.length > 0 ? "undecided" : "closed";
}
