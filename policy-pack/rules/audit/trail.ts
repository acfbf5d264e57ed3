import { trailSettings, trailType } from "../../audit/trail-settings";
import { violated } from "../../engine/observations";
import type { ResourceRule } from "../../engine/rule";
import { judgeSetting } from "../../engine/settings";
import { read } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Trails record everything, everywhere, and tampering shows. */
export const auditTrail: ResourceRule = {
  id: "audit/trail",
  title: "Trails are complete and validated",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [trailType],
  why: "What a trail does not record cannot be investigated.",
  fix: "Set isMultiRegionTrail, enableLogFileValidation and a CloudWatch log group, and leave logging and global events on.",
  decides:
    "The trail covers every Region and global services, validates its files, is switched on and also writes to a log group.",
  cannotDecide:
    "Whether the log group has alarms; the events, the key and the bucket of a trail have rules of their own.",
  frameworks: familyFrameworks.audit,
  params: {},
  since: "0.1.0",
  examples: {
    pass: "isMultiRegionTrail: true, enableLogFileValidation: true, cloudWatchLogsGroupArn set",
    fail: "enableLogFileValidation absent",
  },
  check: ({ properties }) => [
    ...trailSettings.flatMap((setting) => judgeSetting(properties, setting)),
    // A group that is not known yet is a group all the same.
    ...(read(properties, "cloudWatchLogsGroupArn").kind !== "absent"
      ? []
      : [
          violated(
            "/cloudWatchLogsGroupArn",
            "The trail reaches no log group, so no alarm can see it.",
            "Set cloudWatchLogsGroupArn and cloudWatchLogsRoleArn.",
          ),
        ]),
  ],
};
