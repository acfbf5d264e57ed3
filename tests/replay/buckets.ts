import {
  CreateBucketCommand,
  ExpirationStatus,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ObjectLockRetentionMode,
  ObjectOwnership,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectLockConfigurationCommand,
  PutPublicAccessBlockCommand,
  ServerSideEncryption,
  TransitionStorageClass,
} from "@aws-sdk/client-s3";
import type { Clients, Inputs, Replay, ReplayTable } from "./contract";
import {
  answered,
  flag,
  member,
  number,
  object,
  objects,
  optionalText,
  tagList,
  tagsOf,
  text,
} from "./values";

const bucket: Replay = {
  async create({ s3 }, inputs) {
    const Bucket = text(inputs, "bucket");
    const ObjectLockEnabledForBucket = flag(inputs, "objectLockEnabled");
    await s3.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket }));
    await s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: tagList(inputs) } }));
    return { id: Bucket, outputs: { arn: `arn:aws:s3:::${Bucket}` } };
  },
  async read({ s3 }, { created, inputs }) {
    const Bucket = created.id;
    const { TagSet } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
    // A bucket without object lock has no configuration of it: asking is an error.
    const lock = inputs["objectLockEnabled"] === true ? await lockOf(s3, Bucket) : undefined;
    return {
      bucket: Bucket,
      objectLockEnabled: lock?.ObjectLockEnabled === "Enabled",
      tags: tagsOf(TagSet),
    };
  },
};

async function lockOf(s3: Clients["s3"], Bucket: string) {
  const answer = await s3.send(new GetObjectLockConfigurationCommand({ Bucket }));
  return answer.ObjectLockConfiguration;
}

/** A setting of a bucket: how it is put, and what is read of it. */
interface BucketSetting {
  readonly put: (s3: Clients["s3"], Bucket: string, inputs: Inputs) => Promise<unknown>;
  readonly get: (s3: Clients["s3"], Bucket: string) => Promise<Inputs>;
}

const setting = ({ put, get }: BucketSetting): Replay => ({
  async create({ s3 }, inputs) {
    const Bucket = text(inputs, "bucket");
    await put(s3, Bucket, inputs);
    return { id: Bucket };
  },
  async read({ s3 }, { created }) {
    return { bucket: created.id, ...(await get(s3, created.id)) };
  },
});

const policy = setting({
  put: (s3, Bucket, inputs) =>
    s3.send(new PutBucketPolicyCommand({ Bucket, Policy: text(inputs, "policy") })),
  get: async (s3, Bucket) => {
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    return { policy: Policy };
  },
});

const versioning = setting({
  put: (s3, Bucket, inputs) => {
    const { status } = object(inputs, "versioningConfiguration");
    const VersioningConfiguration = { Status: member({ on: "Enabled" }, status) };
    return s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
  },
  get: async (s3, Bucket) => {
    const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
    return { versioningConfiguration: { status: Status } };
  },
});

const ownership = setting({
  put: (s3, Bucket, inputs) => {
    const owner = member(ObjectOwnership, object(inputs, "rule")["objectOwnership"]);
    const OwnershipControls = { Rules: [{ ObjectOwnership: owner }] };
    return s3.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
  },
  get: async (s3, Bucket) => {
    const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    return { rule: { objectOwnership: OwnershipControls?.Rules?.[0]?.ObjectOwnership } };
  },
});

const publicAccess = setting({
  put: (s3, Bucket, inputs) =>
    s3.send(
      new PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: flag(inputs, "blockPublicAcls"),
          BlockPublicPolicy: flag(inputs, "blockPublicPolicy"),
          IgnorePublicAcls: flag(inputs, "ignorePublicAcls"),
          RestrictPublicBuckets: flag(inputs, "restrictPublicBuckets"),
        },
      }),
    ),
  get: async (s3, Bucket) => {
    const answer = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    const block = answer.PublicAccessBlockConfiguration;
    return {
      blockPublicAcls: block?.BlockPublicAcls,
      blockPublicPolicy: block?.BlockPublicPolicy,
      ignorePublicAcls: block?.IgnorePublicAcls,
      restrictPublicBuckets: block?.RestrictPublicBuckets,
    };
  },
});

const encryption = setting({
  put: (s3, Bucket, inputs) => {
    const Rules = objects(inputs, "rules").map((rule) => {
      const byDefault = object(rule, "applyServerSideEncryptionByDefault");
      return {
        BucketKeyEnabled: flag(rule, "bucketKeyEnabled"),
        ApplyServerSideEncryptionByDefault: {
          SSEAlgorithm: member(ServerSideEncryption, byDefault["sseAlgorithm"]),
          KMSMasterKeyID: optionalText(byDefault, "kmsMasterKeyId"),
        },
      };
    });
    const ServerSideEncryptionConfiguration = { Rules };
    return s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
  },
  get: async (s3, Bucket) => {
    const answer = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    const rules = answer.ServerSideEncryptionConfiguration?.Rules?.map((rule) => ({
      bucketKeyEnabled: rule.BucketKeyEnabled,
      applyServerSideEncryptionByDefault: {
        sseAlgorithm: rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm,
        kmsMasterKeyId: rule.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID,
      },
    }));
    return { rules };
  },
});

const objectLock = setting({
  put: (s3, Bucket, inputs) => {
    const retention = object(object(inputs, "rule"), "defaultRetention");
    return s3.send(
      new PutObjectLockConfigurationCommand({
        Bucket,
        ObjectLockConfiguration: {
          ObjectLockEnabled: "Enabled",
          Rule: {
            DefaultRetention: {
              Days: number(retention, "days"),
              Mode: member(ObjectLockRetentionMode, retention["mode"]),
            },
          },
        },
      }),
    );
  },
  get: async (s3, Bucket) => {
    const retention = (await lockOf(s3, Bucket))?.Rule?.DefaultRetention;
    return { rule: { defaultRetention: { days: retention?.Days, mode: retention?.Mode } } };
  },
});

const lifecycle = setting({
  put: (s3, Bucket, inputs) => {
    const Rules = objects(inputs, "rules").map((rule) => ({
      ID: text(rule, "id"),
      Status: member(ExpirationStatus, rule["status"]),
      Filter: { Prefix: optionalText(object(rule, "filter"), "prefix") ?? "" },
      AbortIncompleteMultipartUpload: {
        DaysAfterInitiation: number(
          object(rule, "abortIncompleteMultipartUpload"),
          "daysAfterInitiation",
        ),
      },
      Transitions: objects(rule, "transitions").map((transition) => ({
        Days: number(transition, "days"),
        StorageClass: member(TransitionStorageClass, transition["storageClass"]),
      })),
      ...(rule["noncurrentVersionExpiration"] !== undefined && {
        NoncurrentVersionExpiration: {
          NoncurrentDays: number(object(rule, "noncurrentVersionExpiration"), "noncurrentDays"),
        },
      }),
    }));
    const LifecycleConfiguration = { Rules };
    return s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration }));
  },
  get: async (s3, Bucket) => {
    const answer = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    const rules = answer.Rules?.map((rule) => ({
      id: rule.ID,
      status: rule.Status,
      // No filter and an empty prefix both mean every object.
      filter: rule.Filter?.Prefix === "" ? {} : { prefix: rule.Filter?.Prefix },
      abortIncompleteMultipartUpload: {
        daysAfterInitiation: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
      },
      transitions: rule.Transitions?.map(({ Days, StorageClass }) => ({
        days: Days,
        storageClass: StorageClass,
      })),
      ...(rule.NoncurrentVersionExpiration !== undefined && {
        noncurrentVersionExpiration: {
          noncurrentDays: rule.NoncurrentVersionExpiration.NoncurrentDays,
        },
      }),
    }));
    return { rules: answered(rules, "rules") };
  },
});

/** Buckets and their settings. */
export const buckets: ReplayTable = {
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": lifecycle,
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": objectLock,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ownership,
  "aws:s3/bucketPolicy:BucketPolicy": policy,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": publicAccess,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    encryption,
  "aws:s3/bucketVersioning:BucketVersioning": versioning,
};
