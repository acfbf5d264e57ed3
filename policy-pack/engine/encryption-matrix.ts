import type { Condition, Setting } from "./settings";

/** A property that must have a value for the key to be used at all. */
export interface Switch {
  /** Dotted path, below the block. */
  readonly path: string;
  /** Text of the values that switch encryption with an own key on. */
  readonly good: RegExp;
  /** The value to set. */
  readonly set: string;
  /** Whether AWS switches it on when nothing is said. @default false */
  readonly onByDefault?: true;
}

/** How a type is encrypted at rest. A type may have several rows, one for each thing that is encrypted. */
export interface EncryptionRequirement {
  /** Type token. */
  readonly type: string;
  /** What the key encrypts, as in "the volume". */
  readonly holds: string;
  /** Dotted path of the blocks that name a key; `*` stands for every entry. @default - the resource itself */
  readonly each?: string;
  /** Properties that must be on; all of them, below the block. @default - none */
  readonly switches?: readonly Switch[];
  /** Dotted path of the key, below the block. */
  readonly key: string;
  /** Only resources that fulfil it hold anything to encrypt. @default - all */
  readonly when?: Condition;
  /** Properties that make the requirement void. @default - none */
  readonly unless?: readonly string[];
  /** Properties that name a source whose encryption is taken over. @default - none */
  readonly inherits?: readonly string[];
  /** Types of such a source. @default - none */
  readonly sources?: readonly string[];
  /** Whether the account's default key stands in where none is named. @default false */
  readonly accountDefault?: true;
  /** What is undecided where there is no block at all. @default - nothing is */
  readonly withoutBlock?: string;
}

type More = Omit<EncryptionRequirement, "type" | "holds" | "key">;

type Row = [type: string, holds: string, key: string, more?: More];

const row = (...[type, holds, key, more = {}]: Row): EncryptionRequirement => ({
  type,
  holds,
  key,
  ...more,
});

const isTrue = /^true$/;
const on = (path: string): Switch => ({ path, good: isTrue, set: "true" });
const mode = (path: string, good: RegExp, set: string): Switch => ({ path, good, set });
const whenOn = (path: string): Condition => ({ path, is: isTrue });

const databases = ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"];
const database = {
  switches: [on("storageEncrypted")],
  sources: databases,
} as const;

const storage: readonly EncryptionRequirement[] = [
  row("aws:ebs/volume:Volume", "the volume", "kmsKeyId", {
    switches: [on("encrypted")],
    accountDefault: true,
  }),
  row("aws:ebs/snapshotCopy:SnapshotCopy", "the snapshot", "kmsKeyId", {
    switches: [on("encrypted")],
    accountDefault: true,
  }),
  row("aws:ec2/amiCopy:AmiCopy", "the image", "kmsKeyId", {
    switches: [on("encrypted")],
    accountDefault: true,
  }),
  row("aws:ec2/launchTemplate:LaunchTemplate", "the volume", "kmsKeyId", {
    each: "blockDeviceMappings.*.ebs",
    switches: [on("encrypted")],
    accountDefault: true,
    withoutBlock: "The image decides whether volumes are encrypted, and with which key.",
  }),
  row("aws:ec2/instance:Instance", "the root volume", "kmsKeyId", {
    each: "rootBlockDevice",
    switches: [on("encrypted")],
    accountDefault: true,
    unless: ["launchTemplate"],
    withoutBlock: "The image decides whether the root volume is encrypted, and with which key.",
  }),
  row("aws:ec2/instance:Instance", "the volume", "kmsKeyId", {
    each: "ebsBlockDevices.*",
    switches: [on("encrypted")],
    accountDefault: true,
  }),
  row("aws:ebs/defaultKmsKey:DefaultKmsKey", "new volumes", "keyArn"),
  row("aws:efs/fileSystem:FileSystem", "the file system", "kmsKeyId", {
    switches: [on("encrypted")],
  }),
  row("aws:efs/replicationConfiguration:ReplicationConfiguration", "the replica", "kmsKeyId", {
    each: "destination",
  }),
  row("aws:backup/vault:Vault", "the vault", "kmsKeyArn"),
  row(
    "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
    "the vault",
    "encryptionKeyArn",
  ),
  ...["lustre", "ontap", "openZfs", "windows"].map((kind) => {
    const name = `${kind}FileSystem`;
    const type = `aws:fsx/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return row(type, "the file system", "kmsKeyId");
  }),
];

const messaging: readonly EncryptionRequirement[] = [
  row("aws:sqs/queue:Queue", "the queue", "kmsMasterKeyId"),
  row("aws:sns/topic:Topic", "the topic", "kmsMasterKeyId"),
  row("aws:kinesis/stream:Stream", "the stream", "kmsKeyId", {
    switches: [mode("encryptionType", /^KMS$/, "KMS")],
  }),
  row("aws:kinesis/videoStream:VideoStream", "the stream", "kmsKeyId"),
  // Firehose encrypts only what is put to it directly; a stream that feeds it is encrypted there.
  row("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "the stream", "keyArn", {
    each: "serverSideEncryption",
    switches: [on("enabled"), mode("keyType", /^CUSTOMER_MANAGED_CMK$/, "CUSTOMER_MANAGED_CMK")],
    unless: ["kinesisSourceConfiguration", "mskSourceConfiguration"],
  }),
  row("aws:cloudwatch/eventBus:EventBus", "the bus", "kmsKeyIdentifier"),
  row("aws:cloudwatch/eventArchive:EventArchive", "the archive", "kmsKeyIdentifier"),
  row("aws:pipes/pipe:Pipe", "the pipe", "kmsKeyIdentifier"),
  row("aws:scheduler/schedule:Schedule", "the schedule", "kmsKeyArn"),
  row("aws:msk/cluster:Cluster", "the cluster", "encryptionInfo.encryptionAtRestKmsKeyArn"),
  row("aws:mq/broker:Broker", "the broker", "encryptionOptions.kmsKeyId"),
];

const records: readonly EncryptionRequirement[] = [
  row("aws:cloudwatch/logGroup:LogGroup", "the log group", "kmsKeyId"),
  row("aws:cloudtrail/trail:Trail", "the trail", "kmsKeyId"),
  row("aws:cloudtrail/eventDataStore:EventDataStore", "the event data store", "kmsKeyId"),
  row("aws:secretsmanager/secret:Secret", "the secret", "kmsKeyId"),
  row("aws:secretsmanager/secret:Secret", "the replica", "kmsKeyId", { each: "replicas.*" }),
  row("aws:ssm/parameter:Parameter", "the parameter", "keyId", {
    when: { path: "type", is: /^SecureString$/ },
  }),
  row("aws:ecr/repository:Repository", "the images", "kmsKey", {
    each: "encryptionConfigurations.0",
    switches: [mode("encryptionType", /^KMS(_DSSE)?$/, "KMS")],
  }),
  row("aws:xray/encryptionConfig:EncryptionConfig", "traces", "keyId", {
    switches: [mode("type", /^KMS$/, "KMS")],
  }),
  row("aws:codeartifact/domain:Domain", "the packages", "encryptionKey"),
];

const dataStores: readonly EncryptionRequirement[] = [
  row("aws:dynamodb/table:Table", "the table", "kmsKeyArn", {
    each: "serverSideEncryption",
    switches: [on("enabled")],
  }),
  row("aws:dynamodb/table:Table", "the replica", "kmsKeyArn", { each: "replicas.*" }),
  row("aws:dynamodb/tableReplica:TableReplica", "the replica", "kmsKeyArn"),
  row("aws:keyspaces/table:Table", "the table", "kmsKeyIdentifier", {
    each: "encryptionSpecification",
    switches: [mode("type", /^CUSTOMER_MANAGED_KMS_KEY$/, "CUSTOMER_MANAGED_KMS_KEY")],
  }),
  row("aws:rds/instance:Instance", "the storage", "kmsKeyId", {
    ...database,
    inherits: ["replicateSourceDb", "snapshotIdentifier", "restoreToPointInTime"],
  }),
  row("aws:rds/cluster:Cluster", "the storage", "kmsKeyId", {
    ...database,
    inherits: ["replicationSourceIdentifier", "snapshotIdentifier", "restoreToPointInTime"],
  }),
  ...[...databases, "aws:rds/clusterInstance:ClusterInstance"].map((type) =>
    row(type, "Performance Insights", "performanceInsightsKmsKeyId", {
      when: whenOn("performanceInsightsEnabled"),
    }),
  ),
  ...databases.map((type) =>
    row(type, "the master password", "masterUserSecretKmsKeyId", {
      when: whenOn("manageMasterUserPassword"),
    }),
  ),
  row(
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
    "the backups",
    "kmsKeyId",
  ),
  row("aws:docdb/cluster:Cluster", "the storage", "kmsKeyId", {
    switches: [on("storageEncrypted")],
    inherits: ["snapshotIdentifier"],
  }),
  row("aws:docdb/elasticCluster:ElasticCluster", "the storage", "kmsKeyId"),
  row("aws:neptune/cluster:Cluster", "the storage", "kmsKeyArn", {
    switches: [on("storageEncrypted")],
    inherits: ["replicationSourceIdentifier", "snapshotIdentifier"],
    sources: ["aws:neptune/cluster:Cluster"],
  }),
  row("aws:redshift/cluster:Cluster", "the storage", "kmsKeyId", {
    switches: [{ ...on("encrypted"), onByDefault: true }],
    inherits: ["snapshotIdentifier", "snapshotArn"],
  }),
  row("aws:redshiftserverless/namespace:Namespace", "the storage", "kmsKeyId"),
  // Valkey encrypts unless told otherwise, Redis only when told to.
  row("aws:elasticache/replicationGroup:ReplicationGroup", "the cache", "kmsKeyId", {
    when: { path: "engine", is: /^(redis)?$/i },
    switches: [on("atRestEncryptionEnabled")],
  }),
  row("aws:elasticache/replicationGroup:ReplicationGroup", "the cache", "kmsKeyId", {
    when: { path: "engine", is: /^valkey$/i },
    switches: [{ ...on("atRestEncryptionEnabled"), onByDefault: true }],
  }),
  row("aws:elasticache/serverlessCache:ServerlessCache", "the cache", "kmsKeyId"),
  row("aws:memorydb/cluster:Cluster", "the cluster", "kmsKeyArn"),
  ...["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"].map((type) =>
    row(type, "the indexes", "kmsKeyId", { each: "encryptAtRest", switches: [on("enabled")] }),
  ),
  row("aws:qldb/ledger:Ledger", "the ledger", "kmsKey"),
  row("aws:timestreamwrite/database:Database", "the database", "kmsKeyId"),
];

const kms = (path: string, good: RegExp): Switch => mode(path, good, "SSE-KMS");

const compute: readonly EncryptionRequirement[] = [
  row("aws:lambda/function:Function", "the variables", "kmsKeyArn", {
    when: { path: "environment.variables", is: /[^{}]/ },
  }),
  row("aws:sfn/stateMachine:StateMachine", "the executions", "kmsKeyId", {
    each: "encryptionConfiguration",
    switches: [mode("type", /^CUSTOMER_MANAGED_KMS_KEY$/, "CUSTOMER_MANAGED_KMS_KEY")],
  }),
  row("aws:codebuild/project:Project", "the artifacts", "encryptionKey"),
  row("aws:eks/cluster:Cluster", "the secrets", "encryptionConfig.provider.keyArn"),
  row("aws:apprunner/service:Service", "the service", "encryptionConfiguration.kmsKey"),
  row("aws:glue/securityConfiguration:SecurityConfiguration", "the results", "kmsKeyArn", {
    each: "encryptionConfiguration.s3Encryption",
    switches: [kms("s3EncryptionMode", /^SSE-KMS$/)],
  }),
  row("aws:glue/securityConfiguration:SecurityConfiguration", "the logs", "kmsKeyArn", {
    each: "encryptionConfiguration.cloudwatchEncryption",
    switches: [kms("cloudwatchEncryptionMode", /^SSE-KMS$/)],
  }),
  row("aws:glue/securityConfiguration:SecurityConfiguration", "the bookmarks", "kmsKeyArn", {
    each: "encryptionConfiguration.jobBookmarksEncryption",
    switches: [mode("jobBookmarksEncryptionMode", /^CSE-KMS$/, "CSE-KMS")],
  }),
  row(
    "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings",
    "the catalog",
    "sseAwsKmsKeyId",
    {
      each: "dataCatalogEncryptionSettings.encryptionAtRest",
      switches: [kms("catalogEncryptionMode", /^SSE-KMS(-WITH-SERVICE-ROLE)?$/)],
    },
  ),
  row("aws:athena/workgroup:Workgroup", "the results", "kmsKeyArn", {
    each: "configuration.resultConfiguration.encryptionConfiguration",
    switches: [mode("encryptionOption", /^(SSE|CSE)_KMS$/, "SSE_KMS")],
    when: { path: "configuration.managedQueryResultsConfiguration.enabled", is: /^(false)?$/ },
  }),
  row("aws:athena/workgroup:Workgroup", "the results", "kmsKey", {
    each: "configuration.managedQueryResultsConfiguration.encryptionConfiguration",
    when: whenOn("configuration.managedQueryResultsConfiguration.enabled"),
  }),
  row("aws:sagemaker/notebookInstance:NotebookInstance", "the volume", "kmsKeyId"),
  row("aws:sagemaker/domain:Domain", "the home directories", "kmsKeyId"),
  row("aws:sagemaker/endpointConfiguration:EndpointConfiguration", "the volume", "kmsKeyArn"),
  row("aws:bedrock/agentAgent:AgentAgent", "the agent", "customerEncryptionKeyArn"),
  row("aws:bedrock/guardrail:Guardrail", "the guardrail", "kmsKeyArn"),
  row("aws:bedrock/agentcoreMemory:AgentcoreMemory", "the memory", "encryptionKeyArn"),
];

/**
 * Types that hold data, with the property that names their key. Paths are those of @pulumi/aws 7.48;
 * defaults are those of the services; table of 2026-11. Buckets have a companion resource instead.
 */
export const encryptionMatrix: readonly EncryptionRequirement[] = [
  ...storage,
  ...messaging,
  ...records,
  ...dataStores,
  ...compute,
];

const bucketDefault = {
  switches: [mode("sseAlgorithm", /^aws:kms(:dsse)?$/, "aws:kms")],
  key: "kmsMasterKeyId",
  holds: "the bucket",
};

/** How a companion configuration encrypts a bucket. */
export const bucketEncryptionByCompanion: EncryptionRequirement = {
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  each: "rules.*.applyServerSideEncryptionByDefault",
  ...bucketDefault,
};

/** How a bucket's own property encrypts it. */
export const bucketEncryptionInline: EncryptionRequirement = {
  type: "aws:s3/bucket:Bucket",
  each: "serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault",
  ...bucketDefault,
};

const securityConfiguration = (type: string): Setting => ({
  type,
  path: "securityConfiguration",
  good: /./,
  absent: "fail",
  wrong: "No security configuration says how results, logs and bookmarks are encrypted.",
  fix: "Set securityConfiguration to the name of a SecurityConfiguration with keys of this stack.",
});

/** Settings of encryption at rest that name no key. */
export const encryptionSettings: readonly Setting[] = [
  securityConfiguration("aws:glue/job:Job"),
  securityConfiguration("aws:glue/crawler:Crawler"),
  {
    type: "aws:ebs/encryptionByDefault:EncryptionByDefault",
    path: "enabled",
    good: isTrue,
    absent: "pass",
    wrong: "New volumes are not encrypted by default.",
    fix: "Set enabled to true.",
  },
  {
    type: "aws:dax/cluster:Cluster",
    path: "serverSideEncryption.enabled",
    good: isTrue,
    absent: "fail",
    wrong: "The cache is not encrypted.",
    fix: "Set serverSideEncryption.enabled to true.",
  },
  {
    type: "aws:apigateway/methodSettings:MethodSettings",
    path: "settings.cacheDataEncrypted",
    good: isTrue,
    absent: "fail",
    when: { path: "settings.cachingEnabled", is: isTrue },
    wrong: "Cached responses are not encrypted.",
    fix: "Set settings.cacheDataEncrypted to true.",
  },
];
