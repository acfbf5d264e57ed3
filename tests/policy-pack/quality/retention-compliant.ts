import { unknown } from "../../support/policy-pack/resources";
import { concerns } from "./concerns";
import { casesOf, keyArn, made } from "./quality-case";

const { compliant } = casesOf(concerns.retention);
const storage = { storageEncrypted: true, kmsKeyId: keyArn };
const kept = {
  deletionProtection: true,
  backupRetentionPeriod: 35,
  skipFinalSnapshot: false,
  finalSnapshotIdentifier: "final",
  copyTagsToSnapshot: true,
};
const logBucket = made("s3/Bucket audit-logs", { bucket: "acme-audit-logs" });
const versions = made(
  "s3/BucketVersioning versions",
  { bucket: unknown, versioningConfiguration: { status: "Enabled" } },
  { bucket: logBucket },
);
const logs = (retentionInDays: number, name = "logs") =>
  made(`cloudwatch/LogGroup ${name}`, { name: `/acme/${name}`, retentionInDays, kmsKeyId: keyArn });

/** Stacks that a reviewer lets pass for what they keep. */
export const compliantCases = [
  compliant("logs for a year", logs(365)),
  compliant("logs for ten years", logs(3653)),
  compliant("logs for ever, said so", logs(0)),
  compliant("logs for a year and a month, and others for two years", logs(400), logs(731, "more")),
  compliant(
    "a database that is kept",
    made("rds/Instance database", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      ...storage,
      ...kept,
      deleteAutomatedBackups: false,
    }),
  ),
  compliant(
    "a cluster that is kept, and its instance, which has no protection of its own",
    made("rds/Cluster database", { engine: "aurora-postgresql", ...storage, ...kept }),
    made("rds/ClusterInstance writer", {
      clusterIdentifier: unknown,
      engine: "aurora-postgresql",
      instanceClass: "db.r8g.large",
    }),
  ),
  compliant(
    "a replica, whose source is backed up",
    made("rds/Instance replica", {
      instanceClass: "db.t4g.medium",
      replicateSourceDb: "arn:aws:rds:us-east-1:111122223333:db:orders",
      ...storage,
      deletionProtection: true,
      backupRetentionPeriod: 7,
      skipFinalSnapshot: true,
    }),
  ),
  compliant(
    "a table that is kept",
    made("dynamodb/Table table", {
      name: "orders",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      deletionProtectionEnabled: true,
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
    }),
  ),
  compliant(
    "a bucket of logs that moves them to colder storage and forgets after seven years",
    logBucket,
    versions,
    made(
      "s3/BucketLifecycleConfiguration lifecycle",
      {
        bucket: unknown,
        rules: [
          {
            id: "archive",
            status: "Enabled",
            transitions: [{ days: 90, storageClass: "GLACIER" }],
            expiration: { days: 2557 },
            noncurrentVersionExpiration: { noncurrentDays: 400 },
          },
        ],
      },
      { bucket: logBucket },
    ),
  ),
  compliant(
    "a bucket of logs that only forgets unfinished uploads",
    logBucket,
    versions,
    made(
      "s3/BucketLifecycleConfiguration lifecycle",
      {
        bucket: unknown,
        rules: [
          {
            id: "uploads",
            status: "Enabled",
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
      { bucket: logBucket },
    ),
  ),
  compliant(
    "a balancer that is protected",
    made("lb/LoadBalancer balancer", {
      loadBalancerType: "application",
      internal: true,
      enableDeletionProtection: true,
      dropInvalidHeaderFields: true,
      accessLogs: { bucket: "acme-access-logs", enabled: true },
    }),
  ),
  compliant(
    "users who are protected",
    made("cognito/UserPool users", {
      name: "customers",
      deletionProtection: "ACTIVE",
      mfaConfiguration: "ON",
    }),
  ),
  compliant(
    "a graph that is kept",
    made("neptune/Cluster graph", {
      clusterIdentifier: "graph",
      storageEncrypted: true,
      kmsKeyArn: keyArn,
      ...kept,
    }),
  ),
  compliant(
    "documents that are kept",
    made("docdb/Cluster documents", {
      clusterIdentifier: "documents",
      ...storage,
      deletionProtection: true,
      backupRetentionPeriod: 35,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "final",
    }),
  ),
  compliant(
    "a bucket that keeps its objects locked for a year",
    made("s3/Bucket audit-logs", {
      bucket: "acme-audit-logs",
      forceDestroy: false,
      objectLockEnabled: true,
    }),
    versions,
    made(
      "s3/BucketObjectLockConfiguration lock",
      { bucket: unknown, rule: { defaultRetention: { mode: "COMPLIANCE", days: 365 } } },
      { bucket: logBucket },
    ),
  ),
];
