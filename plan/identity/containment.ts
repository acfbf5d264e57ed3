import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { containable, groupsOf, rolesOf } from "../incident-response/containable";
import { via } from "../keys/deployers";
import { evidencePrefixes } from "../monitoring/evidence";
import { logicalNames } from "../naming";
import { splitPolicies } from "./attached-policies";
import { boundedRoles, containmentLimits } from "./containment-limits";
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
  return planRole({
    key: "containment",
    service: undefined,
    name: names.containment,
    description: "Contains services and releases them",
    trust: [trustLambda],
    permissions: [
      writeLogs(context, names.logGroups.containment),
      writesIncidents(context),
      decryptTable(context),
      ...keepEvidence(context),
      ...restoreRules(context),
      ...stopTasks(context),
    ],
    attached: splitPolicies(context, names.containment, containServices(context)),
    limits: containmentLimits(context),
    denials: containmentDenials,
    tags,
  });
}

const allow = (Sid: string, Action: readonly string[], Resource: Resources): Statement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
});

type Resources = readonly NonNullable<Statement["Resource"]>[number][];

/** What containment acts on, as statements name it. */
interface Contained {
  readonly roles: Resources;
  readonly lattice: Resources;
  readonly groups: Resources;
  readonly ecsServices: Resources;
  readonly functions: Resources;
  readonly secrets: Resources;
  readonly logs: Resources;
}

function ownResources(context: PlanContext): Contained {
  const { names } = context;
  const services = Object.entries(containable(context));
  const each = <Item>(list: (one: (typeof services)[number][1]) => readonly Item[]) =>
    services.flatMap(([, one]) => list(one));
  return {
    roles: each((one) => rolesOf(one).map(names.roleArn)),
    lattice: each(({ latticeService: ref }) => (ref === undefined ? [] : [{ ref }])),
    groups: each((one) => groupsOf(one).map((ref) => ({ ref }))),
    ecsServices: each(({ ecs }) =>
      ecs === undefined ? [] : [names.arn("ecs", `service/${ecs.cluster}/${ecs.service}`)],
    ),
    functions: services.flatMap(([service, { rotation }]) =>
      rotation === undefined ? [] : [names.rotationFunctionArn(service)],
    ),
    secrets: each(({ secrets }) =>
      secrets.map(({ name }) => names.arn("secretsmanager", `secret:${name}-??????`)),
    ),
    logs: each(({ logGroups }) => logGroups.map((group) => `${names.logGroupArn(group)}:*`)),
  };
}

/** The rights over what is contained, each only where there is something to contain. */
function containServices(context: PlanContext): readonly Statement[] {
  const on = ownResources(context);
  const statements = [
    // Reading tells no boundary; that one is told where a policy is put is left to the boundary of this role.
    {
      ...allow("RevokeSessions", ["iam:GetRolePolicy", "iam:PutRolePolicy"], on.roles),
      Condition: boundedRoles(context, "ArnLikeIfExists"),
    },
    allow("IsolateOnMesh", ["vpc-lattice:GetAuthPolicy", "vpc-lattice:PutAuthPolicy"], on.lattice),
    allow(
      "IsolateOnNetwork",
      [
        "ec2:AuthorizeSecurityGroupEgress",
        "ec2:AuthorizeSecurityGroupIngress",
        "ec2:RevokeSecurityGroupEgress",
        "ec2:RevokeSecurityGroupIngress",
      ],
      on.groups,
    ),
    allow("SeeService", ["ecs:DescribeServices"], on.ecsServices),
    {
      ...allow("ScaleService", ["ecs:UpdateService"], on.ecsServices),
      // How many tasks there are, and not what they run.
      Condition: { Null: { "ecs:task-definition": "true" } },
    },
    allow(
      "StopRotation",
      [
        "lambda:DeleteFunctionConcurrency",
        "lambda:GetFunctionConcurrency",
        "lambda:PutFunctionConcurrency",
      ],
      on.functions,
    ),
    {
      ...allow("RotateSecrets", ["secretsmanager:RotateSecret"], on.secrets),
      // By the function that rotates them already, and no other.
      Condition: { Null: { "secretsmanager:RotationLambdaARN": "true" } },
    },
    allow("ReadServiceLogs", ["logs:FilterLogEvents"], on.logs),
  ];
  return statements.filter(({ Resource = [] }) => Resource.length > 0);
}

function stopTasks({ config, names }: PlanContext): readonly Statement[] {
  const cluster = config.incidentResponse.containment.workload;
  if (cluster === undefined) return [];
  return [
    {
      Sid: "StopTasks",
      Effect: "Allow",
      Action: ["ecs:StopTask"],
      Resource: [names.arn("ecs", `task/${cluster}/*`)],
    },
    // Of tasks on Fargate the resource is the cluster's container instances all the same (Service Authorization
    // Reference, "Actions defined by Amazon Elastic Container Service").
    {
      Sid: "ListTasks",
      Effect: "Allow",
      Action: ["ecs:ListTasks"],
      Resource: [names.arn("ecs", `container-instance/${cluster}/*`)],
    },
  ];
}

// A rule comes back with the tags that it had (Amazon EC2 User Guide, "Grant permission to tag Amazon EC2 resources
// during creation").
const restoreRules = ({ names, tags }: PlanContext): readonly Statement[] => [
  // AWS accepts no resource for this action.
  {
    Sid: "SeeRules",
    Effect: "Allow",
    Action: ["ec2:DescribeSecurityGroupRules"],
    Resource: ["*"],
  },
  {
    Sid: "TagRules",
    Effect: "Allow",
    Action: ["ec2:CreateTags"],
    Resource: [names.arn("ec2", "security-group-rule/*")],
    Condition: {
      StringEquals: {
        "aws:RequestTag/Project": tags["Project"] ?? "",
        "aws:RequestTag/Stack": tags["Stack"] ?? "",
        "ec2:CreateAction": ["AuthorizeSecurityGroupEgress", "AuthorizeSecurityGroupIngress"],
      },
    },
  },
];

function keepEvidence(context: PlanContext): readonly Statement[] {
  const bucket = context.names.bucketArn(context.names.evidenceBucket);
  return [
    {
      Sid: "WriteEvidence",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject"],
      Resource: [`${bucket}/${evidencePrefixes.incidents}*`],
    },
    // Without it S3 says of what is not there that it is forbidden (Amazon S3 API Reference, "GetObject").
    { Sid: "MissEvidence", Effect: "Allow", Action: ["s3:ListBucket"], Resource: [bucket] },
    {
      Sid: "EncryptEvidence",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: [{ ref: logicalNames.estateKey("evidence") }],
      Condition: {
        StringEquals: { ...via(context, "s3"), "kms:EncryptionContext:aws:s3:arn": bucket },
      },
    },
  ];
}
