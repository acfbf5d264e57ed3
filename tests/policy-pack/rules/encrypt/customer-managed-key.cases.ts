import { encryptionMatrix } from "../../../../policy-pack/engine/encryption-matrix";
import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { customerManagedKey } from "../../../../policy-pack/rules/encrypt/customer-managed-key";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { keyDemandCases } from "./key-demand";
import { key, keyArn } from "./keys";

const group = (kmsKeyId: Value) => resource("aws:cloudwatch/logGroup:LogGroup", { kmsKeyId });
const table = (serverSideEncryption: Value) => [
  key,
  resource("aws:dynamodb/table:Table", { serverSideEncryption }),
];
const volume = (properties: Properties) => resource("aws:ebs/volume:Volume", properties);
const defaults = (properties: Properties, region?: string) => [
  key,
  resource("aws:ebs/encryptionByDefault:EncryptionByDefault", properties),
  resource("aws:ebs/defaultKmsKey:DefaultKmsKey", {
    keyArn,
    ...(region !== undefined && { region }),
  }),
];
const template = (ebs: Value) => [
  key,
  resource("aws:ec2/launchTemplate:LaunchTemplate", {
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs }],
  }),
];
const database = (properties: Properties, name = "orders") =>
  resource("aws:rds/instance:Instance", properties, { name });
const lambda = (properties: Properties) => resource("aws:lambda/function:Function", properties);
const firehose = (properties: Properties) =>
  resource("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", properties);

export const customerManagedKeyCases = ruleCases(customerManagedKey, [
  ...keyDemandCases,
  { title: "an empty key", resources: [group("")], verdict: "fail", path: "/kmsKeyId" },
  ...encryptionMatrix
    .filter(({ when, each }) => when === undefined && each?.includes("*") !== true)
    .map(({ type, withoutBlock }) => ({
      requirement: "POL-300",
      title: `${type} that says nothing`,
      resources: [resource(type, {})],
      verdict: withoutBlock === undefined ? ("fail" as const) : ("undecided" as const),
    })),
  {
    title: "a table with a key of its own",
    resources: table({ enabled: true, kmsKeyArn: keyArn }),
    verdict: "pass",
  },
  {
    title: "a table whose encryption is switched off",
    resources: table({ enabled: false, kmsKeyArn: keyArn }),
    verdict: "fail",
    path: "/serverSideEncryption/enabled",
    message: /enabled is false/,
    fix: /^Set enabled to true/,
    count: 1,
  },
  {
    title: "a table of which that is unknown",
    resources: table({ enabled: unknown, kmsKeyArn: keyArn }),
    verdict: "undecided",
    path: "/serverSideEncryption/enabled",
  },
  {
    title: "a table without a key, whatever else is unknown",
    resources: table({ enabled: unknown }),
    verdict: "fail",
    path: "/serverSideEncryption/kmsKeyArn",
  },
  { title: "a table with an unknown block", resources: table(unknown), verdict: "undecided" },
  {
    title: "a table with a replica that has no key",
    resources: [
      key,
      resource("aws:dynamodb/table:Table", {
        serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
        replicas: [{ regionName: "eu-north-1" }],
      }),
    ],
    verdict: "fail",
    path: "/replicas/0/kmsKeyArn",
  },
  { title: "a function without variables", resources: [lambda({})], verdict: "pass" },
  {
    title: "a function with no variables in its environment",
    resources: [lambda({ environment: { variables: {} } })],
    verdict: "pass",
  },
  {
    title: "a function with variables and no key",
    resources: [lambda({ environment: { variables: { MODE: "fast" } } })],
    verdict: "fail",
  },
  {
    title: "a function of which it is unknown whether it has variables",
    resources: [lambda({ environment: { variables: unknown } })],
    verdict: "undecided",
  },
  {
    title: "a plain parameter",
    resources: [resource("aws:ssm/parameter:Parameter", { type: "String" })],
    verdict: "pass",
  },
  {
    title: "a secure parameter without key",
    resources: [resource("aws:ssm/parameter:Parameter", { type: "SecureString" })],
    verdict: "fail",
  },
  {
    title: "images that S3 encrypts",
    resources: [
      resource("aws:ecr/repository:Repository", {
        encryptionConfigurations: [{ encryptionType: "AES256" }],
      }),
    ],
    verdict: "fail",
    message: /encryptionType is AES256/,
    fix: /^Set encryptionType to KMS/,
  },
  {
    title: "a delivery stream with a key of the stack",
    resources: [
      key,
      firehose({
        serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn },
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a delivery stream with a key of AWS",
    resources: [key, firehose({ serverSideEncryption: { enabled: true, keyArn } })],
    verdict: "fail",
    path: "/serverSideEncryption/keyType",
  },
  {
    title: "a delivery stream that another stream feeds",
    resources: [firehose({ kinesisSourceConfiguration: { kinesisStreamArn: unknown } })],
    verdict: "pass",
  },
  {
    title: "a delivery stream that another stream may feed",
    resources: [firehose({ kinesisSourceConfiguration: unknown })],
    verdict: "undecided",
  },
  {
    title: "a volume with encryption switched on as text",
    resources: template({ encrypted: "true", kmsKeyId: keyArn }),
    verdict: "pass",
  },
  {
    title: "a launch template with a volume that is not encrypted",
    resources: template({ volumeSize: 8 }),
    verdict: "fail",
    path: "/blockDeviceMappings/0/ebs/encrypted",
  },
  {
    title: "a launch template with unknown devices",
    resources: [
      resource("aws:ec2/launchTemplate:LaunchTemplate", { blockDeviceMappings: unknown }),
    ],
    verdict: "undecided",
    path: "/blockDeviceMappings",
  },
  {
    title: "an instance that a launch template describes",
    resources: [resource("aws:ec2/instance:Instance", { launchTemplate: { id: "lt-1" } })],
    verdict: "pass",
  },
  {
    requirement: "POL-300",
    title: "a volume where the account encrypts by default with a key of the stack",
    resources: [...defaults({}), volume({})],
    verdict: "pass",
  },
  {
    title: "a volume where that default is another Region's",
    resources: [...defaults({}, "us-east-1"), volume({})],
    verdict: "fail",
  },
  {
    title: "a volume where the default is switched off",
    resources: [...defaults({ enabled: false }), volume({})],
    verdict: "fail",
  },
  {
    title: "a volume where the default may be switched off",
    resources: [...defaults({ enabled: unknown }), volume({})],
    verdict: "undecided",
  },
  {
    title: "a volume where the account encrypts by default with a key of AWS",
    resources: [resource("aws:ebs/encryptionByDefault:EncryptionByDefault", {}), volume({})],
    verdict: "fail",
  },
  {
    title: "a volume with a foreign key, whatever the account's default",
    resources: [
      ...defaults({}),
      volume({ encrypted: true, kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/9" }),
    ],
    verdict: "fail",
  },
  {
    title: "a replica of a database of the stack",
    resources: [
      key,
      database({ identifier: "orders", storageEncrypted: true, kmsKeyId: keyArn }),
      {
        ...database({ replicateSourceDb: unknown }, "replica"),
        propertyDependencies: { replicateSourceDb: [database({}).urn] },
      },
    ],
    verdict: "pass",
  },
  {
    title: "a database from a snapshot, which may be encrypted or not",
    resources: [database({ snapshotIdentifier: "rds:orders-1" })],
    verdict: "undecided",
    path: "/snapshotIdentifier",
  },
  {
    title: "a database whose master password AWS encrypts",
    resources: [
      key,
      database({ storageEncrypted: true, kmsKeyId: keyArn, manageMasterUserPassword: true }),
    ],
    verdict: "fail",
    path: "/masterUserSecretKmsKeyId",
  },
  {
    title: "a Valkey cache, which is encrypted unless told otherwise",
    resources: [
      key,
      resource("aws:elasticache/replicationGroup:ReplicationGroup", {
        engine: "valkey",
        kmsKeyId: keyArn,
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a Redis cache that says nothing",
    resources: [
      key,
      resource("aws:elasticache/replicationGroup:ReplicationGroup", {
        engine: "redis",
        kmsKeyId: keyArn,
      }),
    ],
    verdict: "fail",
    path: "/atRestEncryptionEnabled",
  },
  {
    title: "a job without security configuration",
    resources: [resource("aws:glue/job:Job", {})],
    verdict: "fail",
    path: "/securityConfiguration",
  },
  {
    title: "a job with a security configuration",
    resources: [resource("aws:glue/job:Job", { securityConfiguration: "orders" })],
    verdict: "pass",
  },
  {
    title: "cached responses in the clear",
    resources: [
      resource("aws:apigateway/methodSettings:MethodSettings", {
        settings: { cachingEnabled: true },
      }),
    ],
    verdict: "fail",
  },
  {
    title: "responses that are not cached",
    resources: [resource("aws:apigateway/methodSettings:MethodSettings", { settings: {} })],
    verdict: "pass",
  },
  {
    title: "responses of which it is unknown whether they are cached",
    resources: [
      resource("aws:apigateway/methodSettings:MethodSettings", {
        settings: { cachingEnabled: unknown },
      }),
    ],
    verdict: "undecided",
    message: /cachingEnabled is unknown/,
  },
]);
