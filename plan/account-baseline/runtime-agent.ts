import type { ConfigIssue } from "../../config/issues";
import type { Config } from "../../config/resolve";
import type { PlanContext } from "../context";
import type { Statement } from "../document";
import type { Environment } from "../environment";

// Source: GuardDuty User Guide, "ECR Repository for GuardDuty agent on AWS Fargate (Amazon ECS only)".
const registries: Readonly<Record<string, string>> = {
  "af-south-1": "197869348890",
  "ap-east-1": "258348409381",
  "ap-east-2": "259886477082",
  "ap-northeast-1": "533107202818",
  "ap-northeast-2": "914738172881",
  "ap-northeast-3": "273192626886",
  "ap-south-1": "251508486986",
  "ap-south-2": "950823858135",
  "ap-southeast-1": "174946120834",
  "ap-southeast-2": "005257825471",
  "ap-southeast-3": "510637619217",
  "ap-southeast-4": "251357961535",
  "ap-southeast-5": "156041399949",
  "ap-southeast-7": "054037130133",
  "ca-central-1": "354763396469",
  "ca-west-1": "339712888787",
  "eu-central-1": "323658145986",
  "eu-central-2": "529164026651",
  "eu-north-1": "591436053604",
  "eu-south-1": "266869475730",
  "eu-south-2": "919611009337",
  "eu-west-1": "694911143906",
  "eu-west-2": "892757235363",
  "eu-west-3": "665651866788",
  "il-central-1": "870907303882",
  "me-central-1": "000014521398",
  "me-south-1": "536382113932",
  "mx-central-1": "311141559934",
  "sa-east-1": "758426053663",
  "us-east-1": "593207742271",
  "us-east-2": "307168627858",
  "us-west-1": "684579721401",
  "us-west-2": "733349766148",
};

/**
 * Repositories of AWS that tasks pull GuardDuty's agent from: one, or none where GuardDuty is off. Whoever owns the
 * account's settings switches the agent on for every task of the account, so that a stack which refers to that owner
 * plans the same (IR-95).
 */
export function agentRepositories({
  config,
  environment,
}: Pick<PlanContext, "config" | "environment">): readonly string[] {
  const { partition, region } = environment;
  const account = registries[region];
  if (account === undefined || !config.monitoring.detectors.guardDuty) return [];
  return [`arn:${partition}:ecr:${region}:${account}:repository/aws-guardduty-agent-fargate`];
}

/** What the agent sends events to GuardDuty by. AWS accepts no resource for this action. */
export const sendTelemetry = {
  Sid: "SendTelemetry",
  Action: ["guardduty:SendSecurityTelemetry"],
  Resource: ["*"],
} as const;

/**
 * What ECS needs to start GuardDuty's agent beside a task, and the agent to send what it sees: it does so as the
 * task's execution role (GuardDuty User Guide, "How the security agent connects to GuardDuty"). None where GuardDuty
 * is off.
 */
export function runAgent(context: PlanContext): readonly Statement[] {
  const repositories = agentRepositories(context);
  if (repositories.length === 0) return [];
  return [
    {
      Sid: "PullAgent",
      Effect: "Allow",
      Action: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
      ],
      Resource: repositories,
    },
    { ...sendTelemetry, Effect: "Allow" },
  ];
}

/** Where GuardDuty is on, the Region of the stack must have its agent for Fargate. */
export function checkRuntimeAgent(config: Config, { region }: Environment): readonly ConfigIssue[] {
  if (!config.monitoring.detectors.guardDuty || registries[region] !== undefined) return [];
  return [
    {
      code: "MON003",
      path: "monitoring.detectors.guardDuty",
      problem: "it is not known where GuardDuty's agent for Fargate comes from in this Region",
      given: region,
      allowed: Object.keys(registries).join(", "),
      fix: "add the Region's repository to plan/account-baseline/runtime-agent.ts, or set monitoring.detectors.guardDuty to false",
    },
  ];
}
