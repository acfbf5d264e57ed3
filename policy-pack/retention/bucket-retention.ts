import type { Companions } from "../engine/companions";
import { companionsOf } from "../engine/companions";
import { about, undecidable, violated } from "../engine/observations";
import type { JudgedStack, Observation, StackObservation, StackResource } from "../engine/rule";
import { textAt } from "../engine/settings";
import { isObject, isUnknown, listOf, numberOf, pointer, read, textOf } from "../engine/value";

const owners = ["aws:s3/bucket:Bucket"];

/** Types that say how long a bucket keeps its objects. */
export const bucketRetentionTypes = {
  versioning: "aws:s3/bucketVersioning:BucketVersioning",
  lifecycle: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  objectLock: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
} as const;

/** What says how long the buckets of a stack keep their objects. */
export type BucketSettings = Readonly<Record<keyof typeof bucketRetentionTypes, Companions>>;

/** Finds the settings of all buckets. */
export function bucketSettingsOf(stack: JudgedStack): BucketSettings {
  const of = (type: string) => companionsOf(stack, { types: [type], property: "bucket", owners });
  return {
    versioning: of(bucketRetentionTypes.versioning),
    lifecycle: of(bucketRetentionTypes.lifecycle),
    objectLock: of(bucketRetentionTypes.objectLock),
  };
}

/** A bucket keeps former versions of objects. */
export function judgeVersioning(
  bucket: StackResource,
  { versioning }: BucketSettings,
): readonly StackObservation[] {
  const states = [
    ...versioning
      .of(bucket)
      .map(({ properties }) => textAt(read(properties, "versioningConfiguration", "status"))),
    textAt(read(bucket.properties, "versioning", "enabled")),
    // Object lock switches versioning on, and nobody can suspend it then.
    textAt(read(bucket.properties, "objectLockEnabled")),
  ];
  if (states.some((state) => state === "Enabled" || state === "true")) return [];
  const fix = 'Declare a BucketVersioning with status "Enabled" for the bucket.';
  const isOpen = states.includes(undefined) || versioning.adrift.length > 0;
  const observation = isOpen
    ? undecidable("", "Whether former versions of objects are kept is unknown.", fix)
    : violated("", "Former versions of objects are not kept.", fix);
  return about(bucket, [observation]);
}

/** Objects cannot be deleted for a time, not even by an administrator. */
export function judgeObjectLock(
  bucket: StackResource,
  { objectLock }: BucketSettings,
): readonly StackObservation[] {
  const modes = [
    ...objectLock
      .of(bucket)
      .map(({ properties }) => textAt(read(properties, "rule", "defaultRetention", "mode"))),
    textAt(read(bucket.properties, "objectLockConfiguration", "rule", "defaultRetention", "mode")),
  ];
  if (modes.some((mode) => mode === "GOVERNANCE" || mode === "COMPLIANCE")) return [];
  const fix =
    "Set objectLockEnabled, and declare a BucketObjectLockConfiguration with a default retention.";
  const isOpen = modes.includes(undefined) || objectLock.adrift.length > 0;
  const observation = isOpen
    ? undecidable("", "Whether objects are locked is unknown.", fix)
    : violated("", "Objects can be deleted before their time.", fix);
  return about(bucket, [observation]);
}

/** No lifecycle rule deletes current or former versions before their time. */
export function judgeLifecycle(
  bucket: StackResource,
  { lifecycle }: BucketSettings,
  minDays: number,
): readonly StackObservation[] {
  const own = about(bucket, judgeRules(bucket, "lifecycleRules", minDays));
  const companions = lifecycle
    .of(bucket)
    .flatMap((companion) => about(companion, judgeRules(companion, "rules", minDays)));
  const found = [...own, ...companions];
  const stray = lifecycle.adrift.find(
    (companion) => judgeRules(companion, "rules", minDays).length > 0,
  );
  if (found.length > 0 || stray === undefined) return found;
  const evidence = [{ urn: stray.urn, path: "/bucket" }];
  const message = "A lifecycle whose bucket is unknown may delete objects early.";
  return about(bucket, [{ ...undecidable("", message), evidence }]);
}

// Whatever the prefixes, every rule deletes by itself: the shortest one wins where they overlap.
function judgeRules(
  { properties }: StackResource,
  property: string,
  minDays: number,
): readonly Observation[] {
  const rules = properties[property];
  if (isUnknown(rules)) return [undecidable(pointer([property]), "The lifecycle is unknown.")];
  return listOf(rules).flatMap((rule, index) => {
    const path = [property, index];
    if (isUnknown(rule)) return [undecidable(pointer(path), "The rule is unknown.")];
    if (!isObject(rule) || isOff(rule)) return [];
    const found = expiries.flatMap((expiry) =>
      judgeExpiry({ properties, path: [...path, ...expiry], minDays }),
    );
    const isOpen = isUnknown(rule["status"] ?? rule["enabled"]);
    return isOpen ? found.map((each) => ({ ...each, verdict: "undecided" as const })) : found;
  });
}

const isOff = (rule: Readonly<Record<string, unknown>>): boolean =>
  rule["status"] === "Disabled" || rule["enabled"] === false;

const expiries = [
  ["expiration", "days"],
  ["expiration", "date"],
  ["noncurrentVersionExpiration", "noncurrentDays"],
  ["noncurrentVersionExpiration", "days"],
] as const;

interface Expiry {
  readonly properties: StackResource["properties"];
  readonly path: readonly (string | number)[];
  readonly minDays: number;
}

function judgeExpiry({ properties, path, minDays }: Expiry): readonly Observation[] {
  const reading = read(properties, ...path);
  if (reading.kind === "absent") return [];
  const at = pointer(path);
  const fix = `Keep objects for ${String(minDays)} days or more, or remove the expiration.`;
  const what = path.includes("expiration") ? "Objects" : "Former versions";
  if (reading.kind === "unknown") {
    return [undecidable(reading.path, `When ${what.toLowerCase()} are deleted is unknown.`, fix)];
  }
  if (path.at(-1) === "date") {
    return [violated(at, `Objects of every age are deleted on ${textOf(reading.value)}.`, fix)];
  }
  const isMarkers = markersOnly(properties, path);
  if (numberOf(reading.value) >= minDays || isMarkers === "yes") return [];
  const days = textOf(reading.value);
  if (isMarkers === "maybe")
    return [undecidable(at, "Whether objects are deleted is unknown.", fix)];
  return [violated(at, `${what} are deleted after ${days} days, not ${String(minDays)}.`, fix)];
}

// The provider fills in 0 days where only markers without versions are removed.
function markersOnly(
  properties: Expiry["properties"],
  path: Expiry["path"],
): "yes" | "no" | "maybe" {
  const marker = read(properties, ...path.slice(0, -1), "expiredObjectDeleteMarker");
  const days = read(properties, ...path);
  const isNone = days.kind === "known" && numberOf(days.value) === 0;
  if (!isNone || marker.kind === "absent") return "no";
  if (marker.kind === "unknown") return "maybe";
  return marker.value === true ? "yes" : "no";
}
