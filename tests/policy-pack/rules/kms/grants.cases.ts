import type { Value } from "../../../../policy-pack/engine/value";
import { grantee } from "../../../../policy-pack/rules/kms/grantee";
import { grants } from "../../../../policy-pack/rules/kms/grants";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { key, keyObject, ours, roleArn, root, unknownKey } from "./keys";

const Principal = { AWS: roleArn("backup") };
const forAws = { Bool: { "kms:GrantIsForAWSResource": "true" } };
const grant = (operations: Value) => [
  resource("aws:kms/grant:Grant", {
    keyId: "k",
    granteePrincipal: roleArn("backup"),
    operations,
  }),
];

export const grantsCases = ruleCases(grants, [
  {
    requirement: "POL-343",
    title: "grants to anybody",
    resources: key({ Principal, Action: "kms:CreateGrant" }),
    verdict: "fail",
    path: "/policy/Statement/0/Action",
    level: "mandatory",
    message: /kms:CreateGrant allows grants to anybody/,
    fix: /Bool kms:GrantIsForAWSResource true/,
    count: 1,
  },
  {
    requirement: "POL-343",
    title: "grants for AWS services only",
    resources: key({ Principal, Action: "kms:CreateGrant", Condition: forAws }),
    verdict: "pass",
  },
  {
    title: "grants for AWS services only, as a boolean",
    resources: keyObject({
      Principal,
      Action: ["kms:CreateGrant"],
      Condition: { Bool: { "KMS:GrantIsForAWSResource": true } },
    }),
    verdict: "pass",
  },
  {
    title: "grants for anything but AWS services",
    resources: key({
      Principal,
      Action: "kms:CreateGrant",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "false" } },
    }),
    verdict: "fail",
  },
  {
    title: "a condition that a missing key meets",
    resources: key({
      Principal,
      Action: "kms:CreateGrant",
      Condition: { BoolIfExists: { "kms:GrantIsForAWSResource": "true" } },
    }),
    verdict: "fail",
  },
  {
    title: "a condition on something else",
    resources: key({
      Principal,
      Action: "kms:CreateGrant",
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    }),
    verdict: "fail",
  },
  {
    requirement: "POL-343",
    title: "grants hidden in a pattern",
    resources: keyObject({ Principal, Action: ["kms:DescribeKey", "KMS:Create*"] }),
    verdict: "fail",
    path: "/policy/Statement/0/Action/1",
  },
  {
    title: "every action, which other rules report",
    resources: key({ Principal: { AWS: root }, Action: "kms:*" }),
    verdict: "pass",
  },
  {
    requirement: "POL-343",
    title: "grants by an identity policy",
    resources: [
      resource("aws:iam/rolePolicy:RolePolicy", {
        policy: document({ Action: "kms:CreateGrant", Resource: "*" }),
      }),
    ],
    verdict: "fail",
  },
  {
    title: "a denial of grants",
    resources: key({ Effect: "Deny", Principal, Action: "kms:CreateGrant" }),
    verdict: "pass",
  },
  {
    title: "listing grants",
    resources: key({ Principal, Action: "kms:ListGrants" }),
    verdict: "pass",
  },
  { title: "a grant of use", resources: grant(["Decrypt", "DescribeKey"]), verdict: "pass" },
  {
    requirement: "POL-343",
    title: "a grant that may be passed on",
    resources: grant(["Decrypt", "CreateGrant"]),
    verdict: "fail",
    path: "/operations/1",
    message: /includes CreateGrant/,
    fix: /Remove CreateGrant/,
    count: 1,
  },
  { title: "no operations", resources: grant(null), verdict: "pass" },
  {
    title: "an unknown operation",
    resources: grant(["Decrypt", unknown]),
    verdict: "undecided",
    path: "/operations/1",
  },
  {
    title: "unknown operations",
    resources: grant(unknown),
    verdict: "undecided",
    path: "/operations",
  },
  {
    title: "an unknown condition",
    resources: key({
      Principal,
      Action: "kms:CreateGrant",
      Condition: { Bool: { "kms:GrantIsForAWSResource": unknown } },
    }),
    verdict: "undecided",
  },
  { title: "an unknown policy", resources: unknownKey, verdict: "undecided" },
]);

const role = resource("aws:iam/role:Role", { name: "backup" });
const to = (granteePrincipal: Value) =>
  resource("aws:kms/grant:Grant", { keyId: "k", granteePrincipal, operations: ["Decrypt"] });

export const granteeCases = ruleCases(grantee, [
  {
    requirement: "POL-343",
    title: "a role of the stack by ARN",
    resources: [role, to(roleArn("backup"))],
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a user of the stack by ARN",
    resources: [
      resource("aws:iam/user:User", { name: "ana" }),
      to("arn:aws:iam::111122223333:user/ana"),
    ],
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a role of the stack by dependency",
    resources: [
      role,
      resource(
        "aws:kms/grant:Grant",
        { granteePrincipal: unknown },
        { refersTo: { granteePrincipal: role } },
      ),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-343",
    title: "a role that nothing explains",
    resources: [to(roleArn("backup"))],
    configuration: ours,
    verdict: "fail",
    path: "/granteePrincipal",
    level: "mandatory",
    message: /Nothing in the stack explains/,
    fix: /one role of this stack/,
    count: 1,
  },
  ...["role:Role", "user:User"].map((type) => ({
    title: `a role that may be one of type ${type} whose name is unknown`,
    resources: [
      resource(`aws:iam/${type}`, { name: unknown }, { name: "unnamed" }),
      to(roleArn("backup")),
    ],
    configuration: ours,
    verdict: "undecided" as const,
    path: "/granteePrincipal",
    message: /is unnamed, whose name is unknown/,
    count: 1,
  })),
  {
    title: "a role that the configuration allows",
    resources: [to(roleArn("backup"))],
    configuration: {
      ...ours,
      rules: { "kms/grantee": { params: { allowedGrantees: [roleArn("backup")] } } },
    },
    verdict: "pass",
  },
  {
    title: "a service-linked role",
    resources: [
      to(roleArn("aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling")),
    ],
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a foreign role",
    resources: [to("arn:aws:iam::444455556666:role/aws-service-role/x")],
    configuration: ours,
    verdict: "fail",
    message: /is not ours/,
  },
  {
    title: "a whole account",
    resources: [to(root)],
    configuration: ours,
    verdict: "fail",
    message: /all of account 111122223333/,
  },
  { title: "everybody", resources: [to("*")], verdict: "fail", message: /no single role or user/ },
  {
    title: "an unknown grantee",
    resources: [to(unknown)],
    verdict: "undecided",
    message: /refers to no single role/,
  },
]);
