import type * as pulumi from "@pulumi/pulumi";
import type { SigningPlan } from "../../plan/governance/artefacts";
import type { Tags } from "../../plan/tags";
import { createKeptBucket, recordAccess, type SettledBucket } from "../kept-bucket";

/** What the buckets are made from. */
export interface ArtefactBucketArgs {
  /** Bucket of code, and that of its access logs. */
  readonly plan: SigningPlan;
  /** Key that encrypts code. */
  readonly keyArn: pulumi.Input<string>;
  /** Tags. */
  readonly tags: Tags;
}

/** Declares the closed, versioned bucket that code is signed in, and the one that records who touched it. */
export function createArtefactBucket(
  name: string,
  { plan, keyArn, tags }: ArtefactBucketArgs,
  parent: pulumi.Resource,
): SettledBucket {
  const { protect } = plan;
  const encryption = { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };
  const { bucket, settings } = createKeptBucket(
    `${name}-code`,
    { plan: plan.code, protect, tags, encryption },
    parent,
  );
  const logging = recordAccess(
    `${name}-code`,
    { plan: plan.accessLogs, recorded: bucket, prefix: "governance/", protect, tags },
    parent,
  );
  return { bucket, settings: [...settings, logging] };
}
