import { unknownPartition } from "../../../../policy-pack/rules/iam/unknown-partition";
import { allow, identity, topicPolicy } from "../../../support/policy-pack/documents";
import { unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const partitions = [
  "aws",
  "aws-cn",
  "aws-us-gov",
  "aws-iso",
  "aws-iso-b",
  "aws-iso-e",
  "aws-iso-f",
  "aws-eusc",
];

export const unknownPartitionCases = ruleCases(unknownPartition, [
  ...partitions.map(
    (partition): RuleCase => ({
      requirement: "POL-108",
      title: `a resource of partition ${partition}`,
      resources: allow({ Resource: `arn:${partition}:sqs:us-iso-east-1:111122223333:orders` }),
      verdict: "pass",
    }),
  ),
  { title: "no ARN", resources: allow({ Resource: "*" }), verdict: "pass" },
  {
    title: "a wildcard as partition, which iam/wildcard-resource reports",
    resources: allow({ Resource: "arn:*:s3:::orders" }),
    verdict: "pass",
  },
  {
    title: "a variable as partition",
    resources: allow({ Resource: "arn:${aws:PrincipalTag/partition}:s3:::orders" }),
    verdict: "pass",
  },
  {
    requirement: "POL-108",
    title: "a partition nobody knows",
    resources: allow({ Resource: ["arn:aws:s3:::a", "arn:awz:s3:::orders"] }),
    verdict: "fail",
    level: "advisory",
    count: 1,
    path: "/policy/Statement/0/Resource/1",
    message: /^awz is no partition/,
  },
  {
    title: "a principal of a partition nobody knows",
    resources: topicPolicy({ Principal: { AWS: "arn:awz:iam::111122223333:root" } }),
    verdict: "fail",
    path: "/policy/Statement/0/Principal/AWS",
  },
  {
    title: "an excluded resource and principal of a partition nobody knows",
    resources: topicPolicy({
      Effect: "Deny",
      Resource: [],
      NotResource: "arn:awz:sns:::a",
      NotPrincipal: { AWS: "arn:awz:iam::111122223333:root" },
    }),
    verdict: "fail",
    count: 2,
  },
  {
    title: "an unknown document",
    resources: identity(unknown),
    verdict: "undecided",
    level: "advisory",
  },
]);
