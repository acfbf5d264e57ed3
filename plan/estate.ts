import type { Config } from "../config/resolve";
import { type AccountBaselinePlan, planAccountBaseline } from "./account-baseline";
import { type AuditReviewPlan, planAuditReview } from "./audit-review";
import { contextOf } from "./context";
import type { Environment } from "./environment";
import { type GovernancePlan, planGovernance } from "./governance";
import { type IdentityPlan, planIdentity } from "./identity";
import { type AlertsPlan, planAlerts } from "./incident-response";
import {
  type IncidentManagerPlan,
  planIncidentManager,
} from "./incident-response/incident-manager";
import { planResponse, type ResponsePlan } from "./incident-response/response";
import { type KeysPlan, planKeys } from "./keys";
import { type MeshPlan, planMesh } from "./mesh";
import { type ArchiveTablePlan, planArchiveTable } from "./monitoring/archive-table";
import { type DetectionsPlan, planDetections } from "./monitoring/detections";
import { type EvidencePlan, planEvidence } from "./monitoring/evidence";
import { type LogGroupsPlan, planLogGroups } from "./monitoring/log-groups";
import { type LogRetention, planLogRetention } from "./monitoring/log-retention";
import { planQueries, type QueriesPlan } from "./monitoring/queries";
import { type AuditTrailPlan, planAuditTrail } from "./monitoring/trail";
import { type FlowLogPlan, type NetworkPlan, planFlowLog, planNetwork } from "./network";
import { type EndpointsPlan, planEndpoints } from "./network/endpoints";
import { planSecurityGroups, type SecurityGroupsPlan } from "./network/security-groups";
import { planSecrets, type SecretsPlan } from "./secrets";

/** Logical names of the components, which documents in the plan refer to. */
export const componentNames = { endpoints: "endpoints", identity: "identity" } as const;

/** Everything the stack will hold, as plain data. */
export interface EstatePlan {
  /** KMS keys. */
  readonly keys: KeysPlan;
  /** Log groups. */
  readonly logGroups: LogGroupsPlan;
  /** VPC, routes and network ACLs. */
  readonly network: NetworkPlan;
  /** Security groups. */
  readonly securityGroups: SecurityGroupsPlan;
  /** Interface endpoints. */
  readonly endpoints: EndpointsPlan;
  /** Flow log. */
  readonly flowLog: FlowLogPlan;
  /** Service mesh. */
  readonly mesh: MeshPlan;
  /** Roles and boundaries. */
  readonly identity: IdentityPlan;
  /** Secrets and rotation. */
  readonly secrets: SecretsPlan;
  /** The decision before each call. */
  readonly governance: GovernancePlan;
  /** Audit trail. */
  readonly auditTrail: AuditTrailPlan;
  /** What records are kept where, and for how long. */
  readonly logRetention: readonly LogRetention[];
  /** Table over the trail's files. */
  readonly archiveTable: ArchiveTablePlan;
  /** Saved queries of reviews. */
  readonly queries: QueriesPlan;
  /** Locked bucket of records of incidents and reviews. */
  readonly evidence: EvidencePlan;
  /** Alert topic. */
  readonly alerts: AlertsPlan;
  /** Contacts and response plan in Incident Manager. */
  readonly incidentManager: IncidentManagerPlan;
  /** Workflow of incidents, its function, and what starts it. */
  readonly response: ResponsePlan;
  /** Filters, alarms and event rules. */
  readonly detections: DetectionsPlan;
  /** Weekly review of accesses. */
  readonly auditReview: AuditReviewPlan;
  /** Account-wide settings. */
  readonly accountBaseline: AccountBaselinePlan;
}

/** Plans the whole estate from configuration and the outside facts. Pure: the same input gives the same plan. */
export function planEstate(config: Config, environment: Environment): EstatePlan {
  const context = contextOf(config, environment);
  const identity = planIdentity(context, componentNames.identity);
  return {
    keys: planKeys(context),
    logGroups: planLogGroups(context),
    network: planNetwork(context),
    securityGroups: planSecurityGroups(context),
    endpoints: planEndpoints(context, componentNames.endpoints),
    flowLog: planFlowLog(context),
    mesh: planMesh(context),
    identity,
    secrets: planSecrets(context),
    governance: planGovernance(context),
    auditTrail: planAuditTrail(context),
    logRetention: planLogRetention(context),
    archiveTable: planArchiveTable(context),
    queries: planQueries(context),
    evidence: planEvidence(context),
    alerts: planAlerts(context),
    incidentManager: planIncidentManager(context),
    response: planResponse(context),
    detections: planDetections(context),
    auditReview: planAuditReview(context, identity),
    accountBaseline: planAccountBaseline(context),
  };
}
