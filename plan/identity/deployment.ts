import type { PlanContext } from "../context";
import type { Statement } from "../document";
import type { Tags } from "../tags";
import { serviceTags } from "../tags";
import { planRole, type RolePlan } from "./roles";
import { trustTokens } from "./trust";

/** An OpenID Connect provider whose tokens AWS takes. */
export interface OidcProviderPlan {
  /** Stable key. */
  readonly key: string;
  /** URL of the provider. */
  readonly url: string;
  /** What its tokens are made out to. */
  readonly audiences: readonly string[];
  /** Tags. */
  readonly tags: Tags;
}

const providerKey = "oidc";

/** The provider of the pipeline's tokens: an account has one for a URL, which its owner makes (IAM-65). */
export function planOidcProviders({ config, tags }: PlanContext): readonly OidcProviderPlan[] {
  const { deployment } = config.identity;
  if (deployment === undefined || config.accountBaseline === "reference") return [];
  const { issuer, audience } = deployment;
  return [{ key: providerKey, url: issuer, audiences: [audience], tags }];
}

/**
 * Roles of the pipeline that deploys the workload, two per service: one builds, the other releases, and neither can
 * run code of its own alone (docs/decisions/0016). None where no pipeline is named.
 */
export function planPipelineRoles(context: PlanContext): readonly RolePlan[] {
  const { deployment } = context.config.identity;
  if (deployment === undefined) return [];
  const { issuer, audience, workload } = deployment;
  const source = { providerArn: context.names.oidcProviderArn(issuer), issuer, audience };
  return Object.keys(context.config.services).flatMap((service) => [
    planPipelineRole(context, {
      job: "build",
      service,
      trust: trustTokens({ ...source, subjects: deployment.buildSubjects }),
      permissions: buildTasks(context, service, workload),
    }),
    planPipelineRole(context, {
      job: "release",
      service,
      trust: trustTokens({ ...source, subjects: deployment.releaseSubjects }),
      permissions: releaseTasks(context, service, workload),
    }),
  ]);
}

interface PipelineRole {
  readonly job: "build" | "release";
  readonly service: string;
  readonly trust: Statement;
  readonly permissions: readonly Statement[];
}

function planPipelineRole(
  context: PlanContext,
  { job, service, trust, permissions }: PipelineRole,
): RolePlan {
  return planRole(
    {
      key: `${service}-${job}`,
      service,
      name: context.names.pipelineRole(service, job),
      description: `The pipeline's ${job} of ${service}`,
      trust: [trust],
      permissions,
      tags: serviceTags(context.tags, service),
    },
    planOidcProviders(context).map(({ key }) => key),
  );
}

// Service Authorization Reference, "Actions, resources, and condition keys for Amazon Elastic Container Service".
const family = ({ names }: PlanContext, service: string, workload: string): string =>
  names.arn("ecs", `task-definition/${workload}-${service}:*`);

function buildTasks(context: PlanContext, service: string, workload: string): readonly Statement[] {
  const { names } = context;
  return [
    // AWS accepts no resource for this action.
    { Sid: "Login", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
    // What a push asks for (Amazon ECR User Guide, "IAM permissions for pushing an image").
    {
      Sid: "PushImages",
      Effect: "Allow",
      Action: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:GetDownloadUrlForLayer",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
      ],
      Resource: [names.repositoryArn(service)],
    },
    {
      Sid: "RegisterTasks",
      Effect: "Allow",
      Action: ["ecs:RegisterTaskDefinition", "ecs:TagResource"],
      Resource: [family(context, service, workload)],
    },
    // A role that is passed to anything but a task would lend the service's rights to another kind of code.
    {
      Sid: "PassRoles",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: [names.taskRole(service), names.executionRole(service)].map(names.roleArn),
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ];
}

function releaseTasks(
  context: PlanContext,
  service: string,
  workload: string,
): readonly Statement[] {
  const services = [context.names.arn("ecs", `service/${workload}/${workload}-${service}`)];
  return [
    // AWS accepts no resource for this action.
    { Sid: "SeeTasks", Effect: "Allow", Action: ["ecs:DescribeTaskDefinition"], Resource: ["*"] },
    { Sid: "SeeService", Effect: "Allow", Action: ["ecs:DescribeServices"], Resource: services },
    {
      Sid: "UpdateService",
      Effect: "Allow",
      Action: ["ecs:UpdateService"],
      Resource: services,
      // An update that keeps the task definition names none.
      Condition: {
        ArnLikeIfExists: { "ecs:task-definition": family(context, service, workload) },
      },
    },
  ];
}
