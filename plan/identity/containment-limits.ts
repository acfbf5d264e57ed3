import type { PlanContext } from "../context";
import type { Conditions, Statement } from "../document";
import { evidencePrefixes } from "../monitoring/evidence";
import { logicalNames } from "../naming";
import { writesIncidents } from "./governance";
import { writeLogs } from "./logs";

/** The condition that a role is bounded as all roles of the stack are. */
export const boundedRoles = (
  { environment, names }: PlanContext,
  operator: "ArnLike" | "ArnLikeIfExists",
): Conditions => ({
  [operator]: {
    "iam:PermissionsBoundary": `arn:${environment.partition}:iam::${environment.accountId}:policy${names.rolePath}*`,
  },
});

/**
 * What the boundary of the containment role allows. A boundary holds fewer characters than policies do, so that kinds of
 * names of this stack take the place of names, and conditions on what only reads or encrypts are left to the policy.
 */
export function containmentLimits(context: PlanContext): readonly Statement[] {
  const { environment, names } = context;
  const { project, stack } = environment;
  const bucket = names.bucketArn(names.evidenceBucket);
  const roles = [
    names.taskRole("*"),
    names.executionRole("*"),
    names.rotationFunction("*"),
    names.accessRole("*", "*"),
  ];
  return [
    writeLogs(context, names.logGroups.containment),
    writesIncidents(context),
    allow(
      "UseKeys",
      ["kms:Decrypt", "kms:GenerateDataKey"],
      [{ ref: logicalNames.estateKey("evidence") }, { ref: logicalNames.estateKey("governance") }],
    ),
    allow(
      "WriteEvidence",
      ["s3:GetObject", "s3:ListBucket", "s3:PutObject"],
      [bucket, `${bucket}/${evidencePrefixes.incidents}*`],
    ),
    allow("See", reads, ["*"]),
    {
      ...allow("RevokeSessions", ["iam:PutRolePolicy"], roles.map(names.roleArn)),
      Condition: boundedRoles(context, "ArnLike"),
    },
    allow("Isolate", isolates, [
      names.arn("ec2", "security-group/*"),
      names.arn("ec2", "security-group-rule/*"),
      names.arn("vpc-lattice", "service/*"),
    ]),
    ...stopTasks(context),
    allow(
      "StopRotation",
      ["lambda:DeleteFunctionConcurrency", "lambda:PutFunctionConcurrency"],
      [names.rotationFunctionArn("*")],
    ),
    allow(
      "RotateSecrets",
      ["secretsmanager:RotateSecret"],
      [names.arn("secretsmanager", `secret:${project}/${stack}/*`)],
    ),
    allow(
      "ReadServiceLogs",
      ["logs:FilterLogEvents"],
      [`${names.logGroupArn(names.logGroups.service("*"))}:*`],
    ),
  ];
}

const allow = (
  Sid: string,
  Action: readonly string[],
  Resource: NonNullable<Statement["Resource"]>,
): Statement => ({ Sid, Effect: "Allow", Action, Resource });

const reads = [
  "ec2:DescribeSecurityGroupRules",
  "ecs:DescribeServices",
  "ecs:ListTasks",
  "iam:GetRolePolicy",
  "lambda:GetFunctionConcurrency",
  "vpc-lattice:GetAuthPolicy",
];

const isolates = [
  "ec2:AuthorizeSecurityGroupEgress",
  "ec2:AuthorizeSecurityGroupIngress",
  "ec2:CreateTags",
  "ec2:RevokeSecurityGroupEgress",
  "ec2:RevokeSecurityGroupIngress",
  "vpc-lattice:PutAuthPolicy",
];

function stopTasks({ config, names }: PlanContext): readonly Statement[] {
  const cluster = config.incidentResponse.containment.workload;
  if (cluster === undefined) return [];
  const within = ["service", "task"].map((kind) => names.arn("ecs", `${kind}/${cluster}/*`));
  return [allow("StopTasks", ["ecs:StopTask", "ecs:UpdateService"], within)];
}
