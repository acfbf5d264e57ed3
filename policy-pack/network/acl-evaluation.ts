import type { AclEntry } from "./acl-entries";
import { contains, differenceOf, intersectionOf, type Traffic, unionOf } from "./boxes";
import { everywhere } from "./intervals";
import { boxesOf } from "./protocols";

/** What an ACL lets through in one direction. */
export interface AclTraffic {
  /** What it lets through whatever unknown values turn out to be. */
  readonly certain: Traffic;
  /** What it lets through at most. */
  readonly possible: Traffic;
}

/** What one entry does, all entries before it considered. */
export interface EntryEffect {
  /** The entry. */
  readonly entry: AclEntry;
  /** Every packet it is about. */
  readonly about: Traffic;
  /** The packets it decides: those that no earlier entry is about. */
  readonly decides: Traffic;
  /** The entries before it. */
  readonly earlier: readonly AclEntry[];
  /** Packets that earlier entries allow. */
  readonly allowedBefore: Traffic;
}

/** Evaluates entries as AWS does: by ascending number, the first that matches decides, the rest is denied. */
export function evaluateAcl(entries: readonly AclEntry[], egress: boolean): AclTraffic {
  const own = entries.filter((entry) => entry.egress === undefined || entry.egress === egress);
  return { certain: allowed(ordered(own, "certain")), possible: allowed(ordered(own, "possible")) };
}

/** What each wholly known entry of one direction does, in order of evaluation. */
export function entryEffects(
  entries: readonly AclEntry[],
  egress: boolean,
): readonly EntryEffect[] {
  const known = entries.filter((entry) => entry.egress === egress && isDecided(entry));
  return effectsOf(known.sort(byNumber).map((entry) => ({ entry, about: aboutOf(entry) })));
}

/**
 * Entries of one direction of which unknown values decide whether earlier entries leave them anything to
 * decide: unknown entries as far as they overlap, known ones if all of them may be decided before.
 */
export function possiblyHidden(entries: readonly AclEntry[], egress: boolean): readonly AclEntry[] {
  const own = entries.filter((entry) => entry.egress === undefined || entry.egress === egress);
  return own.filter((entry) => {
    const earlier = own.filter((other) => other !== entry && mayPrecede(other, entry));
    if (isDecided(entry) && earlier.every(isDecided)) return false;
    const before = unionOf(...earlier.map(aboutOf));
    const about = aboutOf(entry);
    return isDecided(entry) ? contains(before, about) : intersectionOf(before, about).length > 0;
  });
}

const mayPrecede = (other: AclEntry, entry: AclEntry): boolean =>
  other.number === undefined || entry.number === undefined || other.number < entry.number;

/** Whether everything of an entry is known that decides what it does. */
export const isDecided = ({ egress, number, allows, addresses, selection }: AclEntry): boolean =>
  egress !== undefined &&
  number !== undefined &&
  allows !== undefined &&
  addresses.kind === "known" &&
  selection.kind === "known";

interface Placed {
  readonly entry: AclEntry;
  readonly about: Traffic;
}

// Where something is unknown, the most that may pass is found by reading allows wide and early and leaving
// denials out; what passes for certain, by the opposite. Malformed entries are refused by AWS.
function ordered(entries: readonly AclEntry[], reading: "certain" | "possible"): readonly Placed[] {
  const isRead = (entry: AclEntry): boolean =>
    isDecided(entry) || (entry.allows ?? reading === "possible") === (reading === "possible");
  return entries
    .filter(
      ({ addresses, selection }) =>
        addresses.kind !== "malformed" && selection.kind !== "malformed",
    )
    .filter(isRead)
    .map((entry) => ({
      entry: { ...entry, allows: entry.allows ?? reading === "possible" },
      about: aboutOf(entry),
    }))
    .sort((left, right) => byNumber(left.entry, right.entry));
}

const byNumber = (left: AclEntry, right: AclEntry): number =>
  (left.number ?? -1) - (right.number ?? -1);

const allowed = (placed: readonly Placed[]): Traffic =>
  unionOf(
    ...effectsOf(placed)
      .filter(({ entry }) => entry.allows === true)
      .map(({ decides }) => decides),
  );

function effectsOf(placed: readonly Placed[]): readonly EntryEffect[] {
  let before: Traffic = [];
  let allowedBefore: Traffic = [];
  const entries = placed.map(({ entry }) => entry);
  return placed.map(({ entry, about }, index) => {
    const decides = differenceOf(about, before);
    const effect = { entry, about, decides, earlier: entries.slice(0, index), allowedBefore };
    before = unionOf(before, about);
    if (entry.allows === true) allowedBefore = unionOf(allowedBefore, effect.decides);
    return effect;
  });
}

function aboutOf({ addresses, selection }: AclEntry): Traffic {
  if (selection.kind === "malformed" || addresses.kind === "malformed") return [];
  const blocks = addresses.kind === "known" ? addresses.blocks : everywhere;
  return boxesOf(blocks, selection.kind === "known" ? selection : selection.widest);
}
