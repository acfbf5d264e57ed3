import type { Properties } from "../../../../policy-pack/engine/value";
import { ignoredChange } from "../../../../policy-pack/rules/provider/ignored-change";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const ignoring = (type: string, properties: Properties, ...ignoreChanges: readonly string[]) => [
  resource(type, properties, { ignoreChanges }),
];
const role = "aws:iam/role:Role";
const bucket = "aws:s3/bucket:Bucket";

const rolePolicy = "aws:iam/rolePolicy:RolePolicy";
const revocation = (Effect: string, name = "AWSRevokeOlderSessions") => ({
  name,
  role: "orbit",
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect,
        Action: "*",
        Resource: "*",
        Condition: { DateLessThan: { "aws:TokenIssueTime": "2026-01-01T00:00:00Z" } },
      },
    ],
  }),
});

export const ignoredChangeCases = ruleCases(ignoredChange, [
  {
    requirement: "POL-35",
    title: "a policy whose changes are ignored",
    resources: ignoring("aws:iam/policy:Policy", { policy: "{}" }, "policy"),
    verdict: "fail",
    path: "/policy",
    message: /^Changes of policy are ignored/,
    fix: /^Remove "policy" from ignoreChanges/,
    count: 1,
  },
  {
    requirement: "POL-35",
    title: "an unknown policy whose changes are ignored",
    resources: ignoring("aws:iam/policy:Policy", { policy: unknown }, "policy"),
    verdict: "fail",
  },
  {
    title: "the denial that revoking a role's sessions rewrites",
    resources: ignoring(rolePolicy, revocation("Deny"), "policy"),
    verdict: "pass",
  },
  {
    title: "the denial of revoked sessions, and whose it is",
    resources: ignoring(rolePolicy, revocation("Deny"), "*"),
    verdict: "pass",
  },
  {
    title: "a permission under the name of revoked sessions",
    resources: ignoring(rolePolicy, revocation("Allow"), "policy"),
    verdict: "fail",
    path: "/policy",
  },
  {
    title: "a denial under another name",
    resources: ignoring(rolePolicy, revocation("Deny", "quarantine"), "policy"),
    verdict: "fail",
  },
  {
    title: "an unknown policy under the name of revoked sessions",
    resources: ignoring(rolePolicy, { ...revocation("Deny"), policy: unknown }, "policy"),
    verdict: "undecided",
    path: "/policy",
  },
  {
    title: "an empty policy under the name of revoked sessions",
    resources: ignoring(
      rolePolicy,
      { name: "AWSRevokeOlderSessions", policy: '{"Version":"2012-10-17","Statement":[]}' },
      "policy",
    ),
    verdict: "fail",
  },
  {
    title: "what no rule judges",
    resources: ignoring("aws:iam/policy:Policy", { policy: "{}" }, "tags", "description"),
    verdict: "pass",
  },
  {
    title: "a part of what is judged",
    resources: ignoring(
      "aws:dynamodb/table:Table",
      { serverSideEncryption: { enabled: true } },
      "serverSideEncryption.kmsKeyArn",
    ),
    verdict: "fail",
    path: "/serverSideEncryption",
  },
  {
    title: "an entry of a list",
    resources: ignoring(
      "aws:ec2/securityGroup:SecurityGroup",
      { ingress: [] },
      "ingress[0].cidrBlocks",
    ),
    verdict: "fail",
  },
  {
    title: "a quoted property",
    resources: ignoring(role, { assumeRolePolicy: "{}" }, '["assumeRolePolicy"]'),
    verdict: "fail",
    path: "/assumeRolePolicy",
    fix: /\[\\"assumeRolePolicy\\"\]/,
  },
  {
    title: "a property whose name only begins like a judged one",
    resources: ignoring(role, { assumeRolePolicy: "{}" }, "assumeRolePolicyNote"),
    verdict: "pass",
  },
  {
    title: "every property",
    resources: ignoring("aws:sqs/queue:Queue", { kmsMasterKeyId: "1" }, "*"),
    verdict: "fail",
    path: "",
    message: /^Changes of kmsMasterKeyId are ignored/,
    count: 1,
  },
  {
    title: "every property by brackets",
    resources: ignoring("aws:sqs/queue:Queue", { kmsMasterKeyId: "1" }, "[*]"),
    verdict: "fail",
  },
  {
    title: "a key that nobody names, and whose changes are ignored",
    resources: ignoring("aws:cloudwatch/logGroup:LogGroup", {}, "kmsKeyId"),
    verdict: "fail",
  },
  {
    title: "what a bucket leaves to resources of its own",
    resources: ignoring(bucket, { bucket: "orders" }, "versioning", "lifecycleRules"),
    verdict: "pass",
  },
  {
    title: "what a bucket says itself",
    resources: ignoring(bucket, { versioning: { enabled: true } }, "versioning", "lifecycleRules"),
    verdict: "fail",
    path: "/versioning",
    count: 1,
  },
  {
    title: "a retention by its former type",
    resources: ignoring("aws:alb/listener:Listener", { protocol: "HTTPS" }, "sslPolicy"),
    verdict: "fail",
  },
  {
    title: "a resource that ignores nothing",
    resources: ignoring(role, { assumeRolePolicy: "{}" }),
    verdict: "pass",
  },
]);
