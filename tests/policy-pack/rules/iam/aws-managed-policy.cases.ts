import type { Value } from "../../../../policy-pack/engine/value";
import { awsManaged } from "../../../../policy-pack/rules/iam/aws-managed-policy";
import { role } from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const attached = (policyArn: Value) => [
  resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "pay", policyArn }),
];

const refused = (name: string, reach: string): RuleCase => ({
  requirement: "POL-142",
  title: `${name}, which grants ${reach}`,
  resources: attached(`arn:aws:iam::aws:policy/${name}`),
  verdict: "fail",
  path: "/policyArn",
  message: new RegExp(`grants ${reach}\\.$`),
});

export const awsManagedPolicyCases = ruleCases(awsManaged, [
  refused("AdministratorAccess", "an administrator"),
  refused("job-function/SystemAdministrator", "an administrator"),
  refused("AdministratorAccess-Amplify", "an administrator"),
  refused("AmazonWorkSpacesAdmin", "an administrator"),
  refused("PowerUserAccess", "a power user"),
  refused("AWSCodeCommitPowerUser", "a power user"),
  refused("AWSDataPipeline_PowerUser", "a power user"),
  refused("AmazonS3FullAccess", "full access"),
  refused("AWSLambda_FullAccess", "full access"),
  refused("CloudWatchFullAccessV2", "full access"),
  refused("AmazonLaunchWizard_Fullaccess", "full access"),
  refused("service-role/AmazonElasticMapReduceforEC2Role", "full access"),
  {
    requirement: "POL-142",
    title: "an administrator in another partition",
    resources: attached("arn:aws-us-gov:iam::aws:policy/AdministratorAccess"),
    verdict: "fail",
    fix: /Replace AdministratorAccess by a policy of your own/,
  },
  {
    requirement: "POL-142",
    title: "a reviewer of administration",
    resources: attached("arn:aws:iam::aws:policy/AWSFMAdminReadOnlyAccess"),
    verdict: "undecided",
  },
  {
    requirement: "POL-142",
    title: "a policy on the list, with its document",
    resources: attached("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
    verdict: "pass",
  },
  {
    requirement: "POL-142",
    title: "a policy that is not on the list",
    resources: attached("arn:aws:iam::aws:policy/SecurityAudit"),
    verdict: "undecided",
    path: "/policyArn",
    message: /SecurityAudit grants is not known/,
    fix: /Copy the statements of SecurityAudit/,
  },
  {
    title: "a policy of our own that is named like an administrator's",
    resources: attached("arn:aws:iam::111122223333:policy/AdministratorAccess"),
    verdict: "pass",
  },
  {
    requirement: "POL-141",
    title: "one of several in the role itself",
    resources: [
      role("pay", {
        managedPolicyArns: [
          "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole",
          "arn:aws:iam::aws:policy/PowerUserAccess",
        ],
      }),
    ],
    verdict: "fail",
    path: "/managedPolicyArns/1",
    count: 1,
  },
  ...(
    [
      ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "policyArn", { user: "ana" }],
      ["aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "policyArn", { group: "ana" }],
      ["aws:iam/policyAttachment:PolicyAttachment", "policyArn", { roles: ["ana"] }],
      [
        "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
        "policyArns",
        { roleName: "ana" },
      ],
      [
        "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
        "policyArns",
        { userName: "ana" },
      ],
      [
        "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
        "policyArns",
        { groupName: "ana" },
      ],
      [
        "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
        "managedPolicyArn",
        { permissionSetArn: "ana" },
      ],
      [
        "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive",
        "managedPolicyArns",
        { permissionSetArn: "ana" },
      ],
    ] as const
  ).map(
    ([type, property, holder]): RuleCase => ({
      requirement: "POL-141",
      title: `an administrator by ${type}`,
      resources: [
        resource(type, { ...holder, [property]: "arn:aws:iam::aws:policy/AdministratorAccess" }),
      ],
      verdict: "fail",
      path: `/${property}`,
    }),
  ),
  {
    title: "a reference to a policy of the account, by name",
    resources: [
      resource("aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment", {
        customerManagedPolicyReference: { name: "AdministratorAccess", path: "/" },
      }),
    ],
    verdict: "pass",
  },
  {
    title: "an unknown policy, which is a matter of effective permissions",
    resources: attached(unknown),
    verdict: "pass",
  },
  { title: "a role without managed policies", resources: [role("pay")], verdict: "pass" },
]);
