import { auditTampering } from "../../../../policy-pack/rules/audit/tampering";
import {
  attach,
  boundedRole,
  documentOf,
  policy,
  role,
  roleArn,
  rolePolicy,
  type StatementValue,
} from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const pay = role("pay");
const allowed = (...statements: readonly StatementValue[]) => [
  pay,
  rolePolicy(pay, documentOf(...statements)),
];
const administrators = (...names: readonly string[]) => ({
  rules: { "audit/tampering": { params: { administrators: names } } },
});

const byTarget: Readonly<Record<string, readonly string[]>> = {
  trail: [
    "cloudtrail:DeleteEventDataStore",
    "cloudtrail:DeleteTrail",
    "cloudtrail:PutEventSelectors",
    "cloudtrail:StopEventDataStoreIngestion",
    "cloudtrail:StopLogging",
    "cloudtrail:UpdateEventDataStore",
    "cloudtrail:UpdateTrail",
  ],
  key: [
    "kms:DeleteImportedKeyMaterial",
    "kms:DisableKey",
    "kms:DisableKeyRotation",
    "kms:PutKeyPolicy",
    "kms:ScheduleKeyDeletion",
  ],
  "log group": [
    "logs:AssociateKmsKey",
    "logs:DeleteLogGroup",
    "logs:DeleteLogStream",
    "logs:DeleteRetentionPolicy",
    "logs:DisassociateKmsKey",
    "logs:PutRetentionPolicy",
  ],
  detector: [
    "guardduty:DeleteDetector",
    "guardduty:DeleteMembers",
    "guardduty:DisassociateFromAdministratorAccount",
    "guardduty:DisassociateFromMasterAccount",
    "guardduty:StopMonitoringMembers",
    "guardduty:UpdateDetector",
  ],
  alarm: ["cloudwatch:DeleteAlarms", "cloudwatch:DisableAlarmActions"],
  recorder: [
    "config:DeleteConfigurationRecorder",
    "config:DeleteDeliveryChannel",
    "config:StopConfigurationRecorder",
  ],
};

const limit = policy("limit", documentOf({ Action: "logs:PutLogEvents", Resource: "*" }));

export const auditTamperingCases = ruleCases(auditTampering, [
  ...Object.entries(byTarget).flatMap(([target, actions]) =>
    actions.map(
      (action): RuleCase => ({
        requirement: "POL-334",
        title: `a role that may ${action}`,
        resources: allowed({ Action: action, Resource: "*" }),
        verdict: "fail",
        path: "/policy/Statement/0/Action",
        message: new RegExp(`^${action} lets role pay change an? ${target}\\.$`),
        fix: new RegExp(`^Remove ${action}, or name the role in parameter administrators`),
        count: 1,
      }),
    ),
  ),
  {
    title: "a role that writes and reads what is recorded",
    resources: allowed({
      Action: [
        "logs:PutLogEvents",
        "logs:CreateLogGroup",
        "cloudtrail:LookupEvents",
        "kms:Decrypt",
      ],
      Resource: "*",
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-334",
    title: "a pattern of actions on one log group, once",
    resources: allowed({
      Action: "logs:Delete*",
      Resource: "arn:aws:logs:eu-west-1:111122223333:log-group:/pay:*",
    }),
    verdict: "fail",
    count: 1,
  },
  {
    requirement: "POL-334",
    title: "a trail and a key by one statement, each",
    resources: allowed({ Action: ["cloudtrail:StopLogging", "kms:DisableKey"], Resource: "*" }),
    verdict: "fail",
    count: 2,
  },
  {
    requirement: "POL-43",
    title: "every action, which is the cause that another rule reports",
    resources: allowed({ Action: "*", Resource: "*" }),
    verdict: "pass",
  },
  {
    requirement: "POL-334",
    title: "a role that is named, by its name",
    resources: allowed({ Action: "cloudtrail:StopLogging", Resource: "*" }),
    configuration: administrators("audit", "pay"),
    verdict: "pass",
  },
  {
    requirement: "POL-334",
    title: "a role that is named, by its ARN",
    resources: allowed({ Action: "cloudtrail:StopLogging", Resource: "*" }),
    configuration: administrators(roleArn("ops/pay")),
    verdict: "pass",
  },
  {
    requirement: "POL-334",
    title: "a role when another one is named",
    resources: allowed({ Action: "cloudtrail:StopLogging", Resource: "*" }),
    configuration: administrators("audit"),
    verdict: "fail",
  },
  {
    requirement: "POL-334",
    title: "a user who is named like an administrator",
    resources: [
      resource("aws:iam/user:User", { name: "audit" }, { name: "audit" }),
      resource("aws:iam/userPolicy:UserPolicy", {
        user: "audit",
        policy: documentOf({ Action: "cloudtrail:StopLogging", Resource: "*" }),
      }),
    ],
    configuration: administrators("audit"),
    verdict: "fail",
    message: /user audit/,
  },
  {
    requirement: "POL-334",
    title: "a role that retains by a policy of AWS",
    resources: [
      pay,
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        role: "pay",
        policyArn: "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy",
      }),
    ],
    verdict: "fail",
    path: "/policyArn",
    message: /^logs:PutRetentionPolicy lets role pay change a log group/,
  },
  {
    requirement: "POL-334",
    title: "a policy that two roles have, once",
    resources: [
      pay,
      role("order"),
      ...[policy("stop", documentOf({ Action: "cloudtrail:StopLogging", Resource: "*" }))].flatMap(
        (stop) => [stop, attach(pay, stop), attach(role("order"), stop)],
      ),
    ],
    verdict: "fail",
    message: /lets role order and role pay change a trail/,
    count: 1,
  },
  {
    requirement: "POL-140",
    title: "an action that the boundary does not let through",
    resources: [
      limit,
      boundedRole("pay", limit),
      rolePolicy(pay, documentOf({ Action: "cloudtrail:StopLogging", Resource: "*" })),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-140",
    title: "an action that the same document denies",
    resources: allowed(
      { Action: "cloudtrail:*", Resource: "*" },
      { Effect: "Deny", NotAction: "cloudtrail:LookupEvents", Resource: "*" },
    ),
    verdict: "pass",
  },
  {
    title: "a boundary outside the stack",
    resources: [
      role("pay", { permissionsBoundary: "arn:aws:iam::111122223333:policy/elsewhere" }),
      rolePolicy(pay, documentOf({ Action: "cloudtrail:StopLogging", Resource: "*" })),
    ],
    verdict: "undecided",
    message: /for all that can be told: what the permissions boundary allows cannot be seen/,
  },
  {
    title: "an unknown action",
    resources: allowed({ Action: ["logs:PutLogEvents", unknown], Resource: "*" }),
    verdict: "undecided",
    path: "/policy/Statement/0/Action/1",
  },
  {
    title: "a role whose name is unknown, and may be an administrator's",
    resources: [
      role("pay", { name: unknown }),
      rolePolicy(pay, documentOf({ Action: "cloudtrail:StopLogging", Resource: "*" })),
    ],
    configuration: administrators("audit"),
    verdict: "undecided",
    message: /the name of the role is unknown/,
  },
]);
