import type { StackResource } from "../engine/rule";
import { isUnknown, listOf, pointer } from "../engine/value";
import { accountOf, placeOf, type World } from "./known-arns";
import { type Policy, policiesOfResource } from "./policies";
import {
  anySource,
  type KeyNeed,
  keyCalls,
  type ServiceCall,
  type Target,
  targetsOf,
} from "./service-calls";

const groupType = "aws:cloudwatch/logGroup:LogGroup";
const bucketType = "aws:s3/bucket:Bucket";
const roleType = "aws:iam/role:Role";
const delivery = "delivery.logs.amazonaws.com";

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
    ...stack
      .ofType("aws:vpclattice/accessLogSubscription:AccessLogSubscription")
      .flatMap((subscription) => meshLogCalls(world, subscription)),
  ];
}

// CloudWatch Logs encrypts in its own name, with the group's ARN as encryption context. It does so too with what log
// delivery writes, which therefore needs no key (CloudWatch Logs User Guide, "Logs sent to CloudWatch Logs").
function groupCalls(world: World, group: StackResource): readonly ServiceCall[] {
  const { region } = placeOf(world);
  return keyCalls(world, {
    subject: group,
    path: "",
    holder: group,
    property: ["kmsKeyId"],
    caller: `logs.${region ?? "unknown"}.amazonaws.com`,
    isOpen: region === undefined,
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
 * CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail" and "Role policy document for CloudTrail to
 * use CloudWatch Logs for monitoring"; for the bucket, its guide to bucket policies.
 */
function trailCalls(world: World, trail: StackResource): readonly ServiceCall[] {
  const caller = "cloudtrail.amazonaws.com";
  const source = { arnOf: trail };
  const buckets = targetsOf(world, trail, { property: "s3BucketName", types: [bucketType] });
  const prefix = trail.properties["s3KeyPrefix"];
  const folder = typeof prefix === "string" && prefix !== "" ? `/${prefix}` : "";
  return [
    ...bucketWrites(world, buckets, {
      subject: trail,
      path: "/s3BucketName",
      caller,
      source,
      folder,
      inside: "x",
      isOpen: isUnknown(prefix),
    }),
    ...trailKeyCalls(world, {
      trail,
      action: "kms:GenerateDataKey",
      context: { "aws:cloudtrail:arn": source },
    }),
    ...trailKeyCalls(world, { trail, action: "kms:DescribeKey", context: {} }),
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
 * Roles for flow logs are as those of transit gateways: Amazon VPC guide, "AWS Transit Gateway Flow Logs records in
 * Amazon CloudWatch Logs". A flow log's own ARN is chosen by AWS.
 */
function flowLogCalls(world: World, flowLog: StackResource): readonly ServiceCall[] {
  const buckets = targetsOf(world, flowLog, { property: "logDestination", types: [bucketType] });
  return [
    ...roleWrites(world, flowLog, {
      role: "iamRoleArn",
      group: "logDestination",
      service: "vpc-flow-logs.amazonaws.com",
      source: anySource(world, "ec2", "vpc-flow-log/fl-0123456789abcdef0"),
      actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
    }),
    ...bucketWrites(world, buckets, {
      subject: flowLog,
      path: "/logDestination",
      caller: delivery,
      source: anySource(world, "logs", "x"),
      folder: "",
      inside: "vpcflowlogs/x",
    }),
  ];
}

interface BucketWrite
  extends Pick<ServiceCall, "subject" | "path" | "caller" | "source" | "isOpen"> {
  /** Folder before that of the account. */
  readonly folder: string;
  /** What lies in the account's folder. */
  readonly inside: string;
}

/** A service looks at the owner of a bucket, and writes into the folder of the account. */
function bucketWrites(
  world: World,
  buckets: readonly Target[],
  { folder, inside, isOpen = false, ...call }: BucketWrite,
): readonly ServiceCall[] {
  const { account } = placeOf(world);
  return buckets.flatMap((resource): readonly ServiceCall[] => [
    { ...call, action: "s3:GetBucketAcl", resource },
    {
      ...call,
      action: "s3:PutObject",
      resource,
      suffix: `${folder}/AWSLogs/${account ?? "x"}/${inside}`,
      isOpen: account === undefined || isOpen,
      keys: { "s3:x-amz-acl": ["bucket-owner-full-control"] },
    },
  ]);
}

interface TrailKeyUse extends Pick<KeyNeed, "context"> {
  readonly trail: StackResource;
  readonly action: string;
}

const trailKeyCalls = (
  world: World,
  { trail, action, context }: TrailKeyUse,
): readonly ServiceCall[] =>
  keyCalls(world, {
    subject: trail,
    path: "",
    holder: trail,
    property: ["kmsKeyId"],
    caller: "cloudtrail.amazonaws.com",
    source: { arnOf: trail },
    actions: [action],
    context,
  });

interface RoleWrite {
  readonly role: string;
  readonly group: string;
  readonly service: string;
  readonly source: ServiceCall["source"];
  readonly actions: readonly string[];
}

/** A service takes on a role, and the role writes to a log group. */
function roleWrites(
  world: World,
  subject: StackResource,
  { role, group, service, source, actions }: RoleWrite,
): readonly ServiceCall[] {
  const groups = targetsOf(world, subject, { property: group, types: [groupType] });
  const roles = targetsOf(world, subject, { property: role, types: [roleType] });
  const path = pointer([role]);
  return roles.flatMap((resource): readonly ServiceCall[] => [
    {
      subject,
      path,
      caller: service,
      action: "sts:AssumeRole",
      resource,
      ...(source !== undefined && { source }),
    },
    ...(resource === "unknown" ? [] : groups).flatMap((target) =>
      actions.map((action) => ({
        subject,
        path: target === "unknown" ? pointer([group]) : path,
        caller: resource,
        action,
        resource: target,
        // Streams lie inside of the group; listing them is about the group itself.
        suffix: action === "logs:DescribeLogStreams" ? ":" : ":log-stream:x",
      })),
    ),
  ]);
}

// S3 User Guide, "Permissions for server access log delivery".
function accessLogCalls(world: World, logging: StackResource): readonly ServiceCall[] {
  const { stack } = world;
  const [bucket] = stack.referred(logging, "bucket", [bucketType]);
  const prefix = listOf(logging.properties["targetPrefix"])[0];
  const folder = typeof prefix === "string" ? prefix : "";
  const targets = targetsOf(world, logging, { property: "targetBucket", types: [bucketType] });
  return targets.map((resource) => ({
    subject: logging,
    path: "/targetBucket",
    caller: "logging.s3.amazonaws.com",
    action: "s3:PutObject",
    resource,
    suffix: `/${folder}x`,
    isOpen: isUnknown(prefix),
    source: bucket === undefined ? "unknown" : { arnOf: bucket },
    keys: { "aws:sourceaccount": accountOf(world) },
  }));
}

/*
 * AWS adds what the log group's policy lacks, if whoever turns the logs on may change it (VPC Lattice User Guide,
 * "Access logs for Amazon VPC Lattice"; CloudWatch Logs User Guide, "Logs sent to CloudWatch Logs"). A stack that
 * grants it itself is asked whether it does.
 */
function meshLogCalls(world: World, subscription: StackResource): readonly ServiceCall[] {
  return world.stack
    .referred(subscription, "destinationArn", [groupType])
    .filter((group) => policiesOfResource(world, group).some(speaksOfDelivery))
    .flatMap((resource) =>
      ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({
        subject: subscription,
        path: "/destinationArn",
        caller: delivery,
        action,
        resource,
        suffix: ":log-stream:x",
        source: anySource(world, "logs", "x"),
      })),
    );
}

const speaksOfDelivery = ({ document }: Policy): boolean =>
  document.kind === "unknown" ||
  document.statements.some(({ principals }) =>
    principals.some(({ entry }) => entry.kind === "text" && entry.text === delivery),
  );
