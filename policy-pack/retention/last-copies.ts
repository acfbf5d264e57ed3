import type { Setting } from "../engine/settings";

/** A setting that takes the last copy away, and what makes it void. */
export interface LastCopy extends Setting {
  /** Property that says where another copy is, whatever its value. @default - none */
  readonly unless?: string;
}

const finalSnapshot = (type: string, unless?: string): LastCopy => ({
  type,
  path: "skipFinalSnapshot",
  good: /^false$/,
  absent: "pass",
  wrong: "Deleting it leaves no snapshot.",
  fix: "Set skipFinalSnapshot to false, and name the snapshot in finalSnapshotIdentifier.",
  ...(unless !== undefined && { unless }),
});

/**
 * What remains once a store is deleted; the data of a replica remains with its source. Defaults are those of
 * @pulumi/aws 7.48, table of 2026-11.
 */
export const lastCopies: readonly LastCopy[] = [
  finalSnapshot("aws:rds/instance:Instance", "replicateSourceDb"),
  finalSnapshot("aws:rds/cluster:Cluster", "replicationSourceIdentifier"),
  finalSnapshot("aws:docdb/cluster:Cluster"),
  finalSnapshot("aws:neptune/cluster:Cluster", "replicationSourceIdentifier"),
  finalSnapshot("aws:redshift/cluster:Cluster"),
  {
    type: "aws:s3/bucket:Bucket",
    path: "forceDestroy",
    good: /^false$/,
    absent: "pass",
    wrong: "Destroying the bucket destroys every object in it.",
    fix: "Set forceDestroy to false.",
  },
];

/** Ways in that can be protected from deletion; they hold no data (Security Hub ELB.6). */
export const entranceProtections: readonly Setting[] = [
  {
    type: "aws:lb/loadBalancer:LoadBalancer",
    path: "enableDeletionProtection",
    good: /^true$/,
    absent: "fail",
    wrong: "One call deletes the load balancer, and with it the way to what stands behind it.",
    fix: "Set enableDeletionProtection to true.",
  },
];
