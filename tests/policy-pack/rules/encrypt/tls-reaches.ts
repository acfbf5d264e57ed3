import type { Value } from "../../../../policy-pack/engine/value";
import { resource, unknown } from "../../../support/policy-pack/resources";
import type { RuleCase } from "../../../support/policy-pack/rule-cases";
import { denial, type Element, text } from "./tls-denials";

const queue = resource("aws:sqs/queue:Queue", { name: "jobs" });
const queueArn = "arn:aws:sqs:eu-west-1:111122223333:jobs";
const queueWith = (changes: Element) => [
  queue,
  resource(
    "aws:sqs/queuePolicy:QueuePolicy",
    {
      queueUrl: unknown,
      policy: text({ ...denial, Action: "sqs:*", Resource: queueArn, ...changes }),
    },
    { refersTo: { queueUrl: queue } },
  ),
];
const topic = resource("aws:sns/topic:Topic", {
  name: "alerts",
  policy: text({
    ...denial,
    Action: "sns:Publish",
    Resource: "arn:aws:sns:eu-west-1:111122223333:alerts",
  }),
});
const fileSystem = (id: string) =>
  resource(
    "aws:efs/fileSystem:FileSystem",
    {},
    { outputs: { arn: `arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/${id}` } },
  );
const fileSystemPolicy = (Resource: Value) =>
  resource(
    "aws:efs/fileSystemPolicy:FileSystemPolicy",
    { fileSystemId: unknown, policy: text({ ...denial, Action: "*", Resource }) },
    { refersTo: { fileSystemId: fileSystem("") } },
  );

/** What queues, topics and file systems must deny. */
export const otherReachCases: readonly RuleCase[] = [
  { title: "a queue that denies everything", resources: queueWith({}), verdict: "pass" },
  {
    title: "a queue that denies sending and receiving",
    resources: queueWith({ Action: ["sqs:SendMessage", "SQS:ReceiveMessage"] }),
    verdict: "pass",
  },
  {
    title: "a queue that denies sending only",
    resources: queueWith({ Action: "sqs:SendMessage" }),
    verdict: "fail",
    message: /does not cover sqs:SendMessage and sqs:ReceiveMessage/,
  },
  {
    title: "a queue that denies for another queue",
    resources: queueWith({ Resource: "arn:aws:sqs:eu-west-1:111122223333:other" }),
    verdict: "fail",
    message: /does not cover this resource/,
  },
  { title: "a queue without policy", resources: [queue], verdict: "fail" },
  { title: "a topic that denies publishing", resources: [topic], verdict: "pass" },
  {
    title: "a topic without policy",
    resources: [resource("aws:sns/topic:Topic", { name: "alerts" })],
    verdict: "fail",
    fix: /"Action":\["sns:Publish"\]/,
  },
  {
    requirement: "POL-300",
    title: "a file system that denies mounts without TLS",
    resources: [fileSystem("fs-1"), fileSystemPolicy("*")],
    verdict: "pass",
  },
  {
    requirement: "POL-300",
    title: "a file system without policy",
    resources: [fileSystem("fs-1")],
    verdict: "fail",
  },
  {
    title: "a file system whose id is not known yet",
    resources: [
      resource("aws:efs/fileSystem:FileSystem", {}),
      fileSystemPolicy("arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-1"),
    ],
    verdict: "undecided",
  },
];
