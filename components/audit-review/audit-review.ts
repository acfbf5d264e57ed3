import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import type { AuditReviewPlan } from "../../plan/audit-review";
import type { ReviewWaiversPlan } from "../../plan/audit-review/waivers";
import { builtFolder, builtProgram } from "../built-function";
import { required } from "../find";
import { plannedAlarm, raiseAlarm } from "../monitoring/alert";
import { countLines } from "../monitoring/log-filter";

/** What the review of accesses is made from. */
export interface AuditReviewArgs {
  /** Function, schedule and alarms. */
  readonly plan: AuditReviewPlan;
  /** What the function is told of waivers. */
  readonly waivers: ReviewWaiversPlan;
  /** ARNs of keys by logical name. */
  readonly keyArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Ids of keys by logical name. */
  readonly keyIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARNs of roles by key. */
  readonly roleArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Names of log groups, as outputs. */
  readonly logGroupNames: Readonly<Record<string, pulumi.Input<string>>>;
  /** Topic that alerts go to. */
  readonly topicArn: pulumi.Input<string>;
  /** Queue that failed runs go to. */
  readonly deadLetterArn: pulumi.Input<string>;
  /** What must be there before a run: bucket, queue, rights. */
  readonly before: readonly pulumi.Resource[];
}

/** The function that reviews who accessed what, its schedule, and the alarm for its silence. */
export class AuditReview extends pulumi.ComponentResource {
  constructor(name: string, args: AuditReviewArgs, opts?: pulumi.ComponentResourceOptions) {
    super("agent-runtime:audit-review:AuditReview", name, {}, opts);
    const created = this.#createFunction(name, args);
    this.#createSchedule(name, args, created);
    this.#createAlarm(name, args);
    this.registerOutputs({});
  }

  #createFunction(name: string, args: AuditReviewArgs): lambda.Function {
    const { plan } = args;
    const keyIds = pulumi.all(plan.keys.map((key) => required(args.keyIds, key)));
    return new lambda.Function(
      `${name}-function`,
      {
        name: plan.name,
        description: "Reviews who accessed what",
        role: required(args.roleArns, plan.role),
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        handler: "index.handler",
        code: reviewCode(plan.settingsText, args.waivers),
        memorySize: plan.memoryMegabytes,
        timeout: plan.timeoutSeconds,
        reservedConcurrentExecutions: plan.reservedConcurrency,
        environment: {
          variables: { [plan.keyIdsVariable]: keyIds.apply((ids) => ids.join(",")) },
        },
        kmsKeyArn: required(args.keyArns, plan.encryptionKey),
        deadLetterConfig: { targetArn: args.deadLetterArn },
        loggingConfig: { logFormat: "JSON", logGroup: required(args.logGroupNames, plan.logGroup) },
        tags: plan.tags,
      },
      // Lambda refuses a queue that the role may not send to.
      { parent: this, dependsOn: [...args.before] },
    );
  }

  #createSchedule(name: string, { plan }: AuditReviewArgs, created: lambda.Function): void {
    const rule = new cloudwatch.EventRule(
      `${name}-schedule`,
      {
        name: plan.schedule.ruleName,
        description: "Has accesses of the last week reviewed",
        scheduleExpression: plan.schedule.expression,
        state: "ENABLED",
        tags: plan.tags,
      },
      { parent: this },
    );
    const permission = new lambda.Permission(
      `${name}-schedule`,
      {
        action: "lambda:InvokeFunction",
        function: created.name,
        principal: "events.amazonaws.com",
        sourceAccount: plan.accountId,
        sourceArn: rule.arn,
      },
      { parent: this },
    );
    new cloudwatch.EventTarget(
      `${name}-schedule`,
      { rule: rule.name, targetId: "access-review", arn: created.arn },
      { parent: this, dependsOn: [permission] },
    );
  }

  #createAlarm(name: string, { plan, logGroupNames, topicArn }: AuditReviewArgs): void {
    const { key, pattern, logGroup, namespace } = plan.filter;
    countLines(
      `${name}-${key}`,
      {
        ...{ key, pattern },
        logGroupName: required(logGroupNames, logGroup),
        metric: { namespace, name: key },
      },
      this,
    );
    raiseAlarm(
      `${name}-${plan.alarm.key}`,
      plannedAlarm(plan.alarm, { topicArn, tags: plan.tags }),
      this,
    );
  }
}

const reviewCode = (settingsText: string, waivers: ReviewWaiversPlan) =>
  new pulumi.asset.AssetArchive({
    "index.js": builtProgram(builtFolder("review-access"), "access review"),
    "settings.json": new pulumi.asset.StringAsset(settingsText),
    "waivers.json": new pulumi.asset.StringAsset(`${JSON.stringify(waivers)}\n`),
  });
