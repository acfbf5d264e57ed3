/** Addresses from the first to the last, both included. */
export interface AddressRange {
  /** First address. */
  readonly first: bigint;
  /** Last address. */
  readonly last: bigint;
}

/** A CIDR block as addresses of its family. */
export interface Block extends AddressRange {
  /** Address family. */
  readonly family: 4 | 6;
}

/** Reads a CIDR block of either family, whatever bits stand after the prefix. Undefined when malformed. */
export function parseBlock(text: string): Block | undefined {
  const [, address = "", prefixText] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  const family = address.includes(":") ? 6 : 4;
  const bits = family === 4 ? 32 : 128;
  const prefix = Number(prefixText ?? bits);
  const value = family === 4 ? parseAddress4(address) : parseAddress6(address);
  if (value === undefined || prefix > bits) return undefined;
  const size = 1n << BigInt(bits - prefix);
  const first = (value / size) * size;
  return mapped({ family, first, last: first + size - 1n });
}

// ::ffff:0:0/96 is the whole of IPv4 in IPv6 clothes.
function mapped(block: Block): Block {
  const base = 0xffffn << 32n;
  if (block.family === 4 || block.first < base || block.last >= base + (1n << 32n)) return block;
  return { family: 4, first: block.first - base, last: block.last - base };
}

function parseAddress4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) {
    return undefined;
  }
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n);
}

function parseAddress6(text: string): bigint | undefined {
  const groups = expandGroups(embedAddress4(text));
  if (groups?.length !== 8 || !groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) {
    return undefined;
  }
  return groups.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n);
}

// The last two groups may be written as an IPv4 address.
function embedAddress4(text: string): string {
  const [, start = "", dotted = ""] = /^(.*:)([\d.]+\.[\d.]+)$/.exec(text) ?? [];
  const value = parseAddress4(dotted);
  if (value === undefined) return text;
  return `${start}${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
}

// `::` stands for as many zero groups as are missing.
function expandGroups(text: string): readonly string[] | undefined {
  const halves = text.split("::").map((half) => (half === "" ? [] : half.split(":")));
  const [left = [], right = []] = halves;
  if (halves.length === 1) return left;
  const missing = 8 - left.length - right.length;
  if (halves.length > 2 || missing < 1) return undefined;
  return [...left, ...Array.from({ length: missing }, () => "0"), ...right];
}

/** Sorted ranges without overlap that hold the same addresses. */
export function union(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const sorted = [...ranges].sort((left, right) => (left.first < right.first ? -1 : 1));
  const merged: AddressRange[] = [];
  for (const range of sorted) {
    const previous = merged.at(-1);
    if (previous === undefined || range.first > previous.last + 1n) merged.push(range);
    else if (range.last > previous.last)
      merged[merged.length - 1] = { ...previous, last: range.last };
  }
  return merged;
}

/** The addresses of `ranges` that are not in `removed`. */
export function subtract(
  ranges: readonly AddressRange[],
  removed: readonly AddressRange[],
): readonly AddressRange[] {
  return removed.reduce<readonly AddressRange[]>(
    (remaining, cut) => remaining.flatMap((range) => without(range, cut)),
    union(ranges),
  );
}

function without(range: AddressRange, cut: AddressRange): readonly AddressRange[] {
  if (cut.last < range.first || cut.first > range.last) return [range];
  return [
    { first: range.first, last: cut.first - 1n },
    { first: cut.last + 1n, last: range.last },
  ].filter(({ first, last }) => first <= last);
}

/** The addresses that both lists hold. */
export function intersect(
  left: readonly AddressRange[],
  right: readonly AddressRange[],
): readonly AddressRange[] {
  const others = union(right);
  return union(left).flatMap((range) =>
    others.flatMap((other) => {
      const first = range.first > other.first ? range.first : other.first;
      const last = range.last < other.last ? range.last : other.last;
      return first <= last ? [{ first, last }] : [];
    }),
  );
}

/** How many addresses the ranges hold; ranges may overlap. */
export function countOf(ranges: readonly AddressRange[]): bigint {
  return union(ranges).reduce((sum, { first, last }) => sum + last - first + 1n, 0n);
}

const blocksOf = (texts: readonly string[]): readonly Block[] =>
  texts.flatMap((text) => parseBlock(text) ?? []);

// Not reachable from the Internet: RFC 1918, 6598, 3927, 1122, 5771 and later; RFC 4193, 4291.
const reserved: Readonly<Record<4 | 6, readonly Block[]>> = {
  4: blocksOf([
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/3",
  ]),
  6: blocksOf(["::/127", "fc00::/7", "fe80::/10", "ff00::/8"]),
};

/** The public addresses among blocks of one family. */
export function publicAddresses(
  ranges: readonly AddressRange[],
  family: 4 | 6,
): readonly AddressRange[] {
  return subtract(ranges, reserved[family]);
}

/** Every address of a family. */
export const allAddresses: Readonly<Record<4 | 6, AddressRange>> = {
  4: { first: 0n, last: (1n << 32n) - 1n },
  6: { first: 0n, last: (1n << 128n) - 1n },
};

/** Every address of both families, as blocks. */
export const everywhere: readonly Block[] = [
  { family: 4, ...allAddresses[4] },
  { family: 6, ...allAddresses[6] },
];

// Public IPv6 addresses are given out of 2000::/3 only (RFC 4291, IANA registry).
const internet: Readonly<Record<4 | 6, readonly AddressRange[]>> = {
  4: publicAddresses([allAddresses[4]], 4),
  6: blocksOf(["2000::/3"]),
};

/** Whether the ranges hold every public address of a family: the Internet. */
export function coversInternet(ranges: readonly AddressRange[], family: 4 | 6): boolean {
  return subtract(internet[family], ranges).length === 0;
}

/** Whether the ranges hold a quarter of the Internet or more: leaving out a few networks closes nothing. */
export function isAnywhere(ranges: readonly AddressRange[], family: 4 | 6): boolean {
  const held = countOf(intersect(ranges, internet[family]));
  return held * 4n >= countOf(internet[family]);
}
