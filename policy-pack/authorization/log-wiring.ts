import type { StackResource } from "../engine/rule";
import { isUnknown, listOf, pointer } from "../engine/value";
import { accountOf, placeOf, type World } from "./known-arns";
import { anySource, keyCalls, type ServiceCall } from "./service-calls";

const groupType = "aws:cloudwatch/logGroup:LogGroup";
const bucketType = "aws:s3/bucket:Bucket";
const roleType = "aws:iam/role:Role";

/** Calls by which AWS writes logs and audit trails, and encrypts them. */
export function logCalls(world: World): readonly ServiceCall[] {
  const { stack } = world;
  return [
    ...stack.ofType(groupType).flatMap((group) => groupCalls(world, group)),
    ...stack.ofType("aws:cloudtrail/trail:Trail").flatMap((trail) => trailCalls(world, trail)),
    ...stack.ofType("aws:ec2/flowLog:FlowLog").flatMap((flowLog) => flowLogCalls(world, flowLog)),
    ...stack
      .ofType("aws:s3/bucketLogging:BucketLogging")
      .flatMap((logging) => accessLogCalls(world, logging)),
  ];
}

// CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS Key Management Service".
function groupCalls(world: World, group: StackResource): readonly ServiceCall[] {
  const { region } = placeOf(world);
  if (region === undefined) return [];
  return keyCalls(world, {
    subject: group,
    path: "",
    holder: group,
    property: ["kmsKeyId"],
    caller: `logs.${region}.amazonaws.com`,
    actions: [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
      "kms:GenerateDataKey",
    ],
    context: { "aws:logs:arn": { arnOf: group } },
  });
}

/*
 * CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail", "Configure AWS KMS key policies for CloudTrail"
 * and "Role policy document for CloudTrail to use CloudWatch Logs for monitoring".
 */
function trailCalls(world: World, trail: StackResource): readonly ServiceCall[] {
  const { stack } = world;
  const caller = "cloudtrail.amazonaws.com";
  const source = { arnOf: trail };
  const path = "/s3BucketName";
  const buckets = stack.referred(trail, "s3BucketName", [bucketType]);
  const { account } = placeOf(world);
  const prefix = trail.properties["s3KeyPrefix"];
  const folder = typeof prefix === "string" && !isUnknown(prefix) ? `/${prefix}` : "";
  return [
    ...buckets.flatMap((resource): readonly ServiceCall[] => [
      { subject: trail, path, caller, action: "s3:GetBucketAcl", resource, source },
      {
        subject: trail,
        path,
        caller,
        action: "s3:PutObject",
        resource,
        suffix: `${folder}/AWSLogs/${account ?? "x"}/x`,
        source,
        keys: { "s3:x-amz-acl": ["bucket-owner-full-control"] },
      },
    ]),
    ...keyCalls(world, {
      subject: trail,
      path: "",
      holder: trail,
      property: ["kmsKeyId"],
      caller,
      source,
      actions: ["kms:GenerateDataKey"],
      context: { "aws:cloudtrail:arn": source },
    }),
    ...keyCalls(world, {
      subject: trail,
      path: "",
      holder: trail,
      property: ["kmsKeyId"],
      caller,
      source,
      actions: ["kms:DescribeKey"],
      context: {},
    }),
    ...roleWrites(world, trail, {
      role: "cloudWatchLogsRoleArn",
      group: "cloudWatchLogsGroupArn",
      service: caller,
      source,
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    }),
  ];
}

/*
 * VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs" and "Amazon S3 bucket permissions for flow
 * logs". A flow log's own ARN is chosen by AWS.
 */
function flowLogCalls(world: World, flowLog: StackResource): readonly ServiceCall[] {
  const buckets = world.stack.referred(flowLog, "logDestination", [bucketType]);
  const path = "/logDestination";
  const source = anySource(world, "logs", "x");
  const { account } = placeOf(world);
  return [
    ...roleWrites(world, flowLog, {
      role: "iamRoleArn",
      group: "logDestination",
      service: "vpc-flow-logs.amazonaws.com",
      source: anySource(world, "ec2", "vpc-flow-log/fl-0123456789abcdef0"),
      actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
    }),
    ...buckets.flatMap((resource): readonly ServiceCall[] => [
      {
        subject: flowLog,
        path,
        caller: "delivery.logs.amazonaws.com",
        action: "s3:GetBucketAcl",
        resource,
        source,
      },
      {
        subject: flowLog,
        path,
        caller: "delivery.logs.amazonaws.com",
        action: "s3:PutObject",
        resource,
        suffix: `/AWSLogs/${account ?? "x"}/vpcflowlogs/x`,
        source,
        keys: { "s3:x-amz-acl": ["bucket-owner-full-control"] },
      },
    ]),
  ];
}

interface RoleWrite {
  readonly role: string;
  readonly group: string;
  readonly service: string;
  readonly source: ServiceCall["source"];
  readonly actions: readonly string[];
}

/** A service takes on a role, and the role writes to a log group. */
function roleWrites(
  { stack }: World,
  subject: StackResource,
  { role, group, service, source, actions }: RoleWrite,
): readonly ServiceCall[] {
  const groups = stack.referred(subject, group, [groupType]);
  return stack.referred(subject, role, [roleType]).flatMap((resource): readonly ServiceCall[] => [
    {
      subject,
      path: pointer([role]),
      caller: service,
      action: "sts:AssumeRole",
      resource,
      ...(source !== undefined && { source }),
    },
    ...groups.flatMap((target) =>
      actions.map((action) => ({
        subject,
        path: pointer([role]),
        caller: resource,
        action,
        resource: target,
        // Streams lie inside of the group; listing them is about the group itself.
        suffix: action === "logs:DescribeLogStreams" ? ":" : ":log-stream:x",
      })),
    ),
  ]);
}

// S3 User Guide, "Enabling Amazon S3 server access logging": permissions of the logging service principal.
function accessLogCalls(world: World, logging: StackResource): readonly ServiceCall[] {
  const { stack } = world;
  const [bucket] = stack.referred(logging, "bucket", [bucketType]);
  const prefix = listOf(logging.properties["targetPrefix"])[0];
  const folder = typeof prefix === "string" && !isUnknown(prefix) ? prefix : "";
  return stack.referred(logging, "targetBucket", [bucketType]).map((resource) => ({
    subject: logging,
    path: "/targetBucket",
    caller: "logging.s3.amazonaws.com",
    action: "s3:PutObject",
    resource,
    suffix: `/${folder}x`,
    source: bucket === undefined ? "unknown" : { arnOf: bucket },
    keys: { "aws:sourceaccount": accountOf(world) },
  }));
}
