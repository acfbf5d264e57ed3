import type { Value } from "../../engine/value";

/** A stored document with the version it was read from. */
interface StoredPolicy {
  /** Version of the policy at AWS. */
  readonly version: string;
  /** Day AWS published that version, as `YYYY-MM-DD`. */
  readonly published: string;
  /** Statements. */
  readonly statements: readonly Value[];
}

// Table of 2026-11-24.
const allow = (
  actions: readonly string[],
  resources: readonly string[] = ["*"],
): Readonly<Record<string, Value>> => ({ Effect: "Allow", Action: actions, Resource: resources });

const stored = (
  version: string,
  published: string,
  ...statements: readonly Value[]
): StoredPolicy => ({ version, published, statements });

const writeLogs = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

const traceWrites = [
  "xray:PutTraceSegments",
  "xray:PutTelemetryRecords",
  "xray:GetSamplingRules",
  "xray:GetSamplingTargets",
  "xray:GetSamplingStatisticSummaries",
];

const interfacesOfFunctions = [
  "ec2:CreateNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:DeleteNetworkInterface",
];

/**
 * Documents of AWS-managed policies that workloads commonly need and that grant no whole service, by name.
 * Source: AWS Managed Policy Reference, default versions.
 */
export const storedPolicies: Readonly<Record<string, StoredPolicy>> = {
  AWSLambdaBasicExecutionRole: stored("v1", "2015-04-09", allow(writeLogs)),
  AWSLambdaVPCAccessExecutionRole: stored(
    "v3",
    "2024-01-05",
    allow([
      ...writeLogs,
      ...interfacesOfFunctions,
      "ec2:AssignPrivateIpAddresses",
      "ec2:UnassignPrivateIpAddresses",
    ]),
  ),
  AWSLambdaSQSQueueExecutionRole: stored(
    "v1",
    "2018-06-14",
    allow(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", ...writeLogs]),
  ),
  AWSLambdaDynamoDBExecutionRole: stored(
    "v1",
    "2015-04-09",
    allow([
      "dynamodb:DescribeStream",
      "dynamodb:GetRecords",
      "dynamodb:GetShardIterator",
      "dynamodb:ListStreams",
      ...writeLogs,
    ]),
  ),
  AWSLambdaKinesisExecutionRole: stored(
    "v2",
    "2018-11-19",
    allow([
      "kinesis:DescribeStream",
      "kinesis:DescribeStreamSummary",
      "kinesis:GetRecords",
      "kinesis:GetShardIterator",
      "kinesis:ListShards",
      "kinesis:ListStreams",
      "kinesis:SubscribeToShard",
      ...writeLogs,
    ]),
  ),
  AWSLambdaMSKExecutionRole: stored(
    "v2",
    "2022-08-02",
    allow([
      "kafka:DescribeCluster",
      "kafka:DescribeClusterV2",
      "kafka:GetBootstrapBrokers",
      ...interfacesOfFunctions,
      "ec2:DescribeVpcs",
      "ec2:DescribeSecurityGroups",
      ...writeLogs,
    ]),
  ),
  AmazonECSTaskExecutionRolePolicy: stored(
    "v1",
    "2017-11-16",
    allow([
      "ecr:GetAuthorizationToken",
      "ecr:BatchCheckLayerAvailability",
      "ecr:GetDownloadUrlForLayer",
      "ecr:BatchGetImage",
      "logs:CreateLogStream",
      "logs:PutLogEvents",
    ]),
  ),
  AWSAppRunnerServicePolicyForECRAccess: stored(
    "v1",
    "2021-05-14",
    allow([
      "ecr:GetDownloadUrlForLayer",
      "ecr:BatchGetImage",
      "ecr:DescribeImages",
      "ecr:GetAuthorizationToken",
      "ecr:BatchCheckLayerAvailability",
    ]),
  ),
  AmazonEC2ContainerRegistryPullOnly: stored(
    "v1",
    "2024-10-04",
    allow([
      "ecr:GetAuthorizationToken",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
      "ecr:BatchImportUpstreamImage",
    ]),
  ),
  AWSXRayDaemonWriteAccess: stored("v2", "2024-02-13", allow(traceWrites)),
  CloudWatchAgentServerPolicy: stored(
    "v3",
    "2024-02-06",
    allow([
      "cloudwatch:PutMetricData",
      "ec2:DescribeVolumes",
      "ec2:DescribeTags",
      "logs:PutLogEvents",
      "logs:PutRetentionPolicy",
      "logs:DescribeLogStreams",
      "logs:DescribeLogGroups",
      "logs:CreateLogStream",
      "logs:CreateLogGroup",
      ...traceWrites,
    ]),
    allow(["ssm:GetParameter"], ["arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*"]),
  ),
  AmazonSSMManagedInstanceCore: stored(
    "v2",
    "2019-05-23",
    allow([
      "ssm:DescribeAssociation",
      "ssm:GetDeployablePatchSnapshotForInstance",
      "ssm:GetDocument",
      "ssm:DescribeDocument",
      "ssm:GetManifest",
      "ssm:GetParameter",
      "ssm:GetParameters",
      "ssm:ListAssociations",
      "ssm:ListInstanceAssociations",
      "ssm:PutInventory",
      "ssm:PutComplianceItems",
      "ssm:PutConfigurePackageResult",
      "ssm:UpdateAssociationStatus",
      "ssm:UpdateInstanceAssociationStatus",
      "ssm:UpdateInstanceInformation",
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
      "ec2messages:AcknowledgeMessage",
      "ec2messages:DeleteMessage",
      "ec2messages:FailMessage",
      "ec2messages:GetEndpoint",
      "ec2messages:GetMessages",
      "ec2messages:SendReply",
    ]),
  ),
  AmazonRDSEnhancedMonitoringRole: stored(
    "v1",
    "2015-11-11",
    allow(["logs:CreateLogGroup", "logs:PutRetentionPolicy"], ["arn:aws:logs:*:*:log-group:RDS*"]),
    allow(
      ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams", "logs:GetLogEvents"],
      ["arn:aws:logs:*:*:log-group:RDS*:log-stream:*"],
    ),
  ),
  AmazonAPIGatewayPushToCloudWatchLogs: stored(
    "v1",
    "2015-11-11",
    allow([
      ...writeLogs,
      "logs:DescribeLogGroups",
      "logs:DescribeLogStreams",
      "logs:GetLogEvents",
      "logs:FilterLogEvents",
    ]),
  ),
  AmazonEKSWorkerNodeMinimalPolicy: stored(
    "v1",
    "2024-10-02",
    allow(["eks-auth:AssumeRoleForPodIdentity"]),
  ),
};
