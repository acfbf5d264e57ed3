import { refused } from "../../authorization/findings";
import { wiredTypes, wiringQuestions } from "../../authorization/wiring";
import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { companions, ownedTypes } from "../../iam/effective/owned-things";

/** AWS services can do what the stack has them do. */
export const serviceCall: StackRule = {
  id: "resource/service-call",
  title: "AWS services can do what they are set up to do",
  severity: "high",
  level: "mandatory",
  onUndecided: "defer",
  needs: "stack",
  applies: [...new Set([...wiredTypes, ...ownedTypes, ...Object.keys(companions)])],
  why: "An alarm whose topic or key refuses CloudWatch is silent, and so is a trail that cannot write: nothing reports the refusal.",
  fix: "Let the policy that is named here allow the service, limited by the source that the service sends.",
  decides:
    "Whether the policies of topics, queues, functions, buckets, roles and keys of the stack admit the AWS service that alarms, event targets, subscriptions, trails, flow logs, log groups, rotations, schedules and tasks have call them, with the condition keys that the service sends.",
  cannotDecide:
    "Resources and keys outside the stack. Which keys a service sends is taken from its guide; a service that is not listed is not asked for.",
  frameworks: { ...familyFrameworks.resource, nist80053: ["AC-3", "AU-5", "SI-4", "IR-6"] },
  params: {},
  since: "0.3.0",
  examples: {
    pass: "a topic whose policy and key both admit cloudwatch.amazonaws.com for the alarm that publishes to it",
    fail: "a topic whose policy admits cloudwatch.amazonaws.com, with a key that does not",
  },
  check: (stack, context) => refused({ stack, context }, wiringQuestions(stack, context)),
};
