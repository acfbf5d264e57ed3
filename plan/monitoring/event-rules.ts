import type { PlanContext } from "../context";
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
}

/** Plans the rules for what should be known at once. */
export function planEventRules(context: PlanContext): readonly EventRulePlan[] {
  const { environment, names } = context;
  const rules = [
    ...secretRules,
    keyTampering,
    ...codeRules(names.governance),
    ...(environment.region === iamEventsRegion ? [iamChanges] : []),
  ];
  const { region } = environment;
  return rules.map((rule) => ({ ...rule, name: names.name(rule.key), state: "ENABLED", region }));
}

type Rule = Omit<EventRulePlan, "name" | "state" | "region">;

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

// IAM's events reach EventBridge in this Region alone (LOG-85); in others the metric filters still see them.
const iamEventsRegion = "us-east-1";

const iamChanges: Rule = {
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
};
