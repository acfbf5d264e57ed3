import type { PlanContext } from "../context";
import type { Conditions, Statement } from "../document";
import { via } from "../keys/deployers";
import { evidencePrefixes } from "../monitoring/evidence";
import { logicalNames } from "../naming";
import { containmentDenials } from "./denials";
import { decryptTable, writesIncidents } from "./governance";
import { writeLogs } from "./logs";
import { planRole, type RolePlan } from "./roles";
import { trustLambda } from "./trust";

/**
 * The role of the function that contains a service and releases it. It may put an inline policy into the roles of
 * services, which gives nobody anything: each of them is bounded by what it may do already, and this role can assume none
 * of them (docs/decisions/0019). It reads no secret.
 */
export function planContainmentRole(context: PlanContext): RolePlan {
  const { names, tags } = context;
  const kept = [
    writeLogs(context, names.logGroups.containment),
    writesIncidents(context),
    ...keepEvidence(context),
    ...containServices(context),
  ];
  const narrowed = [
    ...isolateOnMesh(context),
    decryptTable(context),
    encryptEvidence(context),
    seeRules,
    tagRules(context),
  ];
  return planRole({
    key: "containment",
    service: undefined,
    name: names.containment,
    description: "Contains services and releases them",
    trust: [trustLambda],
    permissions: [...kept, ...narrowed],
    // A boundary has less room: the policy alone narrows these to one service of the mesh, one table, one bucket.
    limits: [...kept, ...narrowed.map((statement) => widened(context, statement))],
    denials: containmentDenials,
    tags,
  });
}

const allow = (
  Sid: string,
  Action: readonly string[],
  Resource: NonNullable<Statement["Resource"]>,
): Statement => ({ Sid, Effect: "Allow", Action, Resource });

/** A statement without condition, and for any service of the mesh in place of each. */
function widened({ names }: PlanContext, { Sid, Action, Resource = [] }: Statement): Statement {
  const isMesh = Action.some((action) => action.startsWith("vpc-lattice:"));
  return allow(Sid, Action, isMesh ? [names.arn("vpc-lattice", "service/*")] : Resource);
}

/**
 * The rights over what can be contained. Kinds of names of this stack stand for the names: one by one, those of a few
 * services would fill the policy. What AWS names itself is known by the tags of services, which the endpoints' and the
 * mesh's groups lack.
 */
function containServices(context: PlanContext): readonly Statement[] {
  const { environment, names } = context;
  const { project, stack } = environment;
  return [
    {
      ...allow(
        "RevokeSessions",
        ["iam:GetRolePolicy", "iam:PutRolePolicy"],
        containableRoles(context),
      ),
      // Reading tells no boundary.
      Condition: boundedRoles(context),
    },
    {
      ...allow("IsolateOnNetwork", changeRules, [names.arn("ec2", "security-group/*")]),
      Condition: ofServices(context),
    },
    allow(
      "StopRotation",
      [
        "lambda:DeleteFunctionConcurrency",
        "lambda:GetFunctionConcurrency",
        "lambda:PutFunctionConcurrency",
      ],
      [names.rotationFunctionArn("*")],
    ),
    {
      ...allow(
        "RotateSecrets",
        ["secretsmanager:RotateSecret"],
        [names.arn("secretsmanager", `secret:${project}/${stack}/*`)],
      ),
      // By the function that rotates them already, and no other.
      Condition: { Null: { "secretsmanager:RotationLambdaARN": "true" } },
    },
    allow(
      "ReadServiceLogs",
      ["logs:FilterLogEvents"],
      [`${names.logGroupArn(names.logGroups.service("*"))}:*`],
    ),
    ...stopTasks(context),
  ];
}

/** Roles of tasks, of their execution, of rotation and of edges; nobody else's role is called so. */
const containableRoles = ({ names }: PlanContext): readonly string[] =>
  [
    names.taskRole("*"),
    names.executionRole("*"),
    names.rotationFunction("*"),
    names.accessRole("*", "*"),
  ].map(names.roleArn);

/** The condition that a role, where one is changed, is bounded as all roles of the stack are. */
const boundedRoles = ({ environment, names }: PlanContext): Conditions => ({
  ArnLikeIfExists: {
    "iam:PermissionsBoundary": `arn:${environment.partition}:iam::${environment.accountId}:policy${names.rolePath}*`,
  },
});

const ofServices = ({ tags }: PlanContext): Conditions => ({
  StringEquals: {
    "aws:ResourceTag/Project": tags["Project"] ?? "",
    "aws:ResourceTag/Stack": tags["Stack"] ?? "",
  },
  Null: { "aws:ResourceTag/Service": "false" },
});

const changeRules: readonly string[] = [
  "ec2:AuthorizeSecurityGroupEgress",
  "ec2:AuthorizeSecurityGroupIngress",
  "ec2:RevokeSecurityGroupEgress",
  "ec2:RevokeSecurityGroupIngress",
];

/** Auth policies of callees, each by its ARN: VPC Lattice holds nobody to tags there. */
function isolateOnMesh({ config }: PlanContext): readonly Statement[] {
  if (config.mesh.backend !== "vpc-lattice") return [];
  const callees = [...new Set(config.edges.map(({ to }) => to))];
  const services = callees.map((callee) => ({ ref: logicalNames.latticeService(callee) }));
  const actions = ["vpc-lattice:GetAuthPolicy", "vpc-lattice:PutAuthPolicy"];
  return services.length === 0 ? [] : [allow("IsolateOnMesh", actions, services)];
}

function stopTasks({ config, names }: PlanContext): readonly Statement[] {
  const cluster = config.incidentResponse.containment.workload;
  if (cluster === undefined) return [];
  const services = [names.arn("ecs", `service/${cluster}/*`)];
  return [
    allow("SeeService", ["ecs:DescribeServices"], services),
    {
      ...allow("ScaleService", ["ecs:UpdateService"], services),
      // How many tasks there are, and not what they run.
      Condition: { Null: { "ecs:task-definition": "true" } },
    },
    allow("StopTasks", ["ecs:StopTask"], [names.arn("ecs", `task/${cluster}/*`)]),
    // Of tasks on Fargate the resource is the cluster's container instances all the same (Service Authorization
    // Reference, "Actions defined by Amazon Elastic Container Service").
    allow("ListTasks", ["ecs:ListTasks"], [names.arn("ecs", `container-instance/${cluster}/*`)]),
  ];
}

// AWS accepts no resource for this action.
const seeRules: Statement = allow("SeeRules", ["ec2:DescribeSecurityGroupRules"], ["*"]);

// A rule comes back with the tags that it had (Amazon EC2 User Guide, "Grant permission to tag Amazon EC2 resources
// during creation").
const tagRules = ({ names, tags }: PlanContext): Statement => ({
  ...allow("TagRules", ["ec2:CreateTags"], [names.arn("ec2", "security-group-rule/*")]),
  Condition: {
    StringEquals: {
      "aws:RequestTag/Project": tags["Project"] ?? "",
      "aws:RequestTag/Stack": tags["Stack"] ?? "",
      "ec2:CreateAction": ["AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress"],
    },
  },
});

function keepEvidence({ names }: PlanContext): readonly Statement[] {
  const bucket = names.bucketArn(names.evidenceBucket);
  return [
    allow(
      "WriteEvidence",
      ["s3:GetObject", "s3:PutObject"],
      [`${bucket}/${evidencePrefixes.incidents}*`],
    ),
    // Without it S3 says of what is not there that it is forbidden (Amazon S3 API Reference, "GetObject").
    allow("MissEvidence", ["s3:ListBucket"], [bucket]),
  ];
}

function encryptEvidence(context: PlanContext): Statement {
  const bucket = context.names.bucketArn(context.names.evidenceBucket);
  return {
    ...allow(
      "EncryptEvidence",
      ["kms:Decrypt", "kms:GenerateDataKey"],
      [{ ref: logicalNames.estateKey("evidence") }],
    ),
    Condition: {
      StringEquals: { ...via(context, "s3"), "kms:EncryptionContext:aws:s3:arn": bucket },
    },
  };
}
