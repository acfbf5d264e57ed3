import { flowLogFields } from "../network/flow-log-format";

/** The alert classes of the security document. */
export const alertClasses = [
  "unauthorized-access",
  "unusual-traffic",
  "failed-governance-decision",
  "secret-access-anomaly",
  "iam-permission-change",
] as const;

/** An alert class. */
export type AlertClass = (typeof alertClasses)[number];

/** Where a pattern looks. */
export type PatternSource = "trail" | "flow" | "governance";

/** Which configured threshold applies; `one` alarms on the first event. */
export type PatternThreshold =
  | "one"
  | "unauthorizedAccess"
  | "rejectedFlows"
  | "failedGovernanceDecisions"
  | "secretAccess"
  | "iamChanges";

/** A metric-filter pattern and what it means. */
export interface DetectionPattern {
  /** Stable key; metric and alarm are named after it. */
  readonly key: string;
  /** Alert class. */
  readonly alertClass: AlertClass;
  /** What an operator should read in the alarm. */
  readonly description: string;
  /** Log group it looks at. */
  readonly source: PatternSource;
  /** Pattern in CloudWatch's filter syntax, at most 1,024 characters. */
  readonly pattern: string;
  /** Threshold. */
  readonly threshold: PatternThreshold;
}

const anyEvent = (names: readonly string[]): string =>
  names.map((name) => `($.eventName = ${name})`).join(" || ");

// Security Hub's CloudWatch controls accept only the exact text of the CIS benchmark (LOG-87); what that text
// misses is a pattern of its own.
const unauthorizedAccess: readonly DetectionPattern[] = [
  {
    key: "unauthorized-api-calls",
    alertClass: "unauthorized-access",
    description: "API calls were denied.",
    source: "trail",
    pattern: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
    threshold: "unauthorizedAccess",
  },
  {
    key: "console-login-without-mfa",
    alertClass: "unauthorized-access",
    description: "Somebody signed in to the console without MFA.",
    source: "trail",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    threshold: "one",
  },
  {
    key: "root-use",
    alertClass: "unauthorized-access",
    description: "The root user was used.",
    source: "trail",
    pattern:
      '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
    threshold: "one",
  },
  {
    key: "console-login-failed",
    alertClass: "unauthorized-access",
    description: "Sign-ins to the console failed.",
    source: "trail",
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    threshold: "unauthorizedAccess",
  },
];

const flowPattern = (field: string, value: string): string =>
  `[${flowLogFields.map((name) => (name === field ? `${name}="${value}"` : name)).join(", ")}]`.replaceAll(
    "-",
    "_",
  );

const networkChange = (key: string, description: string, events: readonly string[]) =>
  ({
    key,
    alertClass: "unusual-traffic",
    description,
    source: "trail",
    pattern: `{ ${anyEvent(events)} }`,
    threshold: "one",
  }) satisfies DetectionPattern;

const unusualTraffic: readonly DetectionPattern[] = [
  {
    key: "rejected-flows",
    alertClass: "unusual-traffic",
    description: "Security groups or network ACLs reject many packet flows.",
    source: "flow",
    pattern: flowPattern("action", "REJECT"),
    threshold: "rejectedFlows",
  },
  networkChange("security-group-changes", "Security groups were changed.", [
    "AuthorizeSecurityGroupIngress",
    "AuthorizeSecurityGroupEgress",
    "RevokeSecurityGroupIngress",
    "RevokeSecurityGroupEgress",
    "CreateSecurityGroup",
    "DeleteSecurityGroup",
  ]),
  networkChange("network-acl-changes", "Network ACLs were changed.", [
    "CreateNetworkAcl",
    "CreateNetworkAclEntry",
    "DeleteNetworkAcl",
    "DeleteNetworkAclEntry",
    "ReplaceNetworkAclEntry",
    "ReplaceNetworkAclAssociation",
  ]),
  networkChange("gateway-changes", "Internet or customer gateways were changed.", [
    "CreateCustomerGateway",
    "DeleteCustomerGateway",
    "AttachInternetGateway",
    "CreateInternetGateway",
    "DeleteInternetGateway",
    "DetachInternetGateway",
  ]),
  networkChange(
    "mesh-and-endpoint-changes",
    "Endpoints, flow logs or mesh policies were changed.",
    [
      "ModifySecurityGroupRules",
      "ModifyVpcEndpoint",
      "DeleteVpcEndpoints",
      "CreateVpcEndpoint",
      "DeleteFlowLogs",
      "ModifyVpcBlockPublicAccessOptions",
      "CreateNatGateway",
      "PutAuthPolicy",
      "DeleteAuthPolicy",
      "UpdateServiceNetwork",
    ],
  ),
];

const governance = (decision: "deny" | "error", description: string): DetectionPattern => ({
  key: `governance-${decision}`,
  alertClass: "failed-governance-decision",
  description,
  source: "governance",
  pattern: `{ ($.event_type = "governance.decision") && ($.decision = "${decision}") }`,
  threshold: "failedGovernanceDecisions",
});

const secretEvents = (key: string, description: string, condition: string): DetectionPattern => ({
  key,
  alertClass: "secret-access-anomaly",
  description,
  source: "trail",
  pattern: `{ ($.eventSource = "secretsmanager.amazonaws.com") && ${condition} }`,
  threshold: "secretAccess",
});

const quoted = (names: readonly string[]): string =>
  `(${names.map((name) => `($.eventName = "${name}")`).join(" || ")})`;

const secretAccess: readonly DetectionPattern[] = [
  secretEvents(
    "secret-read-failed",
    "Reading a secret failed.",
    `${quoted(["GetSecretValue", "BatchGetSecretValue"])} && ($.errorCode = "*")`,
  ),
  secretEvents(
    "secret-changed",
    "A secret, its policy or its rotation was changed.",
    quoted([
      "PutResourcePolicy",
      "DeleteResourcePolicy",
      "DeleteSecret",
      "CancelRotateSecret",
      "UpdateSecret",
      "RestoreSecret",
    ]),
  ),
  secretEvents(
    "secret-rotation-failed",
    "The rotation of a secret failed.",
    quoted(["RotationFailed", "RotationAbandoned", "TestRotationFailed"]),
  ),
  {
    key: "key-disabled",
    alertClass: "secret-access-anomaly",
    description: "A key was disabled or is to be deleted.",
    source: "trail",
    pattern:
      "{($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion)) }",
    threshold: "one",
  },
];

const iamEvents = (names: readonly string[]): string =>
  names.map((name) => `($.eventName=${name})`).join("||");

const iamChanges: readonly DetectionPattern[] = [
  {
    key: "iam-policy-changes",
    alertClass: "iam-permission-change",
    description: "IAM policies were changed.",
    source: "trail",
    pattern: `{${iamEvents([
      "DeleteGroupPolicy",
      "DeleteRolePolicy",
      "DeleteUserPolicy",
      "PutGroupPolicy",
      "PutRolePolicy",
      "PutUserPolicy",
      "CreatePolicy",
      "DeletePolicy",
      "CreatePolicyVersion",
      "DeletePolicyVersion",
      "AttachRolePolicy",
      "DetachRolePolicy",
      "AttachUserPolicy",
      "DetachUserPolicy",
      "AttachGroupPolicy",
      "DetachGroupPolicy",
    ])}}`,
    threshold: "iamChanges",
  },
  {
    key: "iam-escalation-moves",
    alertClass: "iam-permission-change",
    description: "Trust, boundaries, credentials or MFA were changed.",
    source: "trail",
    pattern: `{($.eventSource=iam.amazonaws.com)&&(${iamEvents([
      "UpdateAssumeRolePolicy",
      "PutRolePermissionsBoundary",
      "DeleteRolePermissionsBoundary",
      "PutUserPermissionsBoundary",
      "DeleteUserPermissionsBoundary",
      "SetDefaultPolicyVersion",
      "CreateRole",
      "CreateUser",
      "CreateAccessKey",
      "CreateLoginProfile",
      "UpdateLoginProfile",
      "AddUserToGroup",
      "DeactivateMFADevice",
      "DeleteVirtualMFADevice",
      "CreateOpenIDConnectProvider",
      "CreateSAMLProvider",
      "UpdateSAMLProvider",
    ])})}`,
    threshold: "iamChanges",
  },
  {
    key: "trail-changes",
    alertClass: "iam-permission-change",
    description: "The audit trail was changed.",
    source: "trail",
    pattern: `{ ${anyEvent(["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"])} }`,
    threshold: "one",
  },
];

/** Every pattern, by alert class. */
export const detectionPatterns: readonly DetectionPattern[] = [
  ...unauthorizedAccess,
  ...unusualTraffic,
  governance("deny", "Governance denied calls."),
  governance("error", "Governance could not decide."),
  ...secretAccess,
  ...iamChanges,
];
