import {
  type AddressRange,
  allAddresses,
  intersect,
  publicAddresses,
  subtract,
  union,
} from "./intervals";

/** Numbers from the first to the last, both included. */
export interface NumberRange {
  /** First number. */
  readonly from: number;
  /** Last number. */
  readonly to: number;
}

/** Packets between a resource and addresses of one family, over some protocols and ports. */
export interface Box {
  /** Address family. */
  readonly family: 4 | 6;
  /** Addresses of the other side. */
  readonly addresses: AddressRange;
  /** Protocols by IANA number, 0 to 255. */
  readonly protocols: NumberRange;
  /**
   * Ports of TCP and UDP, 0 to 65535. ICMP has none: there it is type × 256 + code. Other protocols have
   * neither, and always fill the whole range.
   */
  readonly ports: NumberRange;
}

/** A set of packets: everything that any of the boxes holds. */
export type Traffic = readonly Box[];

/** One kind of packet, whatever its address. */
export interface Packet {
  /** Address family. */
  readonly family: 4 | 6;
  /** IANA number of the protocol. */
  readonly protocol: number;
  /** Port. */
  readonly port: number;
}

/** Every protocol. */
export const everyProtocol: NumberRange = { from: 0, to: 255 };

/** Every port. */
export const everyPort: NumberRange = { from: 0, to: 65535 };

/** Every packet of both families. */
export const allTraffic: Traffic = ([4, 6] as const).map((family) => ({
  family,
  addresses: allAddresses[family],
  protocols: everyProtocol,
  ports: everyPort,
}));

/** The packets of either set, as disjoint boxes in their one normal form. */
export function unionOf(...sets: readonly Traffic[]): Traffic {
  const boxes = sets.flat();
  return isNormal(boxes) ? boxes : combine(boxes, [], (left) => union(left));
}

// Most sets are of one box in each family, and for thousands of pairs of services that is worth seeing at once.
function isNormal(boxes: Traffic): boolean {
  const [first, second, third] = boxes;
  if (first === undefined) return true;
  if (third !== undefined || isEmpty(first)) return false;
  return second === undefined || (first.family < second.family && !isEmpty(second));
}

const isEmpty = ({ addresses, protocols, ports }: Box): boolean =>
  addresses.first > addresses.last || protocols.from > protocols.to || ports.from > ports.to;

/** The packets that both sets hold, in normal form. */
export const intersectionOf = (left: Traffic, right: Traffic): Traffic =>
  combine(left, right, intersect);

/** The packets of the first set that the second lacks, in normal form. */
export const differenceOf = (left: Traffic, right: Traffic): Traffic =>
  combine(left, right, subtract);

/** Whether every packet of the inner set is in the outer one. */
export const contains = (outer: Traffic, inner: Traffic): boolean =>
  differenceOf(inner, outer).length === 0;

/** The part whose other side has a public address. */
export function publicPart(traffic: Traffic): Traffic {
  return traffic.flatMap((box) =>
    publicAddresses([box.addresses], box.family).map((addresses) => ({ ...box, addresses })),
  );
}

/** The addresses that may exchange one kind of packet. */
export function addressesAt(
  traffic: Traffic,
  { family, protocol, port }: Packet,
): readonly AddressRange[] {
  const matching = traffic.filter(
    (box) =>
      box.family === family && isWithin(protocol, box.protocols) && isWithin(port, box.ports),
  );
  return union(matching.map(({ addresses }) => addresses));
}

/** The addresses that may exchange every packet of a protocol whose port lies in a range. */
export function addressesAtEvery(
  traffic: Traffic,
  { family, protocol, ports }: Omit<Packet, "port"> & { readonly ports: NumberRange },
): readonly AddressRange[] {
  const relevant = traffic.filter(
    (box) => box.family === family && isWithin(protocol, box.protocols),
  );
  return pieces([ports, ...relevant.map((box) => box.ports)])
    .filter(({ from }) => isWithin(from, ports))
    .reduce<readonly AddressRange[]>(
      (held, { from }) =>
        held.length === 0
          ? held
          : intersect(held, addressesAt(relevant, { family, protocol, port: from })),
      [allAddresses[family]],
    );
}

/** Whether a number lies in a range. */
export const isWithin = (value: number, { from, to }: NumberRange): boolean =>
  from <= value && value <= to;

/** Whether two ranges have a number in common. */
export const overlap = (left: NumberRange, right: NumberRange): boolean =>
  left.from <= right.to && right.from <= left.to;

type Operation = (
  left: readonly AddressRange[],
  right: readonly AddressRange[],
) => readonly AddressRange[];

// Between two borders of an axis all packets are treated alike, so one operation on addresses decides each
// cell. Equal neighbours are joined: the same set always gives the same boxes.
function combine(left: Traffic, right: Traffic, operate: Operation): Traffic {
  return ([4, 6] as const).flatMap((family) => {
    const ofFamily = (side: Traffic) => side.filter((box) => box.family === family);
    const [lefts, rights] = [ofFamily(left), ofFamily(right)];
    const slices = pieces([...lefts, ...rights].map(({ protocols }) => protocols)).map((range) => {
      const inSlice = (side: Traffic) =>
        side.filter(({ protocols }) => isWithin(range.from, protocols));
      return { range, content: rows(inSlice(lefts), inSlice(rights), operate) };
    });
    return joined(slices, rowsKey).flatMap(({ range: protocols, content }) =>
      content.flatMap((row) =>
        row.content.map((addresses) => ({ family, addresses, protocols, ports: row.range })),
      ),
    );
  });
}

/** A piece of an axis with what belongs to it. */
interface Slice<Content> {
  readonly range: NumberRange;
  readonly content: readonly Content[];
}

function rows(left: Traffic, right: Traffic, operate: Operation): readonly Slice<AddressRange>[] {
  const cells = pieces([...left, ...right].map(({ ports }) => ports)).map((range) => {
    const addresses = (side: Traffic) =>
      side.filter(({ ports }) => isWithin(range.from, ports)).map((box) => box.addresses);
    return { range, content: operate(addresses(left), addresses(right)) };
  });
  return joined(cells, rangesKey);
}

function joined<Content>(
  slices: readonly Slice<Content>[],
  keyOf: (content: readonly Content[]) => string,
): readonly Slice<Content>[] {
  const result: Slice<Content>[] = [];
  for (const slice of slices) {
    if (slice.content.length === 0) continue;
    const previous = result.at(-1);
    const isNext =
      previous?.range.to === slice.range.from - 1 &&
      keyOf(previous.content) === keyOf(slice.content);
    if (previous !== undefined && isNext) {
      const range = { from: previous.range.from, to: slice.range.to };
      result[result.length - 1] = { ...previous, range };
    } else result.push(slice);
  }
  return result;
}

const rangesKey = (ranges: readonly AddressRange[]): string =>
  ranges.map(({ first, last }) => `${String(first)}-${String(last)}`).join();

const rowsKey = (list: readonly Slice<AddressRange>[]): string =>
  list.map(({ range, content }) => `${range.from}-${range.to}:${rangesKey(content)}`).join(";");

// Cuts an axis at every border: each piece lies wholly inside or wholly outside every range.
function pieces(ranges: readonly NumberRange[]): readonly NumberRange[] {
  const borders = [...new Set(ranges.flatMap(({ from, to }) => [from, to + 1]))];
  borders.sort((left, right) => left - right);
  return borders.slice(1).map((end, index) => ({ from: borders[index] ?? end, to: end - 1 }));
}
