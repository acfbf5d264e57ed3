import { manualControls, securityDocument } from "./manual";
import type { ControlRow, Selector } from "./row";

type Shown = Pick<ControlRow, "resources" | "rules" | "tests">;

const row = (id: string, title: string, shown: Shown): ControlRow => ({
  framework: securityDocument,
  id,
  title,
  ...shown,
});

const of = (type: string, name?: RegExp): Selector =>
  name === undefined ? { type } : { type, name };

/** Alarms of detections whose keys match. */
const alarms = (name: RegExp) => of("cloudwatch/metricAlarm:MetricAlarm", name);
const eventRules = (name: RegExp) => of("cloudwatch/eventRule:EventRule", name);

const principles: readonly ControlRow[] = [
  row("principles/never-trust-always-verify", "Never trust, always verify", {
    resources: [
      of("vpclattice/authPolicy:AuthPolicy"),
      of("lambda/function:Function", /^governance-/),
      of("vpclattice/serviceNetwork:ServiceNetwork"),
    ],
    rules: ["mesh/lattice-auth", "mesh/lattice-callers", "trust/any-principal"],
    tests: ["G13", "V1", "C3"],
  }),
  row("principles/least-privilege", "Least privilege", {
    resources: [of("iam/role:Role"), of("iam/policy:Policy", /-boundary$/)],
    rules: ["iam/wildcard-action", "iam/privilege-escalation", "boundary/present"],
    tests: ["IAM-54", "IAM-58", "BEST-18"],
  }),
  row("principles/segmentation", "Segmentation", {
    resources: [
      of("ec2/subnet:Subnet"),
      of("ec2/networkAcl:NetworkAcl"),
      of("ec2/securityGroup:SecurityGroup"),
    ],
    rules: ["reach/isolation", "reach/undeclared-path", "net/open-rule"],
    tests: ["POL-200"],
  }),
  row("principles/short-lived-credentials", "Short-lived credentials", {
    resources: [of("iam/role:Role"), of("secretsmanager/secretRotation:SecretRotation")],
    rules: ["iam/long-lived-credential", "secret/rotation"],
    tests: ["IAM-61", "C8", "BEST-28"],
  }),
  row("principles/correlation", "Everything is logged with correlation ids", {
    resources: [of("cloudwatch/logGroup:LogGroup")],
    rules: ["audit/service-logs"],
    tests: ["L1", "C10", "G20"],
  }),
];

const protection: readonly ControlRow[] = [
  row("network/isolation", "Isolated network without a way to or from the Internet for axon", {
    resources: [of("ec2/vpc:Vpc"), of("ec2/routeTable:RouteTable", /axon-runtime/)],
    rules: ["reach/to-internet", "reach/from-internet", "reach/isolation"],
    tests: ["POL-200"],
  }),
  row("network/acls-and-groups", "Network ACLs and security groups that deny by default", {
    resources: [
      of("ec2/networkAclRule:NetworkAclRule"),
      of("ec2/defaultSecurityGroup:DefaultSecurityGroup"),
      of("ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive"),
    ],
    rules: ["net/all-ports", "net/default-security-group", "net/network-acl-open"],
    tests: ["PUL-104"],
  }),
  row("network/endpoints", "AWS reached through endpoints with policies", {
    resources: [of("ec2/vpcEndpoint:VpcEndpoint")],
    rules: ["resource/endpoint-policy"],
    tests: ["BEST-9"],
  }),
  row("mesh/authentication", "Service mesh that authenticates each call", {
    resources: [of("vpclattice/service:Service"), of("vpclattice/authPolicy:AuthPolicy")],
    rules: ["mesh/lattice-auth", "mesh/lattice-https"],
    tests: ["V1", "C4"],
  }),
  row("governance/decision", "A governance decision before each call", {
    resources: [of("lambda/function:Function", /^governance-/), of("dynamodb/table:Table")],
    rules: ["resource/lambda-permission"],
    tests: ["G1", "G16", "G17"],
  }),
  row("identity/people", "People by roles with MFA, and break-glass that alarms", {
    resources: [of("iam/role:Role"), of("iam/accountPasswordPolicy:AccountPasswordPolicy")],
    rules: ["audit/account-settings", "trust/own-account-root"],
    tests: ["IAM-62", "BEST-23"],
  }),
  row("encryption/at-rest", "Everything encrypted with a key per service", {
    resources: [of("kms/key:Key")],
    rules: ["encrypt/customer-managed-key", "encrypt/shared-key", "kms/rotation"],
    tests: ["BEST-25", "KMS-74"],
  }),
  row("encryption/in-transit", "TLS on every connection", {
    resources: [of("vpclattice/listener:Listener"), of("s3/bucketPolicy:BucketPolicy")],
    rules: ["encrypt/in-transit", "encrypt/tls-only"],
    tests: ["C4"],
  }),
  row("secrets/access", "Secrets that only their readers can read", {
    resources: [of("secretsmanager/secretPolicy:SecretPolicy")],
    rules: ["secret/access-agreement", "secret/shared"],
    tests: ["BEST-27", "SEC-77"],
  }),
  row("secrets/rotation", "Secrets that rotate", {
    resources: [of("secretsmanager/secretRotation:SecretRotation")],
    rules: ["secret/rotation"],
    tests: ["R1", "BEST-28"],
  }),
];

const monitoring: readonly ControlRow[] = [
  row("monitoring/unauthorized-access", "Alert: unauthorized access attempts", {
    resources: [
      alarms(/unauthorized|console-login|root-use/),
      of("cloudwatch/logMetricFilter:LogMetricFilter", /unauthorized|console-login|root-use/),
    ],
    rules: ["audit/trail"],
    tests: ["unauthorized-api-calls", "console-login-without-mfa", "root-use"],
  }),
  row("monitoring/unusual-traffic", "Alert: unusual traffic patterns", {
    resources: [
      alarms(/rejected-flows/),
      alarms(/(security-group|network-acl|gateway|route-table)-changes/),
    ],
    rules: ["audit/flow-log"],
    tests: ["rejected-flows", "security-group-changes"],
  }),
  row("monitoring/failed-governance-decisions", "Alert: failed governance decisions", {
    resources: [alarms(/governance-(deny|error)/), alarms(/governance-silent/)],
    rules: ["audit/service-logs"],
    tests: ["governance-deny", "governance-error"],
  }),
  row("monitoring/secret-access-anomalies", "Alert: secret access anomalies", {
    resources: [alarms(/secret-read-failed|secret-changed|key-disabled/), eventRules(/secret-/)],
    rules: ["audit/trail-events"],
    tests: ["secret-read-failed", "secret-changed"],
  }),
  row("monitoring/iam-permission-changes", "Alert: IAM permission changes", {
    resources: [alarms(/iam-(policy-changes|escalation-moves)/), eventRules(/iam-changes/)],
    rules: ["audit/tampering"],
    tests: ["iam-policy-changes", "iam-escalation-moves"],
  }),
];

const audit: readonly ControlRow[] = [
  row("audit/trail", "Audit trail of every Region, validated and encrypted", {
    resources: [of("cloudtrail/trail:Trail")],
    rules: ["audit/trail", "audit/trail-events", "audit/trail-bucket"],
    tests: ["BEST-29", "LOG-82", "LOG-83"],
  }),
  row("audit/retention", "Logs and records kept for at least a year", {
    resources: [
      of("cloudwatch/logGroup:LogGroup"),
      of("s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"),
    ],
    rules: ["retain/log-group-days", "retain/audit-bucket"],
    tests: ["LOG-92", "BEST-32", "BEST-33"],
  }),
  row("compliance/access-review-reports", "Scheduled reviews of access", {
    resources: [of("lambda/function:Function", /review/)],
    rules: [],
    tests: ["BEST-37", "A1"],
  }),
  row("compliance/control-validation", "Controls validated at each preview", {
    resources: [of("cfg/recorder:Recorder"), of("securityhub/account:Account")],
    rules: ["audit/account-baseline", "audit/recorder"],
    tests: ["LOG-93", "BEST-39"],
  }),
];

const workflow = of("sfn/stateMachine:StateMachine");
const containment = of("lambda/function:Function", /containment|incident|response/);
const incident: readonly ControlRow[] = [
  row("incident/contacts", "Security contacts and escalation", {
    resources: [of("sns/topicSubscription:TopicSubscription", /email/)],
    rules: ["resource/service-call"],
    tests: ["LOG-89"],
  }),
  row("incident/detect", "Detect", {
    resources: [workflow, eventRules(/incident|finding/)],
    rules: [],
    tests: ["I7"],
  }),
  row("incident/assess", "Assess", {
    resources: [workflow, containment],
    rules: [],
    tests: ["I6"],
  }),
  row("incident/contain", "Contain", {
    resources: [workflow, containment],
    rules: [],
    tests: ["I1", "I4", "I5", "BEST-36"],
  }),
  row("incident/eradicate", "Eradicate", {
    resources: [workflow, of("secretsmanager/secretRotation:SecretRotation")],
    rules: [],
    tests: ["IR-99"],
  }),
  row("incident/recover", "Recover", {
    resources: [workflow, containment],
    rules: [],
    tests: ["I3"],
  }),
  row("incident/lessons-learned", "Lessons learned", {
    resources: [of("s3/bucket:Bucket", /evidence/), workflow],
    rules: [],
    tests: ["IR-99"],
  }),
];

/** What the estate was asked to do, from principles to lessons learned. */
export const documentControls: readonly ControlRow[] = [
  ...principles,
  ...protection,
  ...monitoring,
  ...audit,
  ...incident,
  ...manualControls,
];
