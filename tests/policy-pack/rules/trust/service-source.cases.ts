import type { Value } from "../../../../policy-pack/engine/value";
import { serviceSource } from "../../../../policy-pack/rules/trust/service-source";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { noTrust, ours, trust, trustObject, unknownTrust } from "./trusts";

const service = (name: string, Condition?: Value) =>
  trust({ Principal: { Service: name }, ...(Condition !== undefined && { Condition }) });
const tasks = "ecs-tasks.amazonaws.com";

export const serviceSourceCases = ruleCases(serviceSource, [
  {
    requirement: "POL-154",
    title: "a service that sends its source, without a condition",
    resources: service(tasks),
    configuration: ours,
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Principal/Service",
    message: /^ecs-tasks may act for any account\.$/,
    fix: /StringEquals aws:SourceAccount 111122223333/,
    level: "mandatory",
    count: 1,
  },
  {
    title: "the same without knowing our account",
    resources: service(tasks),
    verdict: "fail",
    fix: /aws:SourceAccount your account id/,
  },
  {
    title: "the same with two accounts of ours",
    resources: service(tasks),
    configuration: { accounts: ["111122223333", "111122224444"] },
    verdict: "fail",
    fix: /aws:SourceAccount your account id/,
  },
  {
    requirement: "POL-154",
    title: "a service limited to our account",
    resources: service(tasks, { StringEquals: { "aws:SourceAccount": "111122223333" } }),
    configuration: ours,
    verdict: "pass",
  },
  {
    requirement: "POL-154",
    title: "a service limited by the ARN of its source",
    resources: service("vpc-flow-logs.amazonaws.com", {
      ArnLike: { "AWS:SourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*" },
    }),
    configuration: ours,
    verdict: "pass",
  },
  {
    requirement: "POL-154",
    title: "a service that does not send its source",
    resources: service("lambda.amazonaws.com"),
    configuration: ours,
    verdict: "pass",
  },
  {
    requirement: "POL-155",
    title: "regional and partition spellings of a service that does not send its source",
    resources: trust({
      Principal: { Service: ["ec2.amazonaws.com.cn", "lambda.eu-west-1.amazonaws.com"] },
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-155",
    title: "a regional spelling of a service that sends its source",
    resources: trustObject({ Principal: { Service: "logs.us-iso-east-1.c2s.ic.gov" } }),
    verdict: "fail",
    message: /^logs may act/,
  },
  {
    title: "a service limited to a foreign account",
    resources: service(tasks, { StringEquals: { "aws:SourceAccount": "444455556666" } }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "any exact account when ours are not known",
    resources: service(tasks, { StringEquals: { "aws:SourceAccount": "444455556666" } }),
    verdict: "pass",
  },
  {
    title: "a pattern of accounts",
    resources: service(tasks, { StringLike: { "aws:SourceAccount": "1111*" } }),
    verdict: "fail",
  },
  {
    title: "one value of which is everything",
    resources: service(tasks, { StringLike: { "aws:SourceAccount": ["111122223333", "*"] } }),
    verdict: "fail",
  },
  {
    title: "an ARN in any account",
    resources: service(tasks, { ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-west-1:*:*" } }),
    verdict: "fail",
    message: /any account/,
  },
  {
    title: "a condition that a missing key meets",
    resources: service(tasks, { StringEqualsIfExists: { "aws:SourceAccount": "111122223333" } }),
    verdict: "fail",
  },
  {
    title: "a negated condition",
    resources: service(tasks, { StringNotEquals: { "aws:SourceAccount": "111122223333" } }),
    verdict: "fail",
  },
  {
    title: "our organization",
    resources: service(tasks, { StringEquals: { "aws:SourceOrgID": "o-a1b2c3d4e5" } }),
    configuration: { organizations: ["o-a1b2c3d4e5"] },
    verdict: "pass",
  },
  {
    title: "a path in another organization",
    resources: service(tasks, {
      "ForAnyValue:StringLike": { "aws:SourceOrgPaths": "o-zzzzzzzzzz/r-ab12/*" },
    }),
    configuration: { organizations: ["o-a1b2c3d4e5"] },
    verdict: "fail",
  },
  {
    title: "a source ARN that holds no account",
    resources: service("iot.amazonaws.com", {
      ArnEquals: { "aws:SourceArn": "arn:aws:s3:::orders" },
    }),
    verdict: "fail",
    message: /holds no account/,
  },
  ...["codedeploy", "dms", "redshift", "vmie", "spotfleet", "eks-fargate-pods"].map((name) => ({
    requirement: "POL-154",
    title: `${name}, whose guide asks for the source`,
    resources: service(`${name}.amazonaws.com`),
    verdict: "fail" as const,
  })),
  ...["cloudformation", "pods.eks"].map((name) => ({
    title: `${name}, whose guide leaves open whether it sends its source`,
    resources: service(`${name}.amazonaws.com`),
    verdict: "undecided" as const,
    level: "advisory" as const,
  })),
  {
    title: "a service the table does not list",
    resources: service("brand-new.amazonaws.com"),
    verdict: "undecided",
    level: "advisory",
    message: /brand-new .* table of 2026-11-24/,
  },
  {
    title: "a service the table does not list, with a condition",
    resources: service("brand-new.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": "111122223333" },
    }),
    verdict: "pass",
  },
  {
    title: "a role",
    resources: trust({ Principal: { AWS: "arn:aws:iam::111122223333:role/a" } }),
    verdict: "pass",
  },
  {
    title: "a denial",
    resources: trust({ Effect: "Deny", Principal: { Service: tasks } }),
    verdict: "pass",
  },
  { title: "no document", resources: noTrust, verdict: "pass" },
  {
    title: "an unknown source",
    resources: service(tasks, { StringEquals: { "aws:SourceAccount": unknown } }),
    verdict: "undecided",
    level: "mandatory",
    message: /source that limits ecs-tasks is unknown/,
  },
  {
    title: "an unknown source beside one that is everything",
    resources: service(tasks, { StringLike: { "aws:SourceAccount": [unknown, "*"] } }),
    verdict: "fail",
  },
  {
    title: "an unknown source of a service that sends none",
    resources: service("ec2.amazonaws.com", { StringEquals: { "aws:SourceAccount": unknown } }),
    verdict: "pass",
  },
  {
    title: "an unknown condition",
    resources: service(tasks, unknown),
    verdict: "undecided",
  },
  {
    title: "an unknown statement",
    resources: [
      resource("aws:iam/role:Role", {
        assumeRolePolicy: { Version: "2012-10-17", Statement: [unknown] },
      }),
    ],
    verdict: "undecided",
    message: /statement is unknown/,
  },
  {
    title: "a path in our organization",
    resources: service(tasks, {
      "ForAnyValue:StringLike": { "aws:SourceOrgPaths": "o-a1b2c3d4e5/r-ab12/*" },
    }),
    configuration: { organizations: ["o-a1b2c3d4e5"] },
    verdict: "pass",
  },
  {
    title: "every ARN without an account",
    resources: service(tasks, { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } }),
    verdict: "fail",
    message: /any account/,
  },
  { title: "an unknown document", resources: unknownTrust, verdict: "undecided" },
]);
