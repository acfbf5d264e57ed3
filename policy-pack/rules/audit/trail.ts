import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, type Value } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

const required: readonly (readonly [property: string, whenAbsent: Value, message: string])[] = [
  ["isMultiRegionTrail", false, "The trail misses other Regions."],
  ["includeGlobalServiceEvents", true, "The trail misses IAM and other global services."],
  ["enableLogFileValidation", false, "Deleted or changed log files would not be noticed."],
  ["enableLogging", true, "The trail is switched off."],
];

/** Trails record everything, everywhere, and tampering shows. */
export const auditTrail: ResourceRule = {
  id: "audit/trail",
  title: "Trails are complete and validated",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:cloudtrail/trail:Trail"],
  why: "What a trail does not record cannot be investigated.",
  fix: "Set isMultiRegionTrail, enableLogFileValidation and a CloudWatch log group, and leave logging and global events on.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.audit,
  params: {},
  since: "0.1.0",
  examples: {
    pass: "isMultiRegionTrail: true, enableLogFileValidation: true, cloudWatchLogsGroupArn set",
    fail: "enableLogFileValidation absent",
  },
  check: ({ properties }) => [
    ...required.flatMap(([property, whenAbsent, message]): readonly Observation[] => {
      const value = properties[property] ?? whenAbsent;
      const path = `/${property}`;
      if (isUnknown(value))
        return [{ verdict: "undecided", path, message: `${property} is unknown.` }];
      return value === true ? [] : [{ verdict: "fail", path, message }];
    }),
    ...(properties["cloudWatchLogsGroupArn"] === undefined
      ? [
          {
            verdict: "fail" as const,
            path: "/cloudWatchLogsGroupArn",
            message: "The trail reaches no log group, so no alarm can see it.",
          },
        ]
      : []),
  ],
};
