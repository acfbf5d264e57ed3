import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import * as sfn from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";
import {
  type ContainmentFunctionPlan,
  settingsText,
} from "../../plan/incident-response/containment";
import type { ResponsePlan } from "../../plan/incident-response/response";
import { builtFolder, builtProgram } from "../built-function";
import { type ArnsByName, documentText } from "../documents";
import { mapValues, required } from "../find";
import { raiseAlarm } from "../monitoring/alert";

/** What the response to incidents is made from. */
export interface IncidentResponseArgs {
  /** Function, workflow, what starts it, alarms. */
  readonly plan: ResponsePlan;
  /** ARNs of roles by key. */
  readonly roleArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Names of log groups, as outputs. */
  readonly logGroupNames: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARNs of log groups by name. */
  readonly logGroupArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Key that encrypts what executions hold. */
  readonly keyArn: pulumi.Input<string>;
  /** ARNs of security groups and Lattice services by logical name. */
  readonly arns: ArnsByName;
  /** Topic that alerts go to. */
  readonly topicArn: pulumi.Input<string>;
  /** What must be there before, such as the roles' permissions. @default - nothing */
  readonly before?: readonly pulumi.Resource[];
}

/** The workflow of incidents, the function that takes its steps, what starts it, and the alarms on it. */
export class IncidentResponse extends pulumi.ComponentResource {
  /** ARN of the workflow: what a responder starts. */
  readonly workflowArn: pulumi.Output<string>;

  constructor(name: string, args: IncidentResponseArgs, opts?: pulumi.ComponentResourceOptions) {
    super("agent-runtime:incident-response:IncidentResponse", name, {}, opts);
    const alias = this.#createFunction(name, args);
    const workflow = this.#createWorkflow(name, args, alias);
    this.#createStarts(name, args, workflow);
    this.#createAlarms(name, args);
    this.workflowArn = workflow.arn;
    this.registerOutputs({ workflowArn: this.workflowArn });
  }

  #createFunction(
    name: string,
    { plan: { function: plan }, roleArns, logGroupNames, arns, before = [] }: IncidentResponseArgs,
  ): lambda.Alias {
    const created = new lambda.Function(
      `${name}-containment`,
      {
        name: plan.name,
        description: "Contains services and releases them",
        role: required(roleArns, plan.role),
        runtime: "nodejs24.x",
        architectures: ["arm64"],
        handler: "index.handler",
        code: containmentCode(plan, arns),
        memorySize: plan.memoryMegabytes,
        timeout: plan.timeoutSeconds,
        publish: true,
        loggingConfig: { logFormat: "JSON", logGroup: required(logGroupNames, plan.logGroup) },
        tags: plan.tags,
      },
      { parent: this, dependsOn: [...before] },
    );
    return new lambda.Alias(
      `${name}-containment`,
      {
        name: plan.alias,
        description: "Steps of the workflow",
        functionName: created.name,
        functionVersion: created.version,
      },
      { parent: this },
    );
  }

  #createWorkflow(
    name: string,
    {
      plan: { workflow, delivery, tags },
      roleArns,
      logGroupArns,
      keyArn,
      before = [],
    }: IncidentResponseArgs,
    alias: lambda.Alias,
  ): sfn.StateMachine {
    const policy = new cloudwatch.LogResourcePolicy(
      `${name}-delivery`,
      { policyName: delivery.name, policyDocument: documentText(delivery.document) },
      { parent: this },
    );
    return new sfn.StateMachine(
      `${name}-workflow`,
      {
        name: workflow.name,
        type: "STANDARD",
        roleArn: required(roleArns, workflow.role),
        definition: JSON.stringify(workflow.definition),
        encryptionConfiguration: {
          type: "CUSTOMER_MANAGED_KMS_KEY",
          kmsKeyId: keyArn,
          kmsDataKeyReusePeriodSeconds: 300,
        },
        loggingConfiguration: {
          level: "ALL",
          // Findings hold what an attacker wrote: they stay in the execution's history and in the evidence.
          includeExecutionData: false,
          logDestination: pulumi.interpolate`${required(logGroupArns, workflow.logGroup)}:*`,
        },
        tags,
      },
      // Step Functions tries the log when it creates the state machine.
      { parent: this, dependsOn: [...before, policy, alias] },
    );
  }

  #createStarts(
    name: string,
    { plan: { starts }, roleArns, before = [] }: IncidentResponseArgs,
    workflow: sfn.StateMachine,
  ): void {
    for (const rule of starts.rules) {
      const created = new cloudwatch.EventRule(
        `${name}-${rule.key}`,
        {
          name: rule.name,
          description: rule.description,
          eventPattern: JSON.stringify(rule.pattern),
          state: rule.state,
          tags: rule.tags,
        },
        { parent: this },
      );
      new cloudwatch.EventTarget(
        `${name}-${rule.key}`,
        {
          rule: created.name,
          targetId: "incident",
          arn: workflow.arn,
          roleArn: required(roleArns, starts.role),
          deadLetterConfig: { arn: starts.deadLetterArn },
          retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
        },
        { parent: this, dependsOn: [...before] },
      );
    }
  }

  #createAlarms(name: string, { plan: { alarms, tags }, topicArn }: IncidentResponseArgs): void {
    for (const alarm of alarms) {
      raiseAlarm(
        `${name}-${alarm.key}`,
        { ...alarm, periodSeconds: 300, alertClass: "operations", topicArn, tags },
        this,
      );
    }
  }
}

// The program with its settings beside it: ids that AWS chooses are known when what they belong to is.
function containmentCode(
  { settings }: ContainmentFunctionPlan,
  arns: ArnsByName,
): pulumi.Output<pulumi.asset.AssetArchive> {
  const program = builtProgram(builtFolder("contain-incident"), "containment");
  return pulumi.output(arns).apply(
    (known) =>
      new pulumi.asset.AssetArchive({
        "index.js": program,
        "settings.json": new pulumi.asset.StringAsset(
          settingsText(settings, mapValues(known, idOf)),
        ),
      }),
  );
}

// Both a security group's ARN and a Lattice service's end with its id.
const idOf = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);
