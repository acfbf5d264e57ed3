import { unknown } from "../../support/policy-pack/resources";
import { balancer, clusterLogs, logGroupArn, trail } from "./audit-parts";
import { concerns } from "./concerns";
import { casesOf, keyArn, made } from "./quality-case";

const { compliant } = casesOf(concerns.audit);
const vpc = made("ec2/Vpc vpc", { cidrBlock: "10.0.0.0/16" });
const flows = made("cloudwatch/LogGroup flows-group", {
  name: "/acme/flows",
  retentionInDays: 365,
  kmsKeyId: keyArn,
});
const bucket = made("s3/Bucket orders", { bucket: "acme-orders" });
const vpcConfig = { subnetIds: ["subnet-0123456789abcdef0"], endpointPublicAccess: false };
const accessLogSettings = {
  destinationArn: logGroupArn,
  format: JSON.stringify({
    requestId: "$context.requestId",
    ip: "$context.identity.sourceIp",
    user: "$context.identity.user",
    requestTime: "$context.requestTime",
    httpMethod: "$context.httpMethod",
    routeKey: "$context.routeKey",
    status: "$context.status",
  }),
};

/** Stacks that a reviewer lets pass for what they record. */
export const compliantCases = [
  compliant("a complete trail", made("cloudtrail/Trail trail", trail)),
  compliant(
    "a complete trail that also records objects",
    made("cloudtrail/Trail trail", {
      ...trail,
      isOrganizationTrail: true,
      eventSelectors: [
        {
          readWriteType: "All",
          includeManagementEvents: true,
          dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
        },
      ],
    }),
  ),
  compliant(
    "a complete trail with advanced selectors",
    made("cloudtrail/Trail trail", {
      ...trail,
      advancedEventSelectors: [
        {
          name: "Management",
          fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }],
        },
        {
          name: "Objects",
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::S3::Object"] },
          ],
        },
      ],
    }),
  ),
  compliant(
    "a network whose flows go to a log group",
    vpc,
    flows,
    made(
      "ec2/FlowLog flows",
      {
        vpcId: unknown,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: unknown,
        iamRoleArn: "arn:aws:iam::111122223333:role/flows",
        maxAggregationInterval: 60,
      },
      { vpcId: vpc, logDestination: flows },
    ),
  ),
  compliant(
    "a network whose flows go to a bucket",
    vpc,
    made(
      "ec2/FlowLog flows",
      {
        vpcId: unknown,
        trafficType: "ALL",
        logDestinationType: "s3",
        logDestination: "arn:aws:s3:::acme-flows",
        destinationOptions: { fileFormat: "parquet", perHourPartition: true },
      },
      { vpcId: vpc },
    ),
  ),
  compliant(
    "a balancer with access log",
    made("lb/LoadBalancer balancer", {
      ...balancer,
      accessLogs: { bucket: "acme-access-logs", prefix: "web", enabled: true },
      connectionLogs: { bucket: "acme-access-logs", prefix: "web-connections", enabled: true },
    }),
  ),
  compliant(
    "a stage of an interface with access log",
    made("apigateway/Stage stage", {
      restApi: unknown,
      deployment: unknown,
      stageName: "prod",
      accessLogSettings,
      xrayTracingEnabled: true,
    }),
    made("apigateway/MethodSettings methods", {
      restApi: unknown,
      stageName: "prod",
      methodPath: "*/*",
      settings: { loggingLevel: "INFO", metricsEnabled: true, dataTraceEnabled: false },
    }),
  ),
  compliant(
    "a stage of an HTTP interface with access log",
    made("apigatewayv2/Stage stage", {
      apiId: unknown,
      name: "$default",
      autoDeploy: true,
      accessLogSettings,
    }),
  ),
  compliant(
    "a cluster with all its logs",
    made("eks/Cluster cluster", {
      roleArn: "arn:aws:iam::111122223333:role/cluster",
      vpcConfig,
      enabledClusterLogTypes: clusterLogs,
    }),
  ),
  compliant(
    "a database that exports its logs",
    made("rds/Instance database", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      storageEncrypted: true,
      kmsKeyId: keyArn,
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      monitoringInterval: 60,
      monitoringRoleArn: "arn:aws:iam::111122223333:role/monitoring",
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: keyArn,
    }),
  ),
  compliant(
    "a detector that reports every quarter of an hour",
    made("guardduty/Detector detector", {
      enable: true,
      findingPublishingFrequency: "FIFTEEN_MINUTES",
    }),
  ),
  compliant(
    "a recorder of everything, turned on",
    made("cfg/Recorder recorder", {
      name: "recorder",
      roleArn: "arn:aws:iam::111122223333:role/recorder",
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
    }),
    made("cfg/DeliveryChannel channel", { name: "channel", s3BucketName: "acme-audit-logs" }),
    made("cfg/RecorderStatus status", { name: "recorder", isEnabled: true }),
  ),
  compliant(
    "a distribution with access log",
    made("cloudfront/Distribution distribution", {
      enabled: true,
      origins: [{ originId: "web", domainName: "web.example.com" }],
      defaultCacheBehavior: { targetOriginId: "web", viewerProtocolPolicy: "https-only" },
      loggingConfig: { bucket: "acme-access-logs.s3.amazonaws.com", prefix: "web/" },
      webAclId:
        "arn:aws:wafv2:us-east-1:111122223333:global/webacl/web/12345678-1234-1234-1234-123456789012",
    }),
  ),
  compliant(
    "a bucket with access log",
    bucket,
    made(
      "s3/BucketLogging access",
      { bucket: unknown, targetBucket: "acme-access-logs", targetPrefix: "orders/" },
      { bucket },
    ),
  ),
  compliant(
    "a search domain with audit log",
    made("opensearch/Domain search", {
      domainName: "search",
      encryptAtRest: { enabled: true, kmsKeyId: keyArn },
      advancedSecurityOptions: { enabled: true, internalUserDatabaseEnabled: false },
      logPublishingOptions: [
        { logType: "AUDIT_LOGS", cloudwatchLogGroupArn: logGroupArn },
        { logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn: logGroupArn },
        { logType: "INDEX_SLOW_LOGS", cloudwatchLogGroupArn: logGroupArn },
        { logType: "SEARCH_SLOW_LOGS", cloudwatchLogGroupArn: logGroupArn },
      ],
    }),
  ),
];
