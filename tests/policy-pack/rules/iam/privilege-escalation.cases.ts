import { escalationPaths } from "../../../../policy-pack/iam/effective/escalation-paths";
import { privilegeEscalation } from "../../../../policy-pack/rules/iam/privilege-escalation";
import {
  attach,
  documentOf,
  objectOf,
  policy,
  role,
  roleArn,
  rolePolicy,
  type StatementValue,
} from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";
import { limitedCases } from "./privilege-escalation-limits";
import { saturatedCases } from "./privilege-escalation-saturated";

const deployer = role("deployer");
const allowed = (...statements: readonly StatementValue[]) => [
  deployer,
  rolePolicy(deployer, documentOf(...statements)),
];

const passing = policy("passing", documentOf({ Action: "iam:PassRole", Resource: roleArn("pay") }));
const creating = policy(
  "creating",
  documentOf({
    Action: ["lambda:CreateFunction", "lambda:InvokeFunction"],
    Resource: "arn:aws:lambda:eu-west-1:111122223333:function:pay",
  }),
);

const everyPath: readonly RuleCase[] = escalationPaths.map(({ title, steps }) => ({
  requirement: "POL-143",
  title: `somebody who ${title}`,
  resources: allowed({ Action: steps.flatMap(({ anyOf }) => anyOf.slice(0, 1)), Resource: "*" }),
  verdict: "fail",
  count: 1,
}));

const withoutOneStep: readonly RuleCase[] = escalationPaths
  .filter(({ steps }) => steps.length > 1)
  .flatMap(({ title, steps }) =>
    steps.map((_, left): RuleCase => {
      const rest = steps.filter((_step, at) => at !== left);
      return {
        title: `somebody who lacks step ${String(left + 1)} of: ${title}`,
        resources: allowed({
          Action: rest.flatMap(({ anyOf }) => anyOf.slice(0, 1)),
          Resource: "arn:aws:iam::111122223333:role/pay",
        }),
        verdict: "pass",
      };
    }),
  )
  .slice(0, 6);

const functionArn = "arn:aws:lambda:eu-west-1:111122223333:function:pay";
export const privilegeEscalationCases = ruleCases(privilegeEscalation, [
  ...everyPath,
  ...withoutOneStep,
  {
    requirement: "POL-143",
    title: "two policies that are harmless one by one",
    resources: [deployer, passing, creating, attach(deployer, passing), attach(deployer, creating)],
    verdict: "fail",
    path: "/policy/Statement/0/Action",
    message:
      /^iam:PassRole on .*role\/pay, lambda:CreateFunction on .* and lambda:InvokeFunction on .* together let role deployer become somebody else \(it creates a function with a role and runs it\)\.$/,
    fix: /Remove iam:PassRole from passing/,
    count: 1,
  },
  {
    requirement: "POL-147",
    title: "either of these policies attached to nothing",
    resources: [passing, creating],
    verdict: "pass",
  },
  {
    requirement: "POL-147",
    title: "a policy that is attached to nothing",
    resources: [policy("loose", documentOf({ Action: "iam:AttachRolePolicy", Resource: "*" }))],
    verdict: "fail",
    message: /lets whoever gets policy loose become/,
  },
  {
    requirement: "POL-141",
    title: "policies of one user: inline, attached, by group, by an attachment that names several",
    resources: [
      resource("aws:iam/user:User", { name: "ana" }, { name: "ana" }),
      resource("aws:iam/group:Group", { name: "team" }, { name: "team" }),
      resource("aws:iam/userGroupMembership:UserGroupMembership", {
        user: "ana",
        groups: ["team"],
      }),
      resource("aws:iam/groupPolicy:GroupPolicy", {
        group: "team",
        policy: documentOf({ Action: "iam:PassRole", Resource: roleArn("pay") }),
      }),
      resource("aws:iam/policyAttachment:PolicyAttachment", {
        users: ["ana"],
        policyArn: "arn:aws:iam::111122223333:policy/creating",
      }),
      creating,
    ].map((each) =>
      each === creating ? policy("creating", creating.properties["policy"] ?? "") : each,
    ),
    verdict: "fail",
    message: /let user ana become/,
  },
  {
    requirement: "POL-141",
    title: "inline policies of the role itself, given as object",
    resources: [
      role("deployer", {
        inlinePolicies: [
          { name: "a", policy: documentOf({ Action: "iam:PassRole", Resource: roleArn("pay") }) },
          {
            name: "b",
            policy: objectOf({
              Action: ["lambda:CreateFunction", "lambda:InvokeFunction"],
              Resource: [functionArn],
            }),
          },
        ],
      }),
    ],
    verdict: "fail",
    path: "/inlinePolicies/0/policy/Statement/0/Action",
  },
  {
    requirement: "POL-141",
    title: "a permission set",
    resources: [
      resource("aws:ssoadmin/permissionSet:PermissionSet", { name: "ops" }, { name: "ops" }),
      resource(
        "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy",
        {
          permissionSetArn: unknown,
          inlinePolicy: documentOf({ Action: "iam:CreateAccessKey", Resource: "*" }),
        },
        {
          refersTo: {
            permissionSetArn: resource(
              "aws:ssoadmin/permissionSet:PermissionSet",
              {},
              { name: "ops" },
            ),
          },
        },
      ),
    ],
    verdict: "fail",
    message: /lets permission set ops become/,
  },
  {
    requirement: "POL-141",
    title: "an exclusive list of attachments",
    resources: [
      deployer,
      policy("keys", documentOf({ Action: "iam:CreateAccessKey", Resource: "*" })),
      resource("aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", {
        roleName: "deployer",
        policyArns: ["arn:aws:iam::111122223333:policy/keys"],
      }),
    ],
    verdict: "fail",
    message: /lets role deployer become/,
  },
  {
    requirement: "POL-136",
    title: "a condition that has nothing to do with it",
    resources: allowed({
      Action: "iam:CreatePolicyVersion",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    }),
    verdict: "fail",
  },
  {
    requirement: "POL-144",
    title: "actions by pattern",
    resources: allowed({ Action: "iam:*Role*", Resource: "*" }),
    verdict: "fail",
    path: "/policy/Statement/0/Action",
    count: 1,
  },
  {
    requirement: "POL-144",
    title: "actions by exclusion",
    resources: allowed({ NotAction: ["s3:*", "sqs:*"], Resource: "*" }),
    verdict: "fail",
    path: "/policy/Statement/0/NotAction/0",
    count: 1,
  },
  {
    requirement: "POL-43",
    title: "every action, which is the cause that another rule reports",
    resources: allowed({ Action: "*", Resource: "*" }),
    verdict: "pass",
  },
  {
    title: "statements that suffice by themselves beside some that add nothing",
    resources: allowed(
      { Action: ["iam:PassRole", "ec2:RunInstances"], Resource: "*" },
      { Action: "ec2:RequestSpotInstances", Resource: "*" },
    ),
    verdict: "fail",
    count: 1,
  },
  ...limitedCases,
  ...saturatedCases,
  {
    title: "the keys of oneself",
    resources: allowed({
      Action: ["iam:CreateAccessKey", "iam:UpdateLoginProfile"],
      Resource: "arn:aws:iam::111122223333:user/${aws:username}",
    }),
    verdict: "pass",
  },
  {
    title: "the policies of oneself",
    resources: allowed({
      Action: "iam:PutUserPolicy",
      Resource: "arn:aws:iam::111122223333:user/${aws:username}",
    }),
    verdict: "fail",
  },
  {
    title: "the code of one named function",
    resources: allowed({ Action: "lambda:UpdateFunctionCode", Resource: functionArn }),
    verdict: "pass",
  },
  {
    title: "the code of functions by a pattern of their names",
    resources: allowed({
      Action: "lambda:UpdateFunctionCode",
      Resource: "arn:aws:lambda:eu-west-1:111122223333:function:pay*",
    }),
    verdict: "fail",
  },
  {
    title: "a role that can be passed to another service only",
    resources: allowed(
      {
        Action: "iam:PassRole",
        Resource: roleArn("pay"),
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
      { Action: ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource: functionArn },
    ),
    verdict: "pass",
  },
  {
    requirement: "POL-136",
    title: "a role that can be passed to this very service",
    resources: allowed(
      {
        Action: "iam:PassRole",
        Resource: roleArn("pay"),
        Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } },
      },
      { Action: ["lambda:CreateFunction", "lambda:InvokeFunction"], Resource: functionArn },
    ),
    verdict: "fail",
  },
  {
    title: "an unknown action on a queue, which can be no action of IAM",
    resources: allowed({
      Action: ["sqs:SendMessage", unknown],
      Resource: "arn:aws:sqs:eu-west-1:111122223333:orders",
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-23",
    title: "an unknown action on everything",
    resources: allowed({ Action: ["sqs:SendMessage", unknown], Resource: "*" }),
    verdict: "undecided",
    path: "/policy/Statement/0/Action/1",
    count: 1,
  },
  {
    title: "an unknown resource beside an action that is bad on any",
    resources: allowed({ Action: "iam:PutRolePolicy", Resource: unknown }),
    verdict: "fail",
  },
  {
    title: "an unknown document",
    resources: [deployer, rolePolicy(deployer, unknown)],
    verdict: "undecided",
    path: "/policy",
  },
  {
    title: "a policy outside the stack",
    resources: [
      deployer,
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "deployer",
        policyArn: "arn:aws:iam::111122223333:policy/elsewhere",
      }),
    ],
    verdict: "undecided",
    path: "/policyArn",
    message: /policy\/elsewhere is not in this stack/,
    fix: /Declare the policy in this stack/,
  },
  {
    title: "an unknown policy that refers to none of the stack",
    resources: [
      deployer,
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "deployer",
        policyArn: unknown,
      }),
    ],
    verdict: "undecided",
    path: "/policyArn",
  },
  {
    title: "an unknown role that refers to none of the stack",
    resources: [
      resource("aws:iam/rolePolicy:RolePolicy", {
        role: unknown,
        policy: documentOf({ Action: "sqs:SendMessage", Resource: "*" }),
      }),
    ],
    verdict: "undecided",
    path: "/role",
  },
  {
    title: "an AWS-managed policy, which another rule judges",
    resources: [
      deployer,
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "deployer",
        policyArn: "arn:aws:iam::aws:policy/SecurityAudit",
      }),
    ],
    verdict: "pass",
  },
  { title: "a role without permissions", resources: [deployer], verdict: "pass" },
]);
