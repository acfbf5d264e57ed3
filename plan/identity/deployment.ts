import type { PlanContext } from "../context";
import type { Statement } from "../document";
import type { Tags } from "../tags";
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

/** The role of the pipeline that deploys the workload; none where no pipeline is named. */
export function planDeployRole(context: PlanContext): readonly RolePlan[] {
  const { config, names, tags } = context;
  const { deployment } = config.identity;
  if (deployment === undefined) return [];
  return [
    planRole(
      {
        key: "deploy",
        service: undefined,
        name: names.deployRole,
        description: "The pipeline that deploys the workload",
        trust: [
          trustTokens({ providerArn: names.oidcProviderArn(deployment.issuer), ...deployment }),
        ],
        permissions: [
          ...pushImages(context),
          ...deployTasks(context, deployment.workload),
          ...passRoles(context),
        ],
        tags,
      },
      planOidcProviders(context).map(({ key }) => key),
    ),
  ];
}

const servicesOf = ({ config }: PlanContext): readonly string[] => Object.keys(config.services);

// What a push asks for (Amazon ECR User Guide, "IAM permissions for pushing an image").
const pushImages = (context: PlanContext): readonly Statement[] => [
  // AWS accepts no resource for these actions.
  {
    Sid: "Login",
    Effect: "Allow",
    Action: ["ecr:GetAuthorizationToken", "ecs:DescribeTaskDefinition"],
    Resource: ["*"],
  },
  ...ofServices(context, {
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
    Resource: servicesOf(context).map(context.names.repositoryArn),
  }),
];

// Service Authorization Reference, "Actions, resources, and condition keys for Amazon Elastic Container Service".
function deployTasks(context: PlanContext, workload: string): readonly Statement[] {
  const { names } = context;
  const families = names.arn("ecs", `task-definition/${workload}-*:*`);
  return [
    {
      Sid: "RegisterTasks",
      Effect: "Allow",
      Action: ["ecs:RegisterTaskDefinition"],
      Resource: [families],
    },
    {
      Sid: "TagTasks",
      Effect: "Allow",
      Action: ["ecs:TagResource"],
      Resource: [families],
      Condition: { StringEquals: { "ecs:CreateAction": "RegisterTaskDefinition" } },
    },
    {
      Sid: "UpdateServices",
      Effect: "Allow",
      Action: ["ecs:DescribeServices", "ecs:UpdateService"],
      Resource: [names.arn("ecs", `service/${workload}/${workload}-*`)],
    },
  ];
}

// A role that is passed to anything but a task would lend the service's rights to code of the pipeline's choice.
function passRoles(context: PlanContext): readonly Statement[] {
  const { names } = context;
  return ofServices(context, {
    Sid: "PassRoles",
    Effect: "Allow",
    Action: ["iam:PassRole"],
    Resource: servicesOf(context)
      .flatMap((service) => [names.taskRole(service), names.executionRole(service)])
      .map(names.roleArn),
    Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
  });
}

// A statement about no resource is malformed.
const ofServices = (context: PlanContext, statement: Statement): readonly Statement[] =>
  servicesOf(context).length === 0 ? [] : [statement];
