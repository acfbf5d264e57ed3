import { accessLogCompanions, accessLogs, judgeAccessLogs } from "../../audit/access-logs";
import { about } from "../../engine/observations";
import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { deliveringTypes } from "../../retention/audit-buckets";

/** Load balancers, APIs, distributions and buckets record their requests. */
export const accessLog: StackRule = {
  id: "audit/access-log",
  title: "Load balancers, APIs, distributions and buckets record their requests",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [
    ...new Set([...accessLogs.map(({ type }) => type), ...accessLogCompanions, ...deliveringTypes]),
  ],
  why: "Without access logs nobody can say who fetched what, from where, and since when.",
  fix: "Switch access logs on, and send them to a bucket or a log group.",
  decides:
    "Each of them has a destination for access logs that is switched on. A bucket that receives records itself is exempt.",
  cannotDecide: "Whether the destination accepts the records, and who reads them.",
  frameworks: { ...familyFrameworks.audit, nist80053: ["AU-2", "AU-3", "AU-12"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "accessLogs: { bucket, enabled: true }",
    fail: "a stage without accessLogSettings",
  },
  check: (stack) =>
    judgeAccessLogs(stack).flatMap(([resource, observations]) => about(resource, observations)),
};
