import type { AclEntry } from "./acl-entries";
import { type AddressRange, coversInternet, subtract, union } from "./intervals";

/** What an ACL lets the Internet do in one direction. */
export interface OpenPorts {
  /** Whether every TCP port is open. */
  readonly isEverything: boolean;
  /** Whether a port is open. */
  readonly ports: (port: number) => boolean;
  /** The allowing entry with the most addresses; undefined when nothing is allowed. */
  readonly widest: AclEntry | undefined;
}

/** Evaluates entries as AWS does: by number, the first that matches decides, the rest is denied. */
export function openPorts(entries: readonly AclEntry[], family: 4 | 6): OpenPorts {
  const own = entries
    .filter(({ block }) => block?.family === family)
    .sort((left, right) => left.number - right.number);
  const isOpen = (port: number) => coversInternet(allowedAddresses(own, port), family);
  return {
    isEverything: boundaries(own).every(isOpen),
    ports: isOpen,
    widest: own
      .filter(({ allows }) => allows)
      .reduce<AclEntry | undefined>(
        (widest, entry) => (size(entry) > size(widest) ? entry : widest),
        undefined,
      ),
  };
}

/** The addresses that may use a port. */
export function allowedAddresses(
  entries: readonly AclEntry[],
  port: number,
): readonly AddressRange[] {
  let allowed: readonly AddressRange[] = [];
  let denied: readonly AddressRange[] = [];
  for (const { block, ports, allows } of entries) {
    const matches =
      ports.kind === "all" || (ports.kind === "range" && ports.from <= port && port <= ports.to);
    if (block === undefined || !matches) continue;
    if (allows) allowed = union([...allowed, ...subtract([block], denied)]);
    else denied = union([...denied, block]);
  }
  return allowed;
}

// Between two boundaries every port is treated alike, so these ports stand for all.
function boundaries(entries: readonly AclEntry[]): readonly number[] {
  const edges = entries.flatMap(({ ports }) =>
    ports.kind === "range" ? [ports.from, ports.to + 1] : [],
  );
  return [...new Set([1, ...edges])].filter((port) => port >= 1 && port <= 65535);
}

const size = (entry: AclEntry | undefined): bigint =>
  entry?.block === undefined ? -1n : entry.block.last - entry.block.first;
