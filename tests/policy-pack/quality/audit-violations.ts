import { unknown } from "../../support/policy-pack/resources";
import { analyzer, balancer, logGroupArn, recorder, trail } from "./audit-parts";
import { concerns, faults } from "./concerns";
import { casesOf, keyArn, made } from "./quality-case";

const { violation } = casesOf(faults.audit);
const trailed = (title: string, properties: Parameters<typeof made>[1]) =>
  violation(title, "trail", made("cloudtrail/Trail trail", { ...trail, ...properties }));

/** Stacks that a reviewer rejects for what they do not record. */
export const violations = [
  trailed("a trail of one region", { isMultiRegionTrail: false }),
  violation(
    "a trail that says nothing of regions, integrity and key",
    "trail",
    made("cloudtrail/Trail trail", { s3BucketName: "acme-audit-logs" }),
  ),
  trailed("a trail whose files nobody can check", { enableLogFileValidation: false }),
  trailed("a trail that is turned off", { enableLogging: false }),
  trailed("a trail without global events", { includeGlobalServiceEvents: false }),
  trailed("a trail that records reads only", {
    eventSelectors: [{ readWriteType: "ReadOnly", includeManagementEvents: true }],
  }),
  trailed("a trail that leaves management events out", {
    eventSelectors: [
      {
        readWriteType: "All",
        includeManagementEvents: false,
        dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
      },
    ],
  }),
  violation("a network without flow log", "vpc", made("ec2/Vpc vpc", { cidrBlock: "10.0.0.0/16" })),
  violation(
    "a flow log of what was rejected only",
    "flows",
    made("ec2/FlowLog flows", {
      vpcId: "vpc-0123456789abcdef0",
      trafficType: "REJECT",
      logDestinationType: "s3",
      logDestination: "arn:aws:s3:::acme-flows",
    }),
  ),
  violation(
    "a balancer without access log",
    "balancer",
    made("lb/LoadBalancer balancer", balancer),
  ),
  violation(
    "a balancer whose access log is turned off",
    "balancer",
    made("lb/LoadBalancer balancer", {
      ...balancer,
      accessLogs: { bucket: "acme-access-logs", enabled: false },
    }),
  ),
  violation(
    "a stage of an interface without access log",
    "stage",
    made("apigateway/Stage stage", { restApi: unknown, deployment: unknown, stageName: "prod" }),
  ),
  violation(
    "a stage of an HTTP interface without access log",
    "stage",
    made("apigatewayv2/Stage stage", { apiId: unknown, name: "$default", autoDeploy: true }),
  ),
  violation(
    "a cluster without audit log",
    "cluster",
    made("eks/Cluster cluster", {
      roleArn: "arn:aws:iam::111122223333:role/cluster",
      vpcConfig: { subnetIds: ["subnet-1"], endpointPublicAccess: false },
      enabledClusterLogTypes: ["api"],
    }),
  ),
  violation(
    "a database that exports no logs",
    "database",
    made("rds/Instance database", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      storageEncrypted: true,
      kmsKeyId: keyArn,
    }),
  ),
  violation(
    "a distribution without access log",
    "distribution",
    made("cloudfront/Distribution distribution", {
      enabled: true,
      origins: [{ originId: "web", domainName: "web.example.com" }],
      defaultCacheBehavior: { targetOriginId: "web", viewerProtocolPolicy: "https-only" },
      viewerCertificate: { cloudfrontDefaultCertificate: true },
    }),
  ),
  violation(
    "a bucket without access log",
    "orders",
    made("s3/Bucket orders", { bucket: "acme-orders" }),
  ),
  violation(
    "a search domain without audit log",
    "search",
    made("opensearch/Domain search", {
      domainName: "search",
      encryptAtRest: { enabled: true, kmsKeyId: keyArn },
      logPublishingOptions: [{ logType: "INDEX_SLOW_LOGS", cloudwatchLogGroupArn: logGroupArn }],
    }),
  ),
  {
    title: "a detector that is turned off, beside recorder and analyzer",
    expect: "violation" as const,
    concern: concerns.audit,
    resources: [made("guardduty/Detector detector", { enable: false }), recorder, analyzer],
  },
  {
    title: "a recorder of some resources only, beside detector and analyzer",
    expect: "violation" as const,
    concern: concerns.audit,
    resources: [
      made("guardduty/Detector detector", { enable: true }),
      made("cfg/Recorder recorder", {
        roleArn: "arn:aws:iam::111122223333:role/recorder",
        recordingGroup: { allSupported: false, resourceTypes: ["AWS::EC2::Instance"] },
      }),
      analyzer,
    ],
  },
];
