import type { PlanContext } from "../context";
import { servicesRotatedInVpc } from "../secrets/rotation";
import { creates, type DetectorName } from "./ownership";
import { planRecorder, type RecorderPlan } from "./recorder";

/** What GuardDuty looks at beside CloudTrail, flow logs and DNS. */
export interface DetectorFeaturePlan {
  /** Name, as in the GuardDuty API Reference, "DetectorFeatureConfiguration". */
  readonly name:
    | "S3_DATA_EVENTS"
    | "LAMBDA_NETWORK_LOGS"
    | "RDS_LOGIN_EVENTS"
    | "RUNTIME_MONITORING";
  /** Who installs the agent, by kind of workload; none for a feature without an agent. */
  readonly agents: readonly { readonly name: string; readonly status: "ENABLED" | "DISABLED" }[];
}

/** GuardDuty in the Region of the stack. */
export interface ThreatDetectorPlan {
  /** How often a repeated finding is sent again; a new one is sent at once. */
  readonly findingFrequency: "FIFTEEN_MINUTES";
  /** What it looks at. */
  readonly features: readonly DetectorFeaturePlan[];
}

/** A standard that Security Hub measures the account by. */
export interface StandardPlan {
  /** Stable key, part of the logical name. */
  readonly key: "cis" | "fsbp" | "nist";
  /** ARN of this version of the standard. */
  readonly arn: string;
}

/** Security Hub in the Region of the stack. */
export interface HubPlan {
  /** Standards it measures by. */
  readonly standards: readonly StandardPlan[];
}

/** Inspector in the Region of the stack. */
export interface ScannerPlan {
  /** The account. */
  readonly accountId: string;
  /** What it scans. */
  readonly resourceTypes: readonly ("ECR" | "LAMBDA")[];
}

/** Macie in the Region of the stack. */
export interface DataDetectorPlan {
  /** How often a repeated finding about a policy is sent again; a new one is sent at once. */
  readonly findingFrequency: "FIFTEEN_MINUTES";
}

/** Detective in the Region of the stack. */
export interface GraphPlan {
  /** Stable key, the end of the logical name. */
  readonly key: "investigations";
}

/** AWS's detectors, each planned once or not at all: an account has one of each in a Region (BEST-31). */
export interface DetectorsPlan {
  /** GuardDuty. */
  readonly threatDetectors: readonly ThreatDetectorPlan[];
  /** AWS Config. */
  readonly recorders: readonly RecorderPlan[];
  /** Security Hub. */
  readonly hubs: readonly HubPlan[];
  /** Inspector. */
  readonly scanners: readonly ScannerPlan[];
  /** Macie. */
  readonly dataDetectors: readonly DataDetectorPlan[];
  /** Detective. */
  readonly graphs: readonly GraphPlan[];
}

/** Plans the detectors that configuration asks of the stack that owns the account's settings; none for any other. */
export function planDetectors(context: PlanContext): DetectorsPlan {
  const { config, environment } = context;
  const where = <Plan>(detector: DetectorName, plan: () => Plan): readonly Plan[] =>
    creates(config, detector) ? [plan()] : [];
  return {
    threatDetectors: where("guardDuty", () => planThreatDetector(context)),
    recorders: where("configRecorder", () => planRecorder(context)),
    hubs: where("securityHub", () => ({ standards: planStandards(context) })),
    scanners: where("inspector", () => ({
      accountId: environment.accountId,
      resourceTypes: ["ECR", "LAMBDA"],
    })),
    dataDetectors: where("macie", () => ({ findingFrequency: "FIFTEEN_MINUTES" })),
    graphs: where("detective", () => ({ key: "investigations" })),
  };
}

const feature = (
  name: DetectorFeaturePlan["name"],
  agents: DetectorFeaturePlan["agents"] = [],
): DetectorFeaturePlan => ({ name, agents });

// All three agents are named, because AWS reports all three: one that is left out would look like drift. Runtime
// monitoring covers EKS too, and AWS refuses it beside EKS_RUNTIME_MONITORING.
const runtimeMonitoring = feature("RUNTIME_MONITORING", [
  { name: "EKS_ADDON_MANAGEMENT", status: "DISABLED" },
  { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "ENABLED" },
  { name: "EC2_AGENT_MANAGEMENT", status: "DISABLED" },
]);

function planThreatDetector({ config }: PlanContext): ThreatDetectorPlan {
  const hasDatabases = servicesRotatedInVpc(config).length > 0;
  return {
    findingFrequency: "FIFTEEN_MINUTES",
    features: [
      feature("S3_DATA_EVENTS"),
      feature("LAMBDA_NETWORK_LOGS"),
      ...(hasDatabases ? [feature("RDS_LOGIN_EVENTS")] : []),
      runtimeMonitoring,
    ],
  };
}

// Source: Security Hub User Guide, "Security standards reference". Of the CIS benchmark it knows 5.0.0 and older.
function planStandards({ environment }: PlanContext): readonly StandardPlan[] {
  const arn = (path: string) =>
    `arn:${environment.partition}:securityhub:${environment.region}::standards/${path}`;
  return [
    { key: "cis", arn: arn("cis-aws-foundations-benchmark/v/5.0.0") },
    { key: "fsbp", arn: arn("aws-foundational-security-best-practices/v/1.0.0") },
    { key: "nist", arn: arn("nist-800-53/v/5.0.0") },
  ];
}
