import { unknown } from "../../support/policy-pack/resources";
import { concerns } from "./concerns";
import { casesOf, key, keyArn, made, text } from "./quality-case";

const { compliant } = casesOf(concerns.encryption);
const bucket = made("s3/Bucket orders", { bucket: "acme-orders" });
const balancerArn =
  "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188";
const targets =
  "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/73e2d6bc24d8a067";
const certificateArn =
  "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012";
const onlyTls = made(
  "s3/BucketPolicy policy",
  {
    bucket: unknown,
    policy: text({
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::acme-orders", "arn:aws:s3:::acme-orders/*"],
      Condition: { Bool: { "aws:SecureTransport": false } },
    }),
  },
  { bucket },
);

const parameters = made("rds/ParameterGroup parameters", {
  family: "postgres17",
  parameters: [{ name: "rds.force_ssl", value: "1" }],
});

/** Stacks that a reviewer lets pass for their data. */
export const compliantCases = [
  compliant(
    "a volume under a key of the stack",
    key,
    made(
      "ebs/Volume volume",
      { availabilityZone: "us-east-1a", size: 40, encrypted: true, kmsKeyId: unknown },
      { kmsKeyId: key },
    ),
  ),
  compliant(
    "disks of an instance under a key of the stack that has been there for long",
    key,
    made("ec2/Instance instance", {
      ami: "ami-0abcdef1234567890",
      instanceType: "t4g.small",
      rootBlockDevice: { volumeSize: 20, encrypted: true, kmsKeyId: keyArn },
      ebsBlockDevices: [{ deviceName: "/dev/sdf", encrypted: true, kmsKeyId: keyArn }],
    }),
  ),
  compliant(
    "a database under a key of the stack that has been there for long, spoken to over TLS",
    key,
    parameters,
    made(
      "rds/Instance database",
      {
        engine: "postgres",
        instanceClass: "db.t4g.medium",
        allocatedStorage: 20,
        storageEncrypted: true,
        kmsKeyId: keyArn,
        parameterGroupName: unknown,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: keyArn,
        caCertIdentifier: "rds-ca-rsa2048-g1",
      },
      { parameterGroupName: parameters },
    ),
  ),
  compliant(
    "a bucket under a key of the stack, spoken to over TLS",
    key,
    bucket,
    made(
      "s3/BucketServerSideEncryptionConfiguration sse",
      {
        bucket: unknown,
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: "aws:kms",
              kmsMasterKeyId: unknown,
            },
            bucketKeyEnabled: true,
          },
        ],
      },
      { bucket, rules: key },
    ),
    onlyTls,
  ),
  compliant(
    "a bucket under a key twice, the key there for long, spoken to over TLS",
    key,
    bucket,
    made(
      "s3/BucketServerSideEncryptionConfiguration sse",
      {
        bucket: unknown,
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: "aws:kms:dsse",
              kmsMasterKeyId: keyArn,
            },
          },
        ],
      },
      { bucket },
    ),
    onlyTls,
  ),
  compliant(
    "a table under a key of the stack that has been there for long",
    key,
    made("dynamodb/Table table", {
      name: "orders",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
    }),
  ),
  compliant(
    "a queue under the alias of a key that another stack keeps, spoken to over TLS",
    made("sqs/Queue queue", {
      name: "orders",
      kmsMasterKeyId: "alias/orders",
      kmsDataKeyReusePeriodSeconds: 300,
      policy: text({
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: "arn:aws:sqs:us-east-1:111122223333:orders",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    }),
  ),
  compliant(
    "a topic under a key of the stack, spoken to over TLS",
    key,
    made(
      "sns/Topic topic",
      {
        name: "orders",
        kmsMasterKeyId: unknown,
        policy: text({
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: "arn:aws:sns:us-east-1:111122223333:orders",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
      },
      { kmsMasterKeyId: key },
    ),
  ),
  compliant(
    "files under a key of the stack that has been there for long, mounted over TLS",
    key,
    made("efs/FileSystem files", { encrypted: true, kmsKeyId: keyArn }),
    made("ecs/TaskDefinition task", {
      family: "orders",
      containerDefinitions: JSON.stringify([{ name: "orders", image: "orders:1" }]),
      volumes: [
        {
          name: "data",
          efsVolumeConfiguration: {
            fileSystemId: "fs-0123456789abcdef0",
            transitEncryption: "ENABLED",
            authorizationConfig: { iam: "ENABLED", accessPointId: "fsap-0123456789abcdef0" },
          },
        },
      ],
    }),
    made(
      "efs/FileSystemPolicy files-policy",
      {
        fileSystemId: unknown,
        policy: text({
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: "*",
          Resource: "*",
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        }),
      },
      { fileSystemId: made("efs/FileSystem files", { encrypted: true, kmsKeyId: keyArn }) },
    ),
  ),
  compliant(
    "a log group under a key of the account that another stack keeps",
    made("cloudwatch/LogGroup logs", {
      name: "/acme/orders",
      retentionInDays: 365,
      kmsKeyId: keyArn,
    }),
  ),
  compliant(
    "a listener that only redirects to TLS, beside the one that serves",
    made("lb/Listener redirect", {
      loadBalancerArn: balancerArn,
      port: 80,
      protocol: "HTTP",
      defaultActions: [
        { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
      ],
    }),
    made("lb/Listener listener", {
      loadBalancerArn: balancerArn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificateArn,
      defaultActions: [{ type: "forward", targetGroupArn: targets }],
    }),
  ),
  compliant(
    "a cache under a key of the stack that has been there for long, spoken to over TLS",
    key,
    made("elasticache/ReplicationGroup cache", {
      replicationGroupId: "cache",
      description: "Sessions",
      atRestEncryptionEnabled: true,
      kmsKeyId: keyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
    }),
  ),
  compliant(
    "a search domain under a key of the stack that has been there for long, spoken to over TLS",
    key,
    made("opensearch/Domain search", {
      domainName: "search",
      encryptAtRest: { enabled: true, kmsKeyId: keyArn },
      nodeToNodeEncryption: { enabled: true },
      domainEndpointOptions: {
        enforceHttps: true,
        tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10",
      },
    }),
  ),
  compliant(
    "a function whose environment is under a key of the stack that has been there for long",
    key,
    made("lambda/Function function", {
      name: "orders",
      role: "arn:aws:iam::111122223333:role/orders",
      runtime: "nodejs22.x",
      handler: "index.handler",
      kmsKeyArn: keyArn,
      environment: { variables: { TABLE: "orders" } },
    }),
  ),
  compliant(
    "a stream under a key of the stack that has been there for long",
    key,
    made("kinesis/Stream stream", {
      name: "orders",
      shardCount: 1,
      encryptionType: "KMS",
      kmsKeyId: keyArn,
    }),
  ),
  compliant(
    "brokers under a key of the stack that has been there for long, spoken to over TLS",
    key,
    made("msk/Cluster brokers", {
      clusterName: "brokers",
      kafkaVersion: "3.9.x",
      numberOfBrokerNodes: 3,
      encryptionInfo: {
        encryptionAtRestKmsKeyArn: keyArn,
        encryptionInTransit: { clientBroker: "TLS", inCluster: true },
      },
    }),
  ),
  compliant(
    "a distribution that redirects to TLS and speaks TLS to its origin",
    made("cloudfront/Distribution distribution", {
      enabled: true,
      origins: [
        {
          originId: "web",
          domainName: "web.example.com",
          customOriginConfig: {
            httpPort: 80,
            httpsPort: 443,
            originProtocolPolicy: "https-only",
            originSslProtocols: ["TLSv1.2"],
          },
        },
      ],
      defaultCacheBehavior: {
        targetOriginId: "web",
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      viewerCertificate: {
        acmCertificateArn: certificateArn,
        sslSupportMethod: "sni-only",
        minimumProtocolVersion: "TLSv1.2_2021",
      },
    }),
  ),
];
