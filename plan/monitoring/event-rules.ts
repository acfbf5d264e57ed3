import type { PlanContext } from "../context";
import { rotatedServices } from "../secrets/rotation";
import { organizationChanges } from "./patterns/account-changes";
import type { SecretReaders } from "./patterns/foreign-read";
import type { AlertClass } from "./patterns/pattern";
import { rotationFailures } from "./patterns/secret-access";

/** State of a rule that is switched on. */
export type EventRuleState = "ENABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

/** A rule that forwards matching events at once, without waiting for a metric. */
export interface EventRulePlan {
  /** Stable key. */
  readonly key: string;
  /** Physical name. */
  readonly name: string;
  /** Alert class. */
  readonly alertClass: AlertClass;
  /** What it forwards. */
  readonly description: string;
  /** Event pattern. */
  readonly pattern: Readonly<Record<string, unknown>>;
  /**
   * Which events it is offered: those of calls that only read by the longer one alone (EventBridge User Guide,
   * "Receiving read-only management events from AWS services"; LOG-84).
   */
  readonly state: EventRuleState;
  /** Region that it stands in. */
  readonly region: string;
  /** Where its events arise: in the Region of the call, or where AWS keeps its global services (LOG-85). */
  readonly origin: "region" | "global";
}

/** Plans the rules for what should be known at once. */
export function planEventRules(context: PlanContext): readonly EventRulePlan[] {
  const { environment, names } = context;
  const { region } = environment;
  const rule = (each: Rule): EventRulePlan => ({
    ...{ state: "ENABLED", origin: "region", region },
    ...each,
    name: names.name(each.key),
  });
  return [
    ...secretRules,
    keyTampering,
    ...codeRules(names.governance),
    guardDuty,
    ...globalRules.map((each) => ({ ...each, origin: "global" as const })),
    ...readRules(context),
  ].map(rule);
}

type Rule = Omit<EventRulePlan, "name" | "state" | "region" | "origin"> &
  Partial<Pick<EventRulePlan, "state" | "origin">>;

/** Who reads the secrets of each service every day: its own roles. Break-glass is no everyday reader. */
export const secretReaders = ({ config, names }: PlanContext): readonly SecretReaders[] =>
  rotatedServices(config).map((service) => ({
    service,
    namePrefix: names.secret(service, ""),
    roleArns: [
      names.taskRole(service),
      names.executionRole(service),
      names.rotationFunction(service),
    ].map(names.roleArn),
  }));

// `anything-but` does not match where there is no such key: users and root have a rule of their own.
function readRules(context: PlanContext): readonly Rule[] {
  const { environment } = context;
  const readers = secretReaders(context);
  const reads = (secretName: string, issuers: readonly unknown[]) => ({
    source: ["aws.secretsmanager"],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: {
      eventSource: ["secretsmanager.amazonaws.com"],
      eventName: ["GetSecretValue"],
      requestParameters: { secretId: [{ wildcard: `*${secretName}*` }] },
      userIdentity: { sessionContext: { sessionIssuer: { arn: issuers } } },
    },
  });
  const shared = {
    alertClass: "secret-access-anomaly",
    state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
  } as const;
  const byNobody: Rule = {
    ...shared,
    key: "secret-read-without-role",
    description: "Somebody without a role asked for a secret of the stack",
    pattern: reads(`${environment.project}/${environment.stack}/`, [{ exists: false }]),
  };
  return [
    ...readers.map(
      ({ service, namePrefix, roleArns }): Rule => ({
        ...shared,
        key: `${service}-foreign`,
        description: `Somebody else than ${service} asked for one of its secrets`,
        pattern: reads(namePrefix, [{ "anything-but": roleArns }]),
      }),
    ),
    ...(readers.length === 0 ? [] : [byNobody]),
  ];
}

const apiCalls = (source: string, eventName: readonly string[]) => ({
  source: [source],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: { eventName },
});

const secretRules: readonly Rule[] = [
  {
    key: "secret-tampering",
    alertClass: "secret-access-anomaly",
    description: "Secret deleted, or its policy or rotation changed",
    pattern: apiCalls("aws.secretsmanager", [
      "DeleteSecret",
      "PutResourcePolicy",
      "DeleteResourcePolicy",
      "CancelRotateSecret",
    ]),
  },
  // Of every stack in the account: an event that lacks the secret's ARN must not be lost.
  {
    key: "secret-rotation",
    alertClass: "secret-access-anomaly",
    description: "Rotation of a secret failed, or was given up",
    pattern: {
      source: ["aws.secretsmanager"],
      "detail-type": ["AWS Service Event via CloudTrail"],
      detail: { eventName: rotationFailures },
    },
  },
];

const keyTampering: Rule = {
  key: "key-tampering",
  alertClass: "secret-access-anomaly",
  description: "Key disabled or scheduled for deletion, or its policy changed",
  pattern: apiCalls("aws.kms", ["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy"]),
};

// Lambda's events carry the version of its API in their names, such as UpdateFunctionCode20150331v2; a request may
// name the function by name or by ARN.
const codeRules = (functionName: string): readonly Rule[] => [
  {
    key: "governance-tampering",
    alertClass: "failed-governance-decision",
    description: "The governance function, who may invoke it, or what it is signed by, changed",
    pattern: {
      source: ["aws.lambda"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        eventSource: ["lambda.amazonaws.com"],
        eventName: functionChanges.map((prefix) => ({ prefix })),
        requestParameters: { functionName: [{ wildcard: `*${functionName}*` }] },
      },
    },
  },
  {
    key: "code-signing-tampering",
    alertClass: "failed-governance-decision",
    description: "What signed code is measured by changed",
    pattern: {
      source: ["aws.lambda"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        eventSource: ["lambda.amazonaws.com"],
        eventName: [{ prefix: "UpdateCodeSigningConfig" }, { prefix: "DeleteCodeSigningConfig" }],
      },
    },
  },
];

const functionChanges = [
  "AddPermission",
  "CreateAlias",
  "CreateFunctionUrlConfig",
  "DeleteAlias",
  "DeleteFunction",
  "DeleteProvisionedConcurrencyConfig",
  "PublishVersion",
  "PutFunctionCodeSigningConfig",
  "PutFunctionConcurrency",
  "PutFunctionEventInvokeConfig",
  "PutProvisionedConcurrencyConfig",
  "PutRuntimeManagementConfig",
  "RemovePermission",
  "UpdateAlias",
  "UpdateFunctionCode",
  "UpdateFunctionConfiguration",
  "UpdateFunctionUrlConfig",
];

// Where no detector is switched on, in this stack or another of the account, there are no such events.
const guardDuty: Rule = {
  key: "guardduty-findings",
  alertClass: "unusual-traffic",
  description: "GuardDuty found something of medium severity or above",
  pattern: {
    source: ["aws.guardduty"],
    "detail-type": ["GuardDuty Finding"],
    detail: { severity: [{ numeric: [">=", 4] }] },
  },
};

const globalRules: readonly Rule[] = [
  {
    key: "iam-changes",
    alertClass: "iam-permission-change",
    description: "Permissions, trust, credentials or boundaries changed",
    pattern: {
      source: ["aws.iam"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        eventSource: ["iam.amazonaws.com"],
        eventName: [
          { prefix: "Put" },
          { prefix: "Attach" },
          { prefix: "Detach" },
          { prefix: "Create" },
          { prefix: "Delete" },
          { prefix: "Update" },
          "SetDefaultPolicyVersion",
          "AddUserToGroup",
          "DeactivateMFADevice",
        ],
      },
    },
  },
  {
    key: "organization-calls",
    alertClass: "iam-permission-change",
    description: "The organization, its accounts or its policies changed",
    pattern: apiCalls("aws.organizations", organizationChanges),
  },
  // Signing in is no API call, and has a detail type of its own.
  {
    key: "root-activity",
    alertClass: "unauthorized-access",
    description: "The root user signed in, or changed something",
    pattern: {
      // AWS spells it Sign In and Signin (EventBridge's reference of events, and examples of rules).
      "detail-type": [{ prefix: "AWS Console Sign" }, "AWS API Call via CloudTrail"],
      detail: { userIdentity: { type: ["Root"], invokedBy: [{ exists: false }] } },
    },
  },
];
