import type { Value } from "../../../../policy-pack/engine/value";
import { recorder } from "../../../../policy-pack/rules/audit/recorder";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const recording = (recordingGroup: Value, name = "recorder") =>
  resource("aws:cfg/recorder:Recorder", { roleArn: "arn", recordingGroup }, { name });
const running = (isEnabled: Value) =>
  resource("aws:cfg/recorderStatus:RecorderStatus", { name: "recorder", isEnabled });
const everything = recording({ allSupported: true, includeGlobalResourceTypes: true });
const strategy = (useOnly: Value) => ({
  allSupported: false,
  recordingStrategies: [{ useOnly }],
});

export const recorderCases = ruleCases(recorder, [
  { title: "everything", resources: [everything], verdict: "pass" },
  {
    title: "a recorder of everything that runs",
    resources: [everything, running(true)],
    verdict: "pass",
  },
  {
    title: "a recorder of everything that is stopped",
    resources: [everything, running(false)],
    verdict: "fail",
    level: "mandatory",
    path: "/isEnabled",
    message: /^The recorder is stopped/,
    fix: /^Set isEnabled to true/,
    count: 1,
  },
  {
    title: "a recorder that is stopped, beside one of listed types",
    resources: [recording({ allSupported: false, resourceTypes: [] }), running("false")],
    verdict: "fail",
    level: "mandatory",
    count: 2,
  },
  {
    title: "a recorder of which it is unknown whether it runs",
    resources: [everything, running(unknown)],
    verdict: "undecided",
    path: "/isEnabled",
    fix: /^Set isEnabled to true/,
    count: 1,
  },
  {
    title: "no recorder, a finding of audit/account-baseline",
    resources: [resource("aws:sqs/queue:Queue", {})],
    verdict: "pass",
  },
  {
    title: "listed types only",
    resources: [recording({ allSupported: false, resourceTypes: ["AWS::EC2::Instance"] })],
    verdict: "fail",
    level: "mandatory",
    path: "/recordingGroup/allSupported",
    message: /^Types that are not listed are not recorded/,
    fix: /^Set recordingGroup.allSupported to true/,
    count: 1,
  },
  {
    title: "listed types by strategy",
    resources: [recording(strategy("INCLUSION_BY_RESOURCE_TYPES"))],
    verdict: "fail",
    level: "mandatory",
  },
  {
    title: "listed types, beside a recorder of everything",
    resources: [everything, recording({ allSupported: "false" }, "some")],
    verdict: "fail",
    count: 1,
  },
  {
    title: "all types but some, as a note",
    resources: [recording(strategy("EXCLUSION_BY_RESOURCE_TYPES"))],
    verdict: "fail",
    level: "advisory",
    message: /^Types that are excluded/,
    count: 1,
  },
  {
    title: "an unknown strategy",
    resources: [recording(strategy(unknown))],
    verdict: "undecided",
    level: "mandatory",
    path: "/recordingGroup/allSupported",
    count: 1,
  },
  {
    title: "an unknown group",
    resources: [recording(unknown)],
    verdict: "undecided",
    level: "mandatory",
    count: 1,
  },
  {
    title: "all types or not",
    resources: [recording({ allSupported: unknown })],
    verdict: "undecided",
    path: "/recordingGroup/allSupported",
    count: 1,
  },
  ...[null, { allSupported: true }, { includeGlobalResourceTypes: false }].map((group) => ({
    title: `group ${JSON.stringify(group)}, which leaves IAM out, as a note`,
    resources: [recording(group)],
    verdict: "fail" as const,
    level: "advisory" as const,
    path: "/recordingGroup/includeGlobalResourceTypes",
    message: /^Users, roles and policies of IAM are not recorded/,
    fix: /in one Region/,
    count: 1,
  })),
  {
    title: "everything in one Region, and all but IAM in another",
    resources: [recording({ allSupported: true }, "other"), everything],
    verdict: "pass",
  },
  {
    title: "IAM or not",
    resources: [recording({ allSupported: true, includeGlobalResourceTypes: unknown })],
    verdict: "undecided",
    level: "advisory",
    path: "/recordingGroup/includeGlobalResourceTypes",
  },
]);
