import type { Properties } from "../../../policy-pack/engine/value";
import { auditTrail } from "../../../policy-pack/rules/audit/trail";
import { resource, unknown } from "../../support/policy-pack/resources";
import { ruleCases } from "../../support/policy-pack/rule-cases";

const complete = {
  isMultiRegionTrail: true,
  enableLogFileValidation: true,
  cloudWatchLogsGroupArn: unknown,
};
const trail = (properties: Properties) => [resource("aws:cloudtrail/trail:Trail", properties)];

export const auditTrailCases = ruleCases(auditTrail, [
  { title: "a complete trail", resources: trail(complete), verdict: "pass" },
  {
    title: "a trail of one Region",
    resources: trail({ ...complete, isMultiRegionTrail: false }),
    verdict: "fail",
    path: "/isMultiRegionTrail",
  },
  {
    title: "a trail without global events",
    resources: trail({ ...complete, includeGlobalServiceEvents: false }),
    verdict: "fail",
  },
  {
    title: "a trail that is switched off",
    resources: trail({ ...complete, enableLogging: false }),
    verdict: "fail",
  },
  {
    title: "a trail without validation",
    resources: trail({ isMultiRegionTrail: true, cloudWatchLogsGroupArn: "arn" }),
    verdict: "fail",
    path: "/enableLogFileValidation",
  },
  {
    title: "a trail that reaches no log group",
    resources: trail({ isMultiRegionTrail: true, enableLogFileValidation: true }),
    verdict: "fail",
    path: "/cloudWatchLogsGroupArn",
  },
  {
    title: "an unknown setting",
    resources: trail({ ...complete, isMultiRegionTrail: unknown }),
    verdict: "undecided",
  },
]);
