import { unknown } from "../../support/policy-pack/resources";
import { faults } from "./concerns";
import { casesOf, key, keyArn, made } from "./quality-case";

const { violation } = casesOf(faults.encryption);
const bucket = made("s3/Bucket orders", { bucket: "acme-orders" });
const balancerArn =
  "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188";
const targets =
  "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/73e2d6bc24d8a067";
const postgres = { engine: "postgres", instanceClass: "db.t4g.medium", allocatedStorage: 20 };

const lax = made("rds/ParameterGroup parameters", {
  family: "postgres17",
  parameters: [{ name: "rds.force_ssl", value: "0" }],
});

/** Stacks that a reviewer rejects for data in the clear, or under a key of somebody else. */
export const violations = [
  violation(
    "a volume in the clear",
    "volume",
    made("ebs/Volume volume", { availabilityZone: "us-east-1a", size: 40, encrypted: false }),
  ),
  violation(
    "a volume under the key of the service",
    "volume",
    made("ebs/Volume volume", { availabilityZone: "us-east-1a", size: 40, encrypted: true }),
  ),
  violation(
    "a root disk in the clear",
    "instance",
    made("ec2/Instance instance", {
      ami: "ami-0abcdef1234567890",
      instanceType: "t4g.small",
      rootBlockDevice: { volumeSize: 20, volumeType: "gp3" },
    }),
  ),
  violation("a database in the clear", "database", made("rds/Instance database", postgres)),
  violation(
    "a database under the key of the service",
    "database",
    made("rds/Instance database", { ...postgres, storageEncrypted: true }),
  ),
  violation(
    "a bucket under the key of the service",
    "sse",
    bucket,
    made(
      "s3/BucketServerSideEncryptionConfiguration sse",
      {
        bucket: unknown,
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
      },
      { bucket },
    ),
  ),
  violation(
    "a bucket under the alias of the service's key",
    "sse",
    bucket,
    made(
      "s3/BucketServerSideEncryptionConfiguration sse",
      {
        bucket: unknown,
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: "aws:kms",
              kmsMasterKeyId: "alias/aws/s3",
            },
          },
        ],
      },
      { bucket },
    ),
  ),
  violation(
    "a table under the key of the service",
    "table",
    made("dynamodb/Table table", {
      name: "orders",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      billingMode: "PAY_PER_REQUEST",
    }),
  ),
  violation("a queue in the clear", "queue", made("sqs/Queue queue", { name: "orders" })),
  violation(
    "a queue under the key of the service",
    "queue",
    made("sqs/Queue queue", { name: "orders", sqsManagedSseEnabled: true }),
  ),
  violation("a topic in the clear", "topic", made("sns/Topic topic", { name: "orders" })),
  violation(
    "a topic under the alias of the service's key",
    "topic",
    made("sns/Topic topic", { name: "orders", kmsMasterKeyId: "alias/aws/sns" }),
  ),
  violation(
    "files under the key of the service",
    "files",
    made("efs/FileSystem files", { encrypted: true }),
  ),
  violation(
    "a log group without key",
    "logs",
    made("cloudwatch/LogGroup logs", { name: "/acme/orders", retentionInDays: 365 }),
  ),
  violation(
    "a listener that forwards requests in the clear",
    "listener",
    made("lb/Listener listener", {
      loadBalancerArn: balancerArn,
      port: 80,
      protocol: "HTTP",
      defaultActions: [{ type: "forward", targetGroupArn: targets }],
    }),
  ),
  violation(
    "a listener that still speaks TLS 1.0",
    "listener",
    made("lb/Listener listener", {
      loadBalancerArn: balancerArn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-2016-08",
      certificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/1234",
      defaultActions: [{ type: "forward", targetGroupArn: targets }],
    }),
  ),
  violation(
    "a cache that is spoken to in the clear",
    "cache",
    made("elasticache/ReplicationGroup cache", {
      replicationGroupId: "cache",
      description: "Sessions",
      atRestEncryptionEnabled: true,
      kmsKeyId: keyArn,
      transitEncryptionEnabled: false,
    }),
  ),
  violation(
    "a search domain that tolerates requests in the clear",
    "search",
    made("opensearch/Domain search", {
      domainName: "search",
      encryptAtRest: { enabled: true, kmsKeyId: keyArn },
      nodeToNodeEncryption: { enabled: true },
      domainEndpointOptions: { enforceHttps: false },
    }),
  ),
  violation(
    "a function whose environment is under the key of the service",
    "function",
    made("lambda/Function function", {
      name: "orders",
      role: "arn:aws:iam::111122223333:role/orders",
      runtime: "nodejs22.x",
      handler: "index.handler",
      environment: { variables: { TABLE: "orders" } },
    }),
  ),
  violation(
    "a stream in the clear",
    "stream",
    made("kinesis/Stream stream", { name: "orders", shardCount: 1, encryptionType: "NONE" }),
  ),
  violation(
    "a distribution that answers in the clear",
    "distribution",
    made("cloudfront/Distribution distribution", {
      enabled: true,
      origins: [{ originId: "web", domainName: "web.example.com" }],
      defaultCacheBehavior: {
        targetOriginId: "web",
        viewerProtocolPolicy: "allow-all",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: {
        acmCertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/1234",
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      },
    }),
  ),
  violation(
    "brokers that are spoken to in the clear",
    "brokers",
    made("msk/Cluster brokers", {
      clusterName: "brokers",
      kafkaVersion: "3.9.x",
      numberOfBrokerNodes: 3,
      encryptionInfo: {
        encryptionAtRestKmsKeyArn: keyArn,
        encryptionInTransit: { clientBroker: "TLS_PLAINTEXT", inCluster: true },
      },
    }),
  ),
  violation(
    "a task that mounts its files in the clear",
    "task",
    made("ecs/TaskDefinition task", {
      family: "orders",
      containerDefinitions: JSON.stringify([{ name: "orders", image: "orders:1" }]),
      volumes: [
        {
          name: "data",
          efsVolumeConfiguration: {
            fileSystemId: "fs-0123456789abcdef0",
            transitEncryption: "DISABLED",
          },
        },
      ],
    }),
  ),
  violation(
    "a domain name that still speaks TLS 1.0",
    "domain",
    made("apigateway/DomainName domain", {
      domainName: "api.example.com",
      regionalCertificateArn: "arn:aws:acm:us-east-1:111122223333:certificate/1234",
      securityPolicy: "TLS_1_0",
      endpointConfiguration: { types: "REGIONAL" },
    }),
  ),
  violation(
    "a warehouse in the clear, with a key",
    "warehouse",
    key,
    made(
      "redshift/Cluster warehouse",
      {
        clusterIdentifier: "warehouse",
        nodeType: "ra3.large",
        encrypted: "false",
        kmsKeyId: unknown,
      },
      { kmsKeyId: key },
    ),
  ),
  {
    ...violation(
      "parameters that let clients of the database speak in the clear",
      "database",
      key,
      lax,
      made(
        "rds/Instance database",
        {
          ...postgres,
          storageEncrypted: true,
          kmsKeyId: unknown,
          parameterGroupName: unknown,
        },
        { kmsKeyId: key, parameterGroupName: lax },
      ),
    ),
    concern: /^encrypt\/database-tls$/u,
  },
];
