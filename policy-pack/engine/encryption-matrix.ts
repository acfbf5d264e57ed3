/** How a type is encrypted at rest. */
export interface EncryptionRequirement {
  /** Type token. */
  readonly type: string;
  /** Property that names the key. */
  readonly keyPath: readonly (string | number)[];
  /** Property that must be true for the key to matter. @default - none */
  readonly enabledPath?: readonly (string | number)[];
  /** Only resources with this property hold anything to encrypt. @default - all */
  readonly onlyWith?: string;
}

const byKey = (type: string, ...keyPath: readonly string[]): EncryptionRequirement => ({
  type,
  keyPath,
});

/** Types whose own property names the key; S3 buckets have a companion resource instead. */
export const encryptionMatrix: readonly EncryptionRequirement[] = [
  byKey("aws:cloudwatch/logGroup:LogGroup", "kmsKeyId"),
  byKey("aws:secretsmanager/secret:Secret", "kmsKeyId"),
  byKey("aws:sns/topic:Topic", "kmsMasterKeyId"),
  byKey("aws:sqs/queue:Queue", "kmsMasterKeyId"),
  byKey("aws:cloudtrail/trail:Trail", "kmsKeyId"),
  {
    ...byKey("aws:dynamodb/table:Table", "serverSideEncryption", "kmsKeyArn"),
    enabledPath: ["serverSideEncryption", "enabled"],
  },
  { ...byKey("aws:ebs/volume:Volume", "kmsKeyId"), enabledPath: ["encrypted"] },
  { ...byKey("aws:efs/fileSystem:FileSystem", "kmsKeyId"), enabledPath: ["encrypted"] },
  { ...byKey("aws:rds/instance:Instance", "kmsKeyId"), enabledPath: ["storageEncrypted"] },
  { ...byKey("aws:rds/cluster:Cluster", "kmsKeyId"), enabledPath: ["storageEncrypted"] },
  {
    type: "aws:ecr/repository:Repository",
    keyPath: ["encryptionConfigurations", 0, "kmsKey"],
  },
  { ...byKey("aws:lambda/function:Function", "kmsKeyArn"), onlyWith: "environment" },
];
