import { unknown } from "../../support/policy-pack/resources";
import { faults } from "./concerns";
import { casesOf, keyArn, made } from "./quality-case";

const { violation } = casesOf(faults.retention);
const storage = { storageEncrypted: true, kmsKeyId: keyArn };
const logBucket = made("s3/Bucket audit-logs", { bucket: "acme-audit-logs" });
const trail = made(
  "cloudtrail/Trail trail",
  { s3BucketName: unknown },
  { s3BucketName: logBucket },
);

/** Stacks that a reviewer rejects for what they lose too early. */
export const violations = [
  violation(
    "logs for a month",
    "logs",
    made("cloudwatch/LogGroup logs", { retentionInDays: 30, kmsKeyId: keyArn }),
  ),
  violation(
    "logs whose retention nobody set",
    "logs",
    made("cloudwatch/LogGroup logs", { name: "/acme/orders", kmsKeyId: keyArn }),
  ),
  violation(
    "logs for a half year, of a function",
    "logs",
    made("cloudwatch/LogGroup logs", {
      name: "/aws/lambda/orders",
      retentionInDays: 180,
      kmsKeyId: keyArn,
    }),
  ),
  violation(
    "a database that anybody deletes with one call",
    "database",
    made("rds/Instance database", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      ...storage,
      backupRetentionPeriod: 30,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: "final",
    }),
  ),
  violation(
    "a cluster whose protection is turned off",
    "database",
    made("rds/Cluster database", {
      engine: "aurora-postgresql",
      ...storage,
      deletionProtection: false,
      backupRetentionPeriod: 30,
    }),
  ),
  violation(
    "a database without backups",
    "database",
    made("rds/Instance database", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      ...storage,
      deletionProtection: true,
      backupRetentionPeriod: 0,
    }),
  ),
  violation(
    "a database that leaves no snapshot",
    "database",
    made("rds/Instance database", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      ...storage,
      deletionProtection: true,
      backupRetentionPeriod: 30,
      skipFinalSnapshot: true,
    }),
  ),
  violation(
    "a table that anybody deletes with one call",
    "table",
    made("dynamodb/Table table", {
      name: "orders",
      hashKey: "id",
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
    }),
  ),
  violation(
    "a table without recovery to a point in time",
    "table",
    made("dynamodb/Table table", {
      name: "orders",
      hashKey: "id",
      deletionProtectionEnabled: true,
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
    }),
  ),
  violation(
    "a bucket that is destroyed with its objects",
    "bucket",
    made("s3/Bucket bucket", { bucket: "acme-orders", forceDestroy: true }),
  ),
  violation(
    "a balancer that anybody deletes with one call",
    "balancer",
    made("lb/LoadBalancer balancer", {
      loadBalancerType: "application",
      internal: true,
      enableDeletionProtection: false,
    }),
  ),
  violation(
    "users who are deleted with one call",
    "users",
    made("cognito/UserPool users", { name: "customers", deletionProtection: "INACTIVE" }),
  ),
  violation(
    "a graph that anybody deletes with one call",
    "graph",
    made("neptune/Cluster graph", {
      clusterIdentifier: "graph",
      storageEncrypted: true,
      kmsKeyArn: keyArn,
      backupRetentionPeriod: 30,
    }),
  ),
  violation(
    "documents that anybody deletes with one call",
    "documents",
    made("docdb/Cluster documents", {
      clusterIdentifier: "documents",
      ...storage,
      backupRetentionPeriod: 30,
      deletionProtection: false,
    }),
  ),
  violation(
    "a bucket of logs that forgets after ninety days",
    "lifecycle",
    logBucket,
    trail,
    made(
      "s3/BucketLifecycleConfiguration lifecycle",
      {
        bucket: unknown,
        rules: [{ id: "expire", status: "Enabled", expiration: { days: 90 } }],
      },
      { bucket: logBucket },
    ),
  ),
  violation(
    "a bucket whose versions are not kept",
    "audit-logs",
    logBucket,
    trail,
    made(
      "s3/BucketVersioning versions",
      { bucket: unknown, versioningConfiguration: { status: "Suspended" } },
      { bucket: logBucket },
    ),
  ),
];
