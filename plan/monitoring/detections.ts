import type { PlanContext } from "../context";
import { calleesOf } from "../governance/parties";
import { breakGlass } from "../keys/service-keys";
import type { Tags } from "../tags";
import { detectionPatterns } from "./patterns";
import { breakGlassUse } from "./patterns/break-glass";
import { failedVerification } from "./patterns/failed-verification";
import type { DetectionPattern } from "./patterns/pattern";
import { rotationFailures } from "./patterns/secret-access";

/** A metric filter and the alarm on its metric. */
export interface DetectionPlan extends Omit<DetectionPattern, "source" | "threshold"> {
  /** Log group the filter looks at. */
  readonly logGroup: string;
  /** Name of the metric, one for each detection. */
  readonly metricName: string;
  /** Physical name of the alarm. */
  readonly alarmName: string;
  /** Events in a period that raise the alarm. */
  readonly threshold: number;
}

/** A rule that forwards matching events at once, without waiting for a metric. */
export interface EventRulePlan {
  /** Stable key. */
  readonly key: string;
  /** Physical name. */
  readonly name: string;
  /** What it forwards. */
  readonly description: string;
  /** Event pattern. */
  readonly pattern: Readonly<Record<string, unknown>>;
}

/** All detections. */
export interface DetectionsPlan {
  /** Metric filters with alarms. */
  readonly detections: readonly DetectionPlan[];
  /** Event rules. */
  readonly eventRules: readonly EventRulePlan[];
  /** Namespace of the metrics. */
  readonly metricNamespace: string;
  /** Seconds of a period. */
  readonly periodSeconds: 300;
  /** Tags. */
  readonly tags: Tags;
}

/** Plans a filter, a metric and an alarm for every pattern, and event rules for what should be known at once. */
export function planDetections(context: PlanContext): DetectionsPlan {
  const { names, tags } = context;
  return {
    detections: [
      ...[...detectionPatterns, ...breakGlassPatterns(context)].map(({ source, ...pattern }) =>
        planDetection(context, pattern, names.logGroups[source]),
      ),
      ...calleesOf(context).flatMap((callee) =>
        failedVerification(callee).map((pattern) =>
          planDetection(context, pattern, names.logGroups.service(callee)),
        ),
      ),
    ],
    eventRules: planEventRules(context),
    metricNamespace: names.securityMetrics,
    periodSeconds: 300,
    tags,
  };
}

const breakGlassPatterns = (context: PlanContext): readonly DetectionPattern[] =>
  breakGlass(context).map((name) => breakGlassUse(context.names.roleArn(name)));

function planDetection(
  { config, names }: PlanContext,
  { threshold, ...pattern }: Omit<DetectionPattern, "source">,
  logGroup: string,
): DetectionPlan {
  const { thresholds } = config.monitoring;
  return {
    ...pattern,
    logGroup,
    metricName: pattern.key,
    alarmName: names.name(pattern.key),
    threshold: threshold === "one" ? 1 : thresholds[threshold],
  };
}

// Management events of these services reach EventBridge in the Region of the call.
function planEventRules({ environment, names }: PlanContext): readonly EventRulePlan[] {
  const apiCalls = (source: string, events: readonly string[]) => ({
    source: [source],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: { eventName: events },
  });
  const rule = (key: string, description: string, pattern: EventRulePlan["pattern"]) => ({
    key,
    name: names.name(key),
    description,
    pattern,
  });
  const iamRule = rule(
    "iam-changes",
    "Permissions, trust, credentials or boundaries changed",
    iamChangePattern,
  );
  return [
    rule(
      "secret-tampering",
      "Secret deleted, or its policy or rotation changed",
      apiCalls("aws.secretsmanager", [
        "DeleteSecret",
        "PutResourcePolicy",
        "DeleteResourcePolicy",
        "CancelRotateSecret",
      ]),
    ),
    // Of every stack in the account: an event that lacks the secret's ARN must not be lost.
    rule("secret-rotation", "Rotation of a secret failed, or was given up", {
      source: ["aws.secretsmanager"],
      "detail-type": ["AWS Service Event via CloudTrail"],
      detail: { eventName: rotationFailures },
    }),
    rule(
      "key-tampering",
      "Key disabled or scheduled for deletion, or its policy changed",
      apiCalls("aws.kms", ["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy"]),
    ),
    rule(
      "governance-tampering",
      "The governance function, who may invoke it, or what it is signed by, changed",
      governanceChangePattern(names.governance),
    ),
    rule("code-signing-tampering", "What signed code is measured by changed", {
      source: ["aws.lambda"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        eventSource: ["lambda.amazonaws.com"],
        eventName: [{ prefix: "UpdateCodeSigningConfig" }, { prefix: "DeleteCodeSigningConfig" }],
      },
    }),
    ...(environment.region === iamEventsRegion ? [iamRule] : []),
  ];
}

// Lambda's events carry the version of its API in their names, such as UpdateFunctionCode20150331v2; a request may
// name the function by name or by ARN.
const governanceChangePattern = (functionName: string): EventRulePlan["pattern"] => ({
  source: ["aws.lambda"],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: {
    eventSource: ["lambda.amazonaws.com"],
    eventName: functionChanges.map((prefix) => ({ prefix })),
    requestParameters: { functionName: [{ wildcard: `*${functionName}*` }] },
  },
});

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

const iamChangePattern = {
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
};
