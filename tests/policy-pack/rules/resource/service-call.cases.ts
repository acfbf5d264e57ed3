import type { StackResource } from "../../../../policy-pack/engine/rule";
import { serviceCall } from "../../../../policy-pack/rules/resource/service-call";
import {
  byService,
  checkAcl,
  deadLetters,
  forLogs,
  group,
  key,
  ours,
  provider,
  rotated,
  scheduler,
  sendDead,
  stateMachine,
  trailed,
  use,
  write,
} from "../../../support/policy-pack/called-stacks";
import { documentOf, type StatementValue } from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const topicArn = "arn:aws:sns:eu-west-1:111122223333:alerts";

/** A topic with a key; an alarm and an event rule publish to it. */
function alerts(
  publishers: readonly StatementValue[],
  keyStatements: readonly StatementValue[],
): readonly StackResource[] {
  const own = key(...keyStatements);
  const topic = resource(
    "aws:sns/topic:Topic",
    { name: "alerts", kmsMasterKeyId: unknown },
    { name: "alerts", refersTo: { kmsMasterKeyId: own } },
  );
  const rule = resource("aws:cloudwatch/eventRule:EventRule", { name: "changes" });
  return [
    provider,
    own,
    topic,
    rule,
    resource(
      "aws:sns/topicPolicy:TopicPolicy",
      {
        arn: unknown,
        policy: documentOf(
          ...publishers.map((each) => ({ Action: "sns:Publish", Resource: topicArn, ...each })),
        ),
      },
      { refersTo: { arn: topic } },
    ),
    resource(
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      { name: "silent", alarmActions: [unknown] },
      { name: "alarm", refersTo: { alarmActions: topic } },
    ),
    resource(
      "aws:cloudwatch/eventTarget:EventTarget",
      { arn: unknown, rule: "changes" },
      { name: "target", refersTo: { arn: topic } },
    ),
  ];
}

const alarmsPublish = {
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Condition: {
    StringEquals: ours,
    ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:*" },
  },
};
const eventsPublish = {
  Principal: { Service: "events.amazonaws.com" },
  Condition: { ArnLike: { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/changes" } },
};
const forTopic = {
  Condition: { StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": topicArn } },
};
const alarmsEncrypt = byService("cloudwatch.amazonaws.com", use, {
  Condition: { StringEquals: ours },
});
const eventsEncrypt = byService("events.amazonaws.com", use, forTopic);

/** The stack with other properties of the resources of a type. */
const changed = (
  resources: readonly StackResource[],
  type: string,
  properties: StackResource["properties"],
): readonly StackResource[] =>
  resources.map((each) =>
    each.type === type ? { ...each, properties: { ...each.properties, ...properties } } : each,
  );

const kept = (title: string, resources: readonly StackResource[]): RuleCase => ({
  title,
  resources,
  verdict: "pass",
});
const refused = (
  title: string,
  resources: readonly StackResource[],
  message: RegExp,
): RuleCase => ({ title, resources, verdict: "fail", message });

export const serviceCallCases = ruleCases(serviceCall, [
  {
    requirement: "KMS-70",
    ...kept(
      "a topic whose policy and key admit every publisher",
      alerts([alarmsPublish, eventsPublish], [alarmsEncrypt, eventsEncrypt]),
    ),
  },
  {
    requirement: "KMS-70",
    ...refused(
      "a key that admits alarms, and forgets the event rule",
      alerts([alarmsPublish, eventsPublish], [alarmsEncrypt]),
      /events\.amazonaws\.com is not able to use kms:GenerateDataKey on key for target/,
    ),
  },
  {
    ...refused(
      "a topic whose policy forgets alarms, once for all of them",
      [
        ...alerts([eventsPublish], [alarmsEncrypt, eventsEncrypt]),
        ...["second", "third"].map((name) =>
          resource(
            "aws:cloudwatch/metricAlarm:MetricAlarm",
            { name, alarmActions: [unknown] },
            {
              name,
              refersTo: { alarmActions: resource("aws:sns/topic:Topic", {}, { name: "alerts" }) },
            },
          ),
        ),
      ],
      /cloudwatch\.amazonaws\.com is not able to use sns:Publish on alerts for alarm, and for 2 more/,
    ),
    count: 1,
  },
  {
    requirement: "KMS-70",
    ...refused(
      "a key that wants a source from EventBridge, which sends none to keys",
      alerts(
        [alarmsPublish, eventsPublish],
        [
          alarmsEncrypt,
          byService("events.amazonaws.com", use, { Condition: { StringEquals: ours } }),
        ],
      ),
      /events\.amazonaws\.com is not able to use kms:/,
    ),
  },
  refused(
    "a topic policy that forgets alarms",
    alerts([eventsPublish], [alarmsEncrypt, eventsEncrypt]),
    /cloudwatch\.amazonaws\.com is not able to use sns:Publish on alerts for alarm/,
  ),
  kept("a key that encrypts this log group", group(forLogs("/app/*"))),
  refused(
    "a key that encrypts other log groups",
    group(forLogs("/other/*")),
    /logs\.eu-west-1\.amazonaws\.com is not able to use kms:Encrypt on key for group/,
  ),
  kept(
    "a function that Secrets Manager may invoke for this secret",
    rotated({
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: "111122223333",
      sourceArn: unknown,
    }),
  ),
  refused(
    "a rotation whose function nobody may invoke",
    rotated(undefined),
    /secretsmanager\.amazonaws\.com is not able to use lambda:InvokeFunction/,
  ),
  kept("a bucket that the trail writes to", trailed([checkAcl, write("AWSLogs/111122223333")])),
  refused(
    "a bucket with a folder of another account",
    trailed([checkAcl, write("AWSLogs/444455556666")]),
    /cloudtrail\.amazonaws\.com is not able to use s3:PutObject on audit/,
  ),
  kept("a schedule with a role of its own", scheduler("scheduler.amazonaws.com")),
  refused(
    "a schedule with a role that only events may take on",
    scheduler("events.amazonaws.com"),
    /scheduler\.amazonaws\.com is not able to use sts:AssumeRole on runs/,
  ),
  ...["respond", "*"].map((name) =>
    kept(
      `a state machine whose role Step Functions takes on for ${name}`,
      stateMachine(`arn:aws:states:eu-west-1:111122223333:stateMachine:${name}`),
    ),
  ),
  ...["stateMachine:release", "execution:respond:*", "stateMachine:respond/*"].map((name) =>
    refused(
      `a state machine whose role Step Functions takes on for ${name}`,
      stateMachine(`arn:aws:states:eu-west-1:111122223333:${name}`),
      /states\.amazonaws\.com is not able to use sts:AssumeRole on runs for workflow/,
    ),
  ),
  refused(
    "a state machine whose role Step Functions takes on for one in another Region",
    stateMachine("arn:aws:states:us-east-1:111122223333:stateMachine:respond"),
    /states\.amazonaws\.com is not able to use sts:AssumeRole on runs/,
  ),
  {
    title: "a state machine of unknown name, whose role Step Functions takes on for one name",
    resources: stateMachine("arn:aws:states:eu-west-1:111122223333:stateMachine:respond", {
      name: unknown,
    }),
    verdict: "undecided",
  },
  {
    title: "a state machine whose role Step Functions takes on for a source that is unknown",
    resources: stateMachine(unknown),
    verdict: "undecided",
  },
  kept("a function that may send to its dead-letter queue", deadLetters(sendDead)),
  refused(
    "a function that may not send to its dead-letter queue",
    deadLetters({ ...sendDead, Action: "sqs:ReceiveMessage" }),
    /work is not able to use sqs:SendMessage on dead for run/,
  ),
  {
    title: "a log group in a Region that is unknown",
    resources: changed(group(forLogs("/app/*")), "pulumi:providers:aws", { region: unknown }),
    verdict: "undecided",
  },
  {
    title: "a bucket with a folder of an account, while ours is unknown",
    resources: changed(trailed([checkAcl, write("AWSLogs/111122223333")]), "pulumi:providers:aws", {
      allowedAccountIds: unknown,
    }),
    verdict: "undecided",
  },
  kept(
    "a bucket with folders of all accounts, while ours is unknown",
    changed(trailed([checkAcl, { ...write("AWSLogs"), Condition: {} }]), "pulumi:providers:aws", {
      allowedAccountIds: unknown,
    }),
  ),
  {
    title: "a schedule with a role that is unknown",
    resources: changed(scheduler("scheduler.amazonaws.com"), "aws:scheduler/schedule:Schedule", {
      target: [{ roleArn: unknown }],
    }),
    verdict: "undecided",
    count: 1,
  },
  {
    title: "an event target with a role that is unknown",
    resources: [
      provider,
      resource("aws:cloudwatch/eventTarget:EventTarget", {
        rule: "tick",
        arn: "arn:aws:sqs:eu-west-1:111122223333:orders",
        roleArn: unknown,
      }),
    ],
    verdict: "undecided",
    path: "/roleArn",
    count: 1,
  },
  {
    title: "an alarm that tells a topic which is unknown",
    resources: [
      provider,
      resource("aws:cloudwatch/metricAlarm:MetricAlarm", { name: "a", alarmActions: [unknown] }),
    ],
    verdict: "undecided",
    path: "/alarmActions",
    count: 1,
  },
  kept("an alarm that tells a topic outside of the stack", [
    provider,
    resource("aws:sns/topic:Topic", { name: "alerts" }),
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", {
      name: "a",
      alarmActions: ["arn:aws:sns:eu-west-1:444455556666:pager"],
    }),
  ]),
  {
    title: "an alarm that tells a topic which may be the one without a known name",
    resources: [
      provider,
      resource("aws:sns/topic:Topic", { name: unknown }),
      resource("aws:cloudwatch/metricAlarm:MetricAlarm", {
        name: "a",
        alarmActions: ["arn:aws:sns:eu-west-1:111122223333:pager"],
      }),
    ],
    verdict: "undecided",
    count: 1,
  },
  kept("an alarm that tells nothing which could be the topic without a known name", [
    provider,
    resource("aws:sns/topic:Topic", { name: unknown }),
    resource("aws:cloudwatch/metricAlarm:MetricAlarm", {
      name: "a",
      alarmActions: ["arn:aws:automate:eu-west-1:ec2:stop"],
    }),
  ]),
  {
    title: "a function that Secrets Manager may invoke, if the permission is for it",
    resources: changed(
      rotated({ principal: "secretsmanager.amazonaws.com" }),
      "aws:lambda/permission:Permission",
      { function: unknown },
    ),
    verdict: "undecided",
  },
  refused(
    "a permission of an unknown function, for another service",
    changed(rotated({ principal: "events.amazonaws.com" }), "aws:lambda/permission:Permission", {
      function: unknown,
    }),
    /secretsmanager\.amazonaws\.com is not able to use lambda:InvokeFunction/,
  ),
  {
    title: "a log group whose key has a policy that is unknown",
    resources: group(forLogs("/app/*")).map((each) =>
      each.name === "key" ? { ...each, properties: { policy: unknown } } : each,
    ),
    verdict: "undecided",
  },
]);
