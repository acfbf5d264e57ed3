/**
 * Actions that AWS accepts only with Resource `*`, with what they reveal or do. Source: Service
 * Authorization Reference, read 2026-11; an action that is not here is judged.
 */
export const wildcardOnlyActions: ReadonlySet<string> = new Set(
  [
    "cloudwatch:PutMetricData",
    "cloudwatch:ListMetrics",
    "ec2:DescribeAvailabilityZones",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "ecr:GetAuthorizationToken",
    "kms:ListAliases",
    "kms:ListKeys",
    "logs:DescribeLogGroups",
    "secretsmanager:GetRandomPassword",
    "secretsmanager:ListSecrets",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
    "sts:GetCallerIdentity",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
  ].map((action) => action.toLowerCase()),
);
