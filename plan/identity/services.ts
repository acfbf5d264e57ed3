import { runAgent } from "../account-baseline/runtime-agent";
import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { dataConditions, secretConditions } from "../keys/service-keys";
import { decryptVariables } from "../keys/variables";
import { logicalNames } from "../naming";
import { serviceTags } from "../tags";
import { askGovernance, verifyReceipts } from "./governance";
import { writeLogs } from "./logs";
import { askModels } from "./models";
import { planRole, type RolePlan } from "./roles";
import { readAdministrators, standInVpc } from "./rotation";
import { trustLambda, trustService } from "./trust";

/** Roles of one service: what its tasks may do, what ECS may do to start them, and what rotates its secrets. */
export function planServiceRoles(context: PlanContext, service: string): readonly RolePlan[] {
  const { config } = context;
  const hasSecrets = (config.services[service]?.secrets ?? []).length > 0;
  return [
    planTaskRole(context, service),
    planExecutionRole(context, service),
    ...(hasSecrets ? [planRotationRole(context, service)] : []),
  ];
}

// ECS sends the ARN of the task's cluster and service, of which only Region and account are known.
const trustTasks = (context: PlanContext) =>
  trustService(context, "ecs-tasks.amazonaws.com", context.names.arn("ecs", "*"));

function planTaskRole(context: PlanContext, service: string): RolePlan {
  const { names, tags, config } = context;
  return planRole({
    key: `${service}-task`,
    service,
    name: names.taskRole(service),
    description: `What tasks of ${service} may do`,
    trust: [trustTasks(context)],
    permissions: [
      useDataKey(service),
      ...assumeAccessRoles(context, service),
      ...readSecrets(context, service),
      ...streamMeshConfiguration(context, service),
      ...askGovernance(context, service),
      ...verifyReceipts(context, service),
      ...askModels(config.services[service]?.models ?? []),
    ],
    tags: serviceTags(tags, service),
  });
}

function planExecutionRole(context: PlanContext, service: string): RolePlan {
  const { names, tags } = context;
  return planRole({
    key: `${service}-execution`,
    service,
    name: names.executionRole(service),
    description: `What ECS does to start tasks of ${service}`,
    trust: [trustTasks(context)],
    permissions: [
      // AWS accepts no resource for this action.
      { Sid: "Login", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
      {
        Sid: "PullImage",
        Effect: "Allow",
        Action: [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:GetDownloadUrlForLayer",
        ],
        Resource: [names.repositoryArn(service)],
      },
      writeLogs(context, names.logGroups.service(service)),
      ...readSecrets(context, service),
      ...runAgent(context),
    ],
    tags: serviceTags(tags, service),
  });
}

function planRotationRole(context: PlanContext, service: string): RolePlan {
  const { names, tags, config } = context;
  const secrets = config.services[service]?.secrets ?? [];
  return planRole({
    key: `${service}-rotation`,
    service,
    name: names.rotationFunction(service),
    description: `Rotates the secrets of ${service}`,
    trust: [trustLambda],
    permissions: [
      {
        Sid: "RotateSecrets",
        Effect: "Allow",
        Action: [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
        ],
        Resource: secrets.map((secret) => names.secretArn(service, secret)),
      },
      // AWS accepts no resource for this action.
      {
        Sid: "Generate",
        Effect: "Allow",
        Action: ["secretsmanager:GetRandomPassword"],
        Resource: ["*"],
      },
      {
        Sid: "UseSecretsKey",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: [{ ref: logicalNames.serviceKey(service, "secrets") }],
        Condition: secretConditions(context, service),
      },
      decryptVariables(
        logicalNames.serviceKey(service, "secrets"),
        names.rotationFunctionArn(service),
      ),
      ...readAdministrators(context, service),
      ...standInVpc(context, service),
      writeLogs(context, names.logGroups.rotation(service)),
    ],
    tags: serviceTags(tags, service),
  });
}

const useDataKey = (service: string): Statement => ({
  Sid: "UseDataKey",
  Effect: "Allow",
  Action: ["kms:Decrypt", "kms:GenerateDataKey"],
  Resource: [{ ref: logicalNames.serviceKey(service, "data") }],
  Condition: dataConditions(service),
});

function assumeAccessRoles({ config, names }: PlanContext, service: string): readonly Statement[] {
  if (config.mesh.backend !== "vpc-lattice") return [];
  const roles = config.edges
    .filter(({ from }) => from === service)
    .map(({ from, to }) => names.roleArn(names.accessRole(from, to)));
  if (roles.length === 0) return [];
  return [
    {
      Sid: "AssumeAccessRoles",
      Effect: "Allow",
      Action: ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
      Resource: roles,
    },
  ];
}

function readSecrets(context: PlanContext, service: string): readonly Statement[] {
  const secrets = context.config.services[service]?.secrets ?? [];
  if (secrets.length === 0) return [];
  return [
    {
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: ["secretsmanager:GetSecretValue"],
      Resource: secrets.map((secret) => context.names.secretArn(service, secret)),
    },
    {
      Sid: "DecryptSecrets",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource: [{ ref: logicalNames.serviceKey(service, "secrets") }],
      Condition: secretConditions(context, service),
    },
  ];
}

function streamMeshConfiguration({ config, names }: PlanContext, service: string) {
  if (config.mesh.backend !== "app-mesh") return [];
  const node = `mesh/${names.name("mesh")}/virtualNode/${names.name(service)}`;
  const statement: Statement = {
    Sid: "StreamMeshConfiguration",
    Effect: "Allow",
    Action: ["appmesh:StreamAggregatedResources"],
    Resource: [names.arn("appmesh", node)],
  };
  return [statement];
}
