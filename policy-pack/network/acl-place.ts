import type { StackResource } from "../engine/rule";
import type { AclEntry } from "./acl-entries";
import { isDecided } from "./acl-evaluation";
import { isWithin } from "./boxes";
import { countOf } from "./intervals";

/** Where an opening is reported. */
export interface Place {
  /** Resource. */
  readonly resource: StackResource;
  /** JSON pointer. */
  readonly path: string;
}

/** The known entry that allows the most addresses of a family, for one of the ports if there are any. */
export function widestAllow(
  entries: readonly AclEntry[],
  family: 4 | 6,
  ports: readonly number[],
): readonly Place[] {
  const size = ({ addresses }: AclEntry): bigint =>
    addresses.kind === "known"
      ? countOf(addresses.blocks.filter((block) => block.family === family))
      : 0n;
  const relevant = entries.filter(
    (entry) => entry.allows === true && isDecided(entry) && holdsAny(entry, ports),
  );
  const [first] = [...relevant].sort((left, right) => (size(left) < size(right) ? 1 : -1));
  return first === undefined ? [] : [placeOf(first)];
}

/** The first entry that is not wholly known. */
export const firstUndecided = (entries: readonly AclEntry[]): readonly Place[] =>
  entries
    .filter((entry) => !isDecided(entry))
    .slice(0, 1)
    .map(placeOf);

/** Where an entry is. */
export const placeOf = ({ resource, path }: AclEntry): Place => ({ resource, path });

const holdsAny = ({ selection }: AclEntry, ports: readonly number[]): boolean =>
  ports.length === 0 ||
  (selection.kind === "known" && ports.some((port) => isWithin(port, selection.ports)));
