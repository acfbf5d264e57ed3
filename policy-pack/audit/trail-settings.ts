import type { Setting } from "../engine/settings";

/** Type of trails. */
export const trailType = "aws:cloudtrail/trail:Trail";

const on = (path: string, absent: Setting["absent"], wrong: string): Setting => ({
  type: trailType,
  path,
  good: /^true$/,
  absent,
  wrong,
  fix: `Set ${path} to true.`,
});

/** What every trail must say, or AWS does by itself. */
export const trailSettings: readonly Setting[] = [
  on("isMultiRegionTrail", "fail", "The trail misses other Regions."),
  on("includeGlobalServiceEvents", "pass", "The trail misses IAM and other global services."),
  on("enableLogFileValidation", "fail", "Deleted or changed log files would not be noticed."),
  on("enableLogging", "pass", "The trail is switched off."),
];
