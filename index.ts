// The SDK captures and source-maps a stack trace for every promise; one frame keeps the line that threw.
// PULUMI_PROGRAM_STACK_TRACES=full restores whole traces (docs/architecture.md, "Speed").
if (process.env["PULUMI_PROGRAM_STACK_TRACES"] !== "full") Error.stackTraceLimit = 1;

import * as pulumi from "@pulumi/pulumi";
import { AccountBaseline } from "./components/account-baseline/account-baseline";
import { AuditReview } from "./components/audit-review/audit-review";
import { readWaiverFile } from "./components/audit-review/waiver-file";
import { required } from "./components/find";
import { Governance } from "./components/governance/governance";
import { Identity } from "./components/identity/identity";
import { Alerts } from "./components/incident-response/alerts";
import { IncidentManager } from "./components/incident-response/incident-manager";
import { IncidentResponse } from "./components/incident-response/response";
import { Keys } from "./components/keys/keys";
import { createMesh } from "./components/mesh/mesh";
import { ArchiveTable } from "./components/monitoring/archive-table";
import { AuditTrail } from "./components/monitoring/audit-trail";
import { Detections } from "./components/monitoring/detections";
import { Evidence } from "./components/monitoring/evidence";
import { LogGroups } from "./components/monitoring/log-groups";
import { Queries } from "./components/monitoring/queries";
import { Endpoints } from "./components/network/endpoints";
import { FlowLog } from "./components/network/flow-log";
import { Network } from "./components/network/network";
import { SecurityGroups } from "./components/network/security-groups";
import { Secrets } from "./components/secrets/secrets";
import { loadConfig, type ProviderFacts } from "./config/load";
import { planReviewWaivers, waiverFileName } from "./plan/audit-review/waivers";
import { checkPlan } from "./plan/checks";
import { partitionOf } from "./plan/environment";
import { componentNames, planEstate } from "./plan/estate";
import { logicalNames, namesFor } from "./plan/naming";
import { sharedGroups } from "./plan/network/security-groups";

const environmentOf = ({ region, accountId }: ProviderFacts) => ({
  project: pulumi.getProject(),
  stack: pulumi.getStack(),
  accountId,
  region,
  partition: partitionOf(region),
});

// Decide: nothing is declared unless the whole configuration holds.
const { config, provider } = loadConfig(pulumi.getProject(), [
  (candidate, facts) => checkPlan(candidate, environmentOf(facts)),
]);
const environment = environmentOf(provider);
const plan = planEstate(config, environment);
const { logGroups } = namesFor(environment);

// Declare, in order of dependence.
const keys = new Keys("keys", { plan: plan.keys });
const key = (purpose: "logs" | "trail" | "alerts" | "evidence") =>
  required(keys.arns, logicalNames.estateKey(purpose));

const logs = new LogGroups("logs", { plan: plan.logGroups, keyArn: key("logs") });

const network = new Network("network", { plan: plan.network });
const groups = new SecurityGroups("security-groups", {
  plan: plan.securityGroups,
  vpcId: network.vpcId,
});
const endpoints = new Endpoints(componentNames.endpoints, {
  plan: plan.endpoints,
  vpcId: network.vpcId,
  subnetIds: Object.values(required(network.subnetIds, "private")),
  securityGroupId: required(groups.ids, sharedGroups.endpoints),
  arns: keys.arns,
});

const mesh = createMesh("mesh", {
  plan: plan.mesh,
  vpcId: network.vpcId,
  securityGroupId: required(groups.ids, sharedGroups.mesh),
  accessLogGroupArn: required(logs.arns, logGroups.meshAccess),
});

const identity = new Identity(componentNames.identity, {
  plan: plan.identity,
  arns: { ...keys.arns, ...mesh.serviceArns, ...groups.arns },
});
mesh.authorize([identity]);

new FlowLog("flow-log", {
  plan: plan.flowLog,
  vpcId: network.vpcId,
  logGroupArn: required(logs.arns, logGroups.flow),
  roleArn: required(identity.roleArns, "flow-log"),
  before: [identity],
});

const alerts = new Alerts("alerts", { plan: plan.alerts, keyArn: key("alerts") });

const secrets = new Secrets(
  "secrets",
  {
    plan: plan.secrets,
    keyArns: keys.arns,
    roleArns: identity.roleArns,
    logGroupNames: logs.names,
    subnetIds: Object.values(required(network.subnetIds, "private")),
    securityGroupIds: groups.ids,
    topicArn: alerts.topicArn,
    before: [logs, network, groups, endpoints, identity],
  },
  { dependsOn: [identity] },
);

const audit = new AuditTrail("audit", {
  plan: plan.auditTrail,
  keyArn: key("trail"),
  logGroupArn: required(logs.arns, logGroups.trail),
  roleArn: required(identity.roleArns, "trail"),
  before: [identity],
});
const archive = new ArchiveTable("archive", { plan: plan.archiveTable, keyArn: key("evidence") });
new Queries("queries", { plan: plan.queries, logGroupNames: logs.names });
const evidence = new Evidence("evidence", { plan: plan.evidence, keyArn: key("evidence") });
const governed = new Governance("governance", {
  plan: plan.governance,
  keyArns: keys.arns,
  keyIds: keys.ids,
  roleArns: identity.roleArns,
  logGroupNames: logs.names,
  topicArn: alerts.topicArn,
  before: [identity],
});
const response = new IncidentResponse("incident", {
  plan: plan.response,
  roleArns: identity.roleArns,
  logGroupNames: logs.names,
  logGroupArns: logs.arns,
  keyArn: key("evidence"),
  arns: { ...groups.arns, ...mesh.serviceArns },
  topicArn: alerts.topicArn,
  before: [identity],
});
const incidentManager = new IncidentManager("incident-manager", { plan: plan.incidentManager });
new Detections("detections", {
  plan: plan.detections,
  topicArn: alerts.topicArn,
  deadLetterArn: alerts.deadLetterArn,
  responsePlanArns: incidentManager.responsePlanArns,
  logGroupNames: logs.names,
  roleArns: identity.roleArns,
  keyArns: keys.arns,
  before: [identity],
});
new AuditReview("audit-review", {
  plan: plan.auditReview,
  waivers: planReviewWaivers(readWaiverFile(__dirname, waiverFileName(environment.stack))),
  keyArns: keys.arns,
  keyIds: keys.ids,
  roleArns: identity.roleArns,
  logGroupNames: logs.names,
  topicArn: alerts.topicArn,
  deadLetterArn: alerts.deadLetterArn,
  before: [identity, evidence],
});
new AccountBaseline("account-baseline", {
  plan: plan.accountBaseline,
  topicArn: alerts.topicArn,
  deadLetterArn: alerts.deadLetterArn,
  keyArn: key("trail"),
});

// What a workload stack needs.
export const vpcId = network.vpcId;
export const subnetIds = network.subnetIds;
export const securityGroupIds = groups.ids;
export const endpointIds = endpoints.ids;
export const endpointDnsNames = endpoints.dnsNames;
export const governance = governed.outputs;
export const meshOutputs = mesh.outputs;
export const roleArns = identity.roleArns;
export const keyArns = keys.arns;
export const secretArns = secrets.arns;
export const logGroupArns = logs.arns;
export const trailArn = audit.trailArn;
export const archiveWorkgroupName = archive.workgroupName;
export const archiveTableName = archive.tableName;
export const logRetention = plan.logRetention;
export const evidenceBucketName = evidence.bucketName;
export const incidentWorkflowArn = response.workflowArn;
export const alertTopicArn = alerts.topicArn;
