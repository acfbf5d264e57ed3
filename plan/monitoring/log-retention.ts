import { planDetectors } from "../account-baseline/detectors";
import type { PlanContext } from "../context";
import { planSigning } from "../governance/artefacts";
import type { KeptBucketPlan } from "../kept-bucket";
import { logicalNames } from "../naming";
import { planEvidence } from "./evidence";
import { planLogGroups } from "./log-groups";
import { planAuditTrail } from "./trail";

/** How long a group or bucket of records keeps them, and what keeps them. */
export interface LogRetention {
  /** Physical name. */
  readonly name: string;
  /** What it is. */
  readonly kind: "log group" | "bucket";
  /** Days until records expire; undefined when they never do. */
  readonly retentionDays: number | undefined;
  /** Days in which nobody, or nobody without a special right, deletes a record; undefined without object lock. */
  readonly objectLock:
    | { readonly mode: "GOVERNANCE" | "COMPLIANCE"; readonly days: number }
    | undefined;
  /** Logical name of the key of the stack that encrypts records; undefined where S3's own does. */
  readonly encryptionKey: string | undefined;
  /** Whether AWS, Pulumi or both refuse to delete the whole. */
  readonly protect: boolean;
}

/** The one table of what records are kept where, and for how long: an output of the stack, and a page of the documentation. */
export function planLogRetention(context: PlanContext): readonly LogRetention[] {
  const { groups, retentionDays, protect } = planLogGroups(context);
  const trail = planAuditTrail(context);
  const evidence = planEvidence(context);
  const signing = planSigning(context);
  return [
    ...groups.map(
      ({ name }): LogRetention => ({
        name,
        kind: "log group",
        retentionDays,
        objectLock: undefined,
        encryptionKey: logicalNames.estateKey("logs"),
        protect,
      }),
    ),
    { ...bucket(trail.bucket, trail), encryptionKey: logicalNames.estateKey("trail") },
    { ...bucket(evidence.bucket, evidence), encryptionKey: logicalNames.estateKey("evidence") },
    accessLogs(evidence.accessLogs, evidence.protect),
    ...planDetectors(context).recorders.map(
      (recorder): LogRetention => ({
        ...bucket(recorder.bucket.name, { objectLock: undefined, protect: recorder.protect }),
        encryptionKey: logicalNames.estateKey("trail"),
      }),
    ),
    ...(signing === undefined ? [] : [accessLogs(signing.accessLogs, signing.protect)]),
  ];
}

const bucket = (
  name: string,
  { objectLock, protect }: Pick<LogRetention, "objectLock" | "protect">,
) => ({ name, kind: "bucket", retentionDays: undefined, objectLock, protect }) as const;

// S3 delivers access logs to no bucket with SSE-KMS or object lock (S3 API Reference, "LoggingEnabled").
const accessLogs = ({ name }: KeptBucketPlan, protect: boolean): LogRetention => ({
  ...bucket(name, { objectLock: undefined, protect }),
  encryptionKey: undefined,
});
