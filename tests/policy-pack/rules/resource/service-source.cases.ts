import type { Value } from "../../../../policy-pack/engine/value";
import { resourceServiceSource } from "../../../../policy-pack/rules/resource/service-source";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const ours = { accounts: ["111122223333"] };
const topic = (statement: Readonly<Record<string, Value>>) => [
  resource("aws:sns/topicPolicy:TopicPolicy", {
    policy: document({ Action: "sns:Publish", Resource: "*", ...statement }),
  }),
];
const service = (name: string, Condition?: Value) =>
  topic({ Principal: { Service: name }, ...(Condition !== undefined && { Condition }) });

export const resourceServiceSourceCases = ruleCases(resourceServiceSource, [
  {
    title: "a service for any account",
    resources: service("events.amazonaws.com"),
    configuration: ours,
    verdict: "fail",
    path: "/policy/Statement/0/Principal/Service",
    message: /events may act for any account/,
    fix: /aws:SourceAccount 111122223333/,
    count: 1,
  },
  {
    title: "a service for our account",
    resources: service("events.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": "111122223333" },
    }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "S3 by the ARN of a bucket alone",
    resources: service("s3.amazonaws.com", {
      ArnEquals: { "aws:SourceArn": "arn:aws:s3:::orders" },
    }),
    configuration: ours,
    verdict: "fail",
    message: /holds no account/,
  },
  {
    title: "S3 by the ARN of a bucket and our account",
    resources: service("s3.amazonaws.com", {
      ArnEquals: { "aws:SourceArn": "arn:aws:s3:::orders" },
      StringEquals: { "aws:SourceAccount": "111122223333" },
    }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a load balancer's log delivery, which sends no source",
    resources: service("logdelivery.elasticloadbalancing.amazonaws.com"),
    verdict: "pass",
  },
  {
    title: "a service the table does not list",
    resources: service("brand-new.amazonaws.com"),
    verdict: "undecided",
    level: "advisory",
  },
  {
    title: "a role",
    resources: topic({ Principal: { AWS: "arn:aws:iam::111122223333:role/publisher" } }),
    verdict: "pass",
  },
  {
    title: "a service in a key policy, which another rule judges",
    resources: [
      resource("aws:kms/key:Key", {
        policy: document({ Principal: { Service: "events.amazonaws.com" }, Action: "kms:Decrypt" }),
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a denial",
    resources: topic({ Effect: "Deny", Principal: { Service: "events.amazonaws.com" } }),
    verdict: "pass",
  },
  {
    title: "no document",
    resources: [resource("aws:sns/topic:Topic", {})],
    verdict: "pass",
  },
  {
    title: "an unknown source",
    resources: service("events.amazonaws.com", { StringEquals: { "aws:SourceAccount": unknown } }),
    verdict: "undecided",
    level: "mandatory",
  },
  {
    title: "an unknown condition",
    resources: service("events.amazonaws.com", unknown),
    verdict: "undecided",
  },
  {
    title: "an unknown document",
    resources: [resource("aws:sns/topicPolicy:TopicPolicy", { policy: unknown })],
    verdict: "undecided",
  },
]);
