import type { Properties } from "../../../../policy-pack/engine/value";
import { accountBaseline } from "../../../../policy-pack/rules/audit/account-baseline";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const stack = resource("pulumi:pulumi:Stack", {});
const queue = resource("aws:sqs/queue:Queue", {});
const detector = (properties: Properties = {}) =>
  resource("aws:guardduty/detector:Detector", properties);
const recorder = resource("aws:cfg/recorder:Recorder", {});
const analyzer = resource("aws:accessanalyzer/analyzer:Analyzer", {});
const component = (owner: string) =>
  resource("app:index:Account", { zeroTrust: { contract: 1, accountBaseline: owner } });

export const accountBaselineCases = ruleCases(accountBaseline, [
  {
    requirement: "POL-333",
    title: "a stack with detector, recorder and analyzer",
    resources: [stack, detector(), recorder, analyzer],
    verdict: "pass",
  },
  {
    requirement: "POL-333",
    title: "a stack that says that another one owns them",
    resources: [stack, component("reference"), queue],
    verdict: "pass",
  },
  {
    requirement: "POL-333",
    title: "a stack that has nothing of the kind, as a note",
    resources: [stack, queue],
    verdict: "fail",
    path: "",
    level: "advisory",
    message: /the account's threat detector, configuration recorder, access analyzer\.$/,
    fix: /accountBaseline: "reference"/,
    count: 1,
  },
  {
    title: "a stack that says it owns them, and lacks one",
    resources: [stack, component("owner"), detector(), analyzer],
    verdict: "fail",
    message: /the account's configuration recorder\.$/,
  },
  {
    title: "the same in profile strict, as a violation",
    resources: [detector(), recorder],
    configuration: { profile: "strict" },
    verdict: "fail",
    level: "mandatory",
    message: /the account's access analyzer\.$/,
  },
  {
    title: "a detector that is switched off",
    resources: [stack, detector({ enable: false }), recorder, analyzer],
    verdict: "fail",
    message: /threat detector\.$/,
  },
  {
    title: "a detector that may be switched off",
    resources: [stack, detector({ enable: unknown }), recorder, analyzer],
    verdict: "undecided",
    path: "",
    level: "advisory",
    message: /the account's threat detector is on/,
  },
  {
    title: "a stack without resources of AWS",
    resources: [stack, resource("random:index/randomId:RandomId", {})],
    verdict: "pass",
  },
]);
