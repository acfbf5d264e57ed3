import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as sqs from "@pulumi/aws/sqs";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernanceFunctionPlan } from "../../plan/governance/function";
import { documentText } from "../documents";
import { byKey, required } from "../find";
import type { CodeArgs } from "./code";

/** What the function is made from. */
export interface FunctionArgs {
  /** Function, aliases, queue and heartbeat. */
  readonly plan: GovernanceFunctionPlan;
  /** Its code. */
  readonly code: CodeArgs;
  /** ARNs of keys by logical name. */
  readonly keyArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Ids of keys by logical name. */
  readonly keyIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARNs of roles by key. */
  readonly roleArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Names of log groups, as outputs. */
  readonly logGroupNames: Readonly<Record<string, pulumi.Input<string>>>;
  /** What must be in force before an alias moves to a new version. */
  readonly before: readonly pulumi.Resource[];
}

/** Declares the function with its queue, and returns its aliases by name. */
export function createFunction(
  name: string,
  args: FunctionArgs,
  parent: pulumi.Resource,
): Readonly<Record<string, lambda.Alias>> {
  const { plan } = args;
  const deadLetters = createDeadLetters(name, args, parent);
  const created = new lambda.Function(
    `${name}-function`,
    {
      name: plan.name,
      description: "Decides calls between services",
      role: required(args.roleArns, plan.role),
      runtime: "nodejs24.x",
      architectures: ["arm64"],
      handler: "index.handler",
      ...args.code,
      memorySize: plan.memoryMegabytes,
      timeout: plan.timeoutSeconds,
      publish: true,
      ...(plan.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: plan.reservedConcurrency,
      }),
      environment: {
        variables: {
          ...plan.environment,
          [plan.signingKeyVariable]: required(args.keyIds, plan.signingKey),
        },
      },
      kmsKeyArn: required(args.keyArns, plan.encryptionKey),
      deadLetterConfig: { targetArn: deadLetters.arn },
      loggingConfig: { logFormat: "JSON", logGroup: required(args.logGroupNames, plan.logGroup) },
      tags: plan.tags,
    },
    { parent },
  );
  return createAliases(name, { ...args, created }, parent);
}

interface AliasArgs extends FunctionArgs {
  readonly created: lambda.Function;
}

function createAliases(
  name: string,
  { plan, created, before }: AliasArgs,
  parent: pulumi.Resource,
): Readonly<Record<string, lambda.Alias>> {
  const aliases = byKey(
    plan.aliases,
    (alias) => alias.name,
    (alias) =>
      new lambda.Alias(
        `${name}-${alias.name}`,
        {
          name: alias.name,
          description: alias.description,
          functionName: created.name,
          functionVersion: created.version,
        },
        { parent, dependsOn: [...before] },
      ),
  );
  for (const { name: alias, provisionedConcurrency } of plan.aliases) {
    if (provisionedConcurrency === 0) continue;
    new lambda.ProvisionedConcurrencyConfig(
      `${name}-${alias}`,
      {
        functionName: created.name,
        qualifier: required(aliases, alias).name,
        provisionedConcurrentExecutions: provisionedConcurrency,
      },
      { parent },
    );
  }
  return aliases;
}

function createDeadLetters(
  name: string,
  { plan: { deadLetters, encryptionKey, tags }, keyArns }: FunctionArgs,
  parent: pulumi.Resource,
): sqs.Queue {
  const queue = new sqs.Queue(
    `${name}-dead-letters`,
    {
      name: deadLetters.name,
      kmsMasterKeyId: required(keyArns, encryptionKey),
      messageRetentionSeconds: deadLetters.retentionSeconds,
      tags,
    },
    { parent },
  );
  new sqs.QueuePolicy(
    `${name}-dead-letters`,
    { queueUrl: queue.url, policy: documentText(deadLetters.policy) },
    { parent },
  );
  return queue;
}

/** What the heartbeat is made from. */
export interface HeartbeatArgs {
  /** The function's plan. */
  readonly plan: GovernanceFunctionPlan;
  /** Alias that is invoked. */
  readonly alias: lambda.Alias;
}

/** Declares the schedule that invokes the heartbeat's alias, and its permission to do so. */
export function createHeartbeat(
  name: string,
  { plan, alias }: HeartbeatArgs,
  parent: pulumi.Resource,
): void {
  const rule = new cloudwatch.EventRule(
    `${name}-heartbeat`,
    {
      name: plan.heartbeat.ruleName,
      description: "Has governance prove that it is alive",
      scheduleExpression: plan.heartbeat.schedule,
      state: "ENABLED",
      tags: plan.tags,
    },
    { parent },
  );
  const permission = new lambda.Permission(
    `${name}-heartbeat`,
    {
      action: "lambda:InvokeFunction",
      function: alias.functionName,
      qualifier: alias.name,
      principal: "events.amazonaws.com",
      sourceAccount: plan.accountId,
      sourceArn: rule.arn,
    },
    { parent },
  );
  new cloudwatch.EventTarget(
    `${name}-heartbeat`,
    { rule: rule.name, targetId: "governance", arn: alias.arn },
    { parent, dependsOn: [permission] },
  );
}
