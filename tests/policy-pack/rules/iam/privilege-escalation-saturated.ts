import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../../policy-pack/engine/value";
import {
  attach,
  declaredPolicy,
  documentOf,
  policy,
  role,
  roleArn,
  rolePolicy,
  type StatementValue,
} from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import type { RuleCase } from "../../../support/policy-pack/rule-cases";

const provider = resource("pulumi:providers:aws", { allowedAccountIds: '["111122223333"]' });
const writer = role("writer");
const payArn = roleArn("pay");

const reading: StatementValue = {
  Action: "sqs:ReceiveMessage",
  Resource: "arn:aws:sqs:eu-west-1:111122223333:orders",
};
const noKeys: StatementValue = { Effect: "Deny", Action: "kms:*", Resource: "*" };
const olderThan = (time: Value, operator = "DateLessThan"): StatementValue => ({
  Effect: "Deny",
  Action: "*",
  Resource: "*",
  Condition: { [operator]: { "aws:TokenIssueTime": time } },
});

const managedArn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
const managedStatement: StatementValue = {
  Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: ["*"],
};

/** A role whose boundary is the given policy. */
const bounded = (limit: StackResource, properties: Properties = {}): StackResource =>
  role("pay", { permissionsBoundary: unknown, ...properties }, { permissionsBoundary: limit });

interface Written {
  /** What the boundary holds. @default - what the role may do, and a denial */
  readonly limit?: Value;
  /** What the role's policy holds. */
  readonly own?: Value;
  /** Further resources. @default - none */
  readonly more?: readonly StackResource[];
  /** What the writer may do. @default - put an inline policy into the role */
  readonly may?: readonly StatementValue[];
  /** The role, of its boundary. */
  readonly of?: (limit: StackResource) => StackResource;
}

const put: StatementValue = { Action: "iam:PutRolePolicy", Resource: payArn };

/** A stack in which one role writes inline policies of another. */
function written({
  limit = documentOf(reading, noKeys),
  own = documentOf(reading),
  more = [],
  may = [put],
  of = bounded,
}: Written = {}): readonly StackResource[] {
  const boundary = policy("pay-boundary", limit);
  const pay = of(boundary);
  return [
    provider,
    boundary,
    pay,
    rolePolicy(pay, own),
    ...more,
    writer,
    rolePolicy(writer, documentOf(...may)),
  ];
}

const harmless = (title: string, stack: Written = {}): RuleCase => ({
  requirement: "POL-140",
  title,
  resources: written(stack),
  verdict: "pass",
});

const gains = (title: string, stack: Written): RuleCase => ({
  requirement: "POL-140",
  title,
  resources: written(stack),
  verdict: "fail",
  message: /^iam:PutRolePolicy on .* lets role writer become somebody else/,
  count: 1,
});

const pay = role("pay");
const revoking = (name: string, ...statements: readonly StatementValue[]) =>
  rolePolicy(pay, documentOf(...statements), name);

/** A policy of the writer that is known by declaration only, where the role is a reference with a suffix. */
const declared = (suffix: string): readonly StackResource[] =>
  declaredPolicy(writer, { Action: ["iam:PutRolePolicy"], Resource: [{ ref: "pay", suffix }] });

const accepted: readonly RuleCase[] = [
  harmless("an inline policy of a role that holds all its boundary allows"),
  harmless("a role whose boundary is written in another order, with other ids", {
    limit: documentOf({ Sid: "NoKeys", ...noKeys }, { Sid: "Read", ...reading }),
  }),
  harmless("a role that holds more than its boundary allows", {
    own: documentOf(reading, { Action: "sqs:SendMessage", Resource: "*" }),
  }),
  harmless("a role whose boundary allows nothing", { limit: documentOf(noKeys) }),
  harmless("a role whose managed policy is what its boundary allows", {
    own: documentOf(noKeys),
    more: [
      policy("reading", documentOf(reading)),
      attach(pay, policy("reading", documentOf(reading))),
    ],
  }),
  harmless("a role whose sessions of earlier days have ended", {
    more: [revoking("revoked", olderThan("2026-11-23T00:00:00Z"))],
  }),
  harmless("a role that denies what its boundary denies", { own: documentOf(reading, noKeys) }),
  harmless("a role that a declared statement names by reference", { more: declared("") }),
  {
    title: "a role that is deployed under the very ARN, where no account is known to be ours",
    resources: written({
      of: (limit) => ({ ...bounded(limit), outputs: { name: "pay", arn: payArn } }),
    }).filter(({ type }) => type !== provider.type),
    verdict: "pass",
  },
];

const elsewhere: readonly RuleCase[] = [
  gains("what lies inside a role that a declared statement names by reference", {
    more: declared("/*"),
  }),
  gains("a role without a boundary", { of: () => pay }),
  gains("a role outside the stack", {
    may: [{ Action: "iam:PutRolePolicy", Resource: roleArn("audit") }],
  }),
  gains("a role of that name in another account", {
    may: [{ Action: "iam:PutRolePolicy", Resource: "arn:aws:iam::444455556666:role/pay" }],
  }),
  {
    title: "a role of an account that is not known to be ours",
    resources: written().filter(({ type }) => type !== provider.type),
    verdict: "undecided",
  },
  {
    title: "a role that may be in either of two accounts",
    resources: written({
      more: [
        resource(
          "pulumi:providers:aws",
          { allowedAccountIds: '["444455556666"]' },
          { name: "other" },
        ),
      ],
    }),
    verdict: "undecided",
  },
  ...[
    "arn:aws:iam::111122223333:role/*",
    "arn:aws:iam::111122223333:role/pa?",
    "arn:aws:iam::111122223333:role/${aws:PrincipalTag/role}",
    "*",
  ].map((Resource) =>
    gains(`roles by the pattern ${Resource}, which roles outside the stack match`, {
      may: [{ Action: "iam:PutRolePolicy", Resource }],
    }),
  ),
  gains("roles by pattern that have the boundary, for conditions never count", {
    may: [
      {
        Action: "iam:PutRolePolicy",
        Resource: "arn:aws:iam::111122223333:role/*",
        Condition: {
          ArnEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/pay-boundary" },
        },
      },
    ],
  }),
  gains("every role but this one", {
    may: [{ Action: "iam:PutRolePolicy", NotResource: payArn }],
  }),
  gains("one role that gains nothing and one that does", {
    may: [{ Action: "iam:PutRolePolicy", Resource: [payArn, roleArn("audit")] }],
  }),
];

const unlike: readonly RuleCase[] = [
  gains("a role that holds less than its boundary allows", {
    limit: documentOf(reading, { Action: "sqs:SendMessage", Resource: "*" }),
  }),
  gains("a boundary that allows by pattern what the role may do by name", {
    limit: documentOf({ ...reading, Action: "sqs:Receive*" }),
  }),
  gains("a boundary that allows on more resources", {
    limit: documentOf({ ...reading, Resource: "*" }),
  }),
  gains("a boundary that allows without the role's condition", {
    own: documentOf({ ...reading, Condition: { Bool: { "aws:SecureTransport": "true" } } }),
  }),
  gains("a boundary that allows all but what the role may do", {
    limit: documentOf({ NotAction: "sqs:ReceiveMessage", Resource: reading["Resource"] ?? "" }),
  }),
  gains("a role whose policy denies more than its boundary, and can be written over", {
    own: documentOf(reading, { Effect: "Deny", Action: "sqs:*", Resource: "*" }),
  }),
  gains("a role that is shut out until a day to come", {
    more: [revoking("shut", olderThan("2099-01-01T00:00:00Z"))],
  }),
  gains("a role that is shut out from today on", {
    more: [revoking("shut", olderThan("2026-11-24T00:00:00Z"))],
  }),
  gains("a role that is shut out since a time, which ends no session", {
    more: [revoking("shut", olderThan("2000-01-01T00:00:00Z", "DateGreaterThan"))],
  }),
  gains("a role that is shut out before a time of day", {
    more: [
      revoking("shut", {
        ...olderThan(""),
        Condition: { DateLessThan: { "aws:CurrentTime": "2026-11-23T00:00:00Z" } },
      }),
    ],
  }),
  gains("a role that is shut out before a time in seconds, which is not read", {
    more: [revoking("shut", olderThan("1111111111"))],
  }),
  gains("a role whose policy is in the former language, where variables are text", {
    own: JSON.stringify({ Version: "2008-10-17", Statement: [{ Effect: "Allow", ...reading }] }),
  }),
  gains("a boundary that AWS refuses", { limit: "{" }),
  gains("a role whose condition is misspelt, which AWS refuses", {
    own: documentOf({ ...reading, Conditions: { Bool: { "aws:SecureTransport": "true" } } }),
  }),
  gains("a boundary of AWS, which may come to allow more", {
    of: () => role("pay", { permissionsBoundary: managedArn }),
    own: documentOf(managedStatement),
  }),
  gains("a policy of AWS, which may come to allow less", {
    limit: documentOf(managedStatement),
    more: [
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "pay",
        policyArn: managedArn,
      }),
    ],
  }),
];

const alsoHeld: readonly RuleCase[] = [
  gains("a writer who may also put a role without boundary in its place", {
    may: [put, { Action: "iam:CreateRole", Resource: payArn }],
  }),
  gains("a writer who may do all to roles but attach policies", {
    may: [
      {
        NotAction: ["iam:Attach*", "iam:Update*", "iam:Delete*", "iam:PutRolePermissionsBoundary"],
        Resource: payArn,
      },
    ],
  }),
  harmless("a writer whom a denial keeps from creating roles", {
    may: [
      put,
      { Action: "iam:CreateRole", Resource: payArn },
      { Effect: "Deny", Action: "iam:CreateRole", Resource: "*" },
    ],
  }),
  ...[
    ["iam:CreatePolicyVersion", "arn:aws:iam::111122223333:policy/pay-boundary"],
    ["iam:PutRolePermissionsBoundary", payArn],
    ["iam:DeleteRolePermissionsBoundary", payArn],
    ["iam:AttachRolePolicy", payArn],
    ["iam:UpdateAssumeRolePolicy", payArn],
  ].map(
    ([Action = "", Resource = ""]): RuleCase => ({
      requirement: "POL-143",
      title: `a writer who may also use ${Action}`,
      resources: written({ may: [put, { Action, Resource }] }),
      verdict: "fail",
      message: new RegExp(`^${Action} on `),
      count: 1,
    }),
  ),
];

const doubtful = (title: string, stack: Written): RuleCase => ({
  title,
  resources: written(stack),
  verdict: "undecided",
});

const open: readonly RuleCase[] = [
  {
    title: "a role that holds all its boundary allows, beside a policy that is unknown",
    resources: [
      ...written({ may: [{ Action: "sqs:SendMessage", Resource: "*" }] }),
      rolePolicy(pay, unknown, "more"),
    ],
    verdict: "undecided",
    path: "/policy",
    count: 1,
  },
  {
    title: "a writer whose action is unknown",
    resources: written({ may: [{ Action: unknown, Resource: payArn }] }),
    verdict: "undecided",
    path: "/policy/Statement/0/Action",
    count: 1,
  },
  doubtful("an effect that is unknown in role and boundary alike", {
    limit: documentOf({ ...reading, Effect: unknown }),
    own: documentOf({ ...reading, Effect: unknown }),
  }),
  doubtful("a resource that is unknown in role and boundary alike", {
    limit: documentOf({ ...reading, Resource: unknown }),
    own: documentOf({ ...reading, Resource: unknown }),
  }),
  ...[unknown, { StringEquals: unknown }, { StringEquals: { "aws:SourceVpc": unknown } }].map(
    (Condition, at) =>
      doubtful(`a condition that is unknown in role and boundary alike (${String(at + 1)})`, {
        limit: documentOf({ ...reading, Condition }),
        own: documentOf({ ...reading, Condition }),
      }),
  ),
  doubtful("a boundary that is unknown", { limit: unknown }),
  doubtful("a role whose boundary is unknown", {
    of: () => role("pay", { permissionsBoundary: unknown }),
  }),
  doubtful("sessions that end at an unknown time", {
    more: [revoking("shut", olderThan(unknown))],
  }),
];

/** Cases of iam/privilege-escalation in which inline policies of other roles are written. */
export const saturatedCases: readonly RuleCase[] = [
  ...accepted,
  ...elsewhere,
  ...unlike,
  ...alsoHeld,
  ...open,
];
