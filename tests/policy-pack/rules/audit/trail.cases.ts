import type { Properties } from "../../../../policy-pack/engine/value";
import { auditTrail } from "../../../../policy-pack/rules/audit/trail";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const complete = {
  isMultiRegionTrail: true,
  enableLogFileValidation: true,
  cloudWatchLogsGroupArn: unknown,
};
const trail = (properties: Properties) => [resource("aws:cloudtrail/trail:Trail", properties)];

export const auditTrailCases = ruleCases(auditTrail, [
  {
    requirement: "POL-330",
    title: "a complete trail",
    resources: trail(complete),
    verdict: "pass",
  },
  {
    requirement: "POL-330",
    title: "a trail of one Region",
    resources: trail({ ...complete, isMultiRegionTrail: false }),
    verdict: "fail",
    path: "/isMultiRegionTrail",
  },
  {
    requirement: "POL-330",
    title: "a trail without global events",
    resources: trail({ ...complete, includeGlobalServiceEvents: false }),
    verdict: "fail",
  },
  {
    requirement: "POL-330",
    title: "a trail that is switched off",
    resources: trail({ ...complete, enableLogging: false }),
    verdict: "fail",
  },
  {
    requirement: "POL-330",
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
    title: "a switch that is text",
    resources: trail({ ...complete, isMultiRegionTrail: "true" }),
    verdict: "pass",
  },
  {
    title: "a switch that is neither",
    resources: trail({ ...complete, isMultiRegionTrail: "yes" }),
    verdict: "fail",
  },
  {
    title: "an unknown setting",
    resources: trail({ ...complete, isMultiRegionTrail: unknown }),
    verdict: "undecided",
  },
]);
