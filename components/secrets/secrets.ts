import * as lambda from "@pulumi/aws/lambda";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import type { RotationFunctionPlan, SecretPlan, SecretsPlan } from "../../plan/secrets";
import { builtFolder, builtProgram } from "../built-function";
import { documentText } from "../documents";
import { byKey, required } from "../find";
import { raiseAlarm } from "../monitoring/alert";
import { membersOf, zeroTrust } from "../zero-trust";

/** What secrets are made from. */
export interface SecretsArgs {
  /** Secrets and their rotation. */
  readonly plan: SecretsPlan;
  /** ARNs of keys by logical name. */
  readonly keyArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** ARNs of roles by key. */
  readonly roleArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** Names of log groups, as outputs. */
  readonly logGroupNames: Readonly<Record<string, pulumi.Input<string>>>;
  /** Subnets that rotation functions stand in, one for each zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Ids of security groups by key. */
  readonly securityGroupIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** Topic that alerts go to. */
  readonly topicArn: pulumi.Input<string>;
  /** What a rotation needs before it starts: endpoints, rules of groups and network ACLs, rights. */
  readonly before: readonly pulumi.Resource[];
}

/** Secrets with their policies, the functions that rotate them, and an alarm on each function's errors. */
export class Secrets extends pulumi.ComponentResource {
  /** ARNs of secrets by key, for example `orbit-api-token`. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: SecretsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { plan } = args;
    super("agent-runtime:secrets:Secrets", name, { zeroTrust: declared(name, plan) }, opts);
    const functions = byKey(
      plan.rotationFunctions,
      ({ service }) => service,
      (rotation) => this.#createFunction(name, rotation, args),
    );
    this.arns = byKey(
      plan.secrets,
      ({ key }) => key,
      (secret) =>
        this.#createSecret(name, secret, {
          ...args,
          rotation: required(functions, secret.rotationFunction),
        }).arn,
    );
    this.registerOutputs({ arns: this.arns });
  }

  #createFunction(name: string, plan: RotationFunctionPlan, args: SecretsArgs) {
    this.#createAlarm(name, plan, args);
    return new lambda.Function(
      `${name}-${plan.service}-rotation`,
      {
        name: plan.name,
        description: `Rotates the secrets of ${plan.service}`,
        role: required(args.roleArns, plan.role),
        runtime: "nodejs22.x",
        architectures: ["arm64"],
        handler: "index.handler",
        code: rotationCode(),
        memorySize: 256,
        timeout: 60,
        environment: { variables: plan.environment },
        kmsKeyArn: required(args.keyArns, plan.encryptionKey),
        ...(plan.securityGroup !== undefined && {
          vpcConfig: {
            subnetIds: [...args.subnetIds],
            securityGroupIds: [required(args.securityGroupIds, plan.securityGroup)],
          },
        }),
        loggingConfig: {
          logFormat: "JSON",
          logGroup: required(args.logGroupNames, plan.logGroup),
        },
        tags: plan.tags,
      },
      // Lambda makes its network interfaces with the role's rights, and refuses a function whose role has none.
      { parent: this, dependsOn: [...args.before] },
    );
  }

  #createAlarm(name: string, { service, alarm, tags }: RotationFunctionPlan, args: SecretsArgs) {
    raiseAlarm(
      `${name}-${service}-rotation-errors`,
      {
        name: alarm.name,
        description: alarm.description,
        metric: {
          namespace: "AWS/Lambda",
          name: "Errors",
          dimensions: { FunctionName: alarm.functionName },
        },
        periodSeconds: alarm.periodSeconds,
        alertClass: alarm.alertClass,
        topicArn: args.topicArn,
        tags,
      },
      this,
    );
  }

  #createSecret(
    name: string,
    secret: SecretPlan,
    { plan, keyArns, rotation, before }: SecretsArgs & { readonly rotation: lambda.Function },
  ): secretsmanager.Secret {
    const created = new secretsmanager.Secret(
      `${name}-${secret.key}`,
      {
        name: secret.name,
        description: secret.description,
        kmsKeyId: required(keyArns, secret.encryptionKey),
        recoveryWindowInDays: plan.recoveryWindowDays,
        tags: secret.tags,
      },
      { parent: this, protect: plan.protect, deleteBeforeReplace: true },
    );
    const policy = new secretsmanager.SecretPolicy(
      `${name}-${secret.key}`,
      {
        secretArn: created.arn,
        policy: documentText(secret.policy),
        blockPublicPolicy: true,
      },
      { parent: this },
    );
    const permission = new lambda.Permission(
      `${name}-${secret.key}`,
      {
        action: "lambda:InvokeFunction",
        function: rotation.name,
        principal: "secretsmanager.amazonaws.com",
        sourceAccount: plan.accountId,
        sourceArn: created.arn,
      },
      { parent: this },
    );
    new secretsmanager.SecretRotation(
      `${name}-${secret.key}`,
      {
        secretId: created.id,
        rotationLambdaArn: rotation.arn,
        rotateImmediately: secret.rotateImmediately,
        rotationRules: { automaticallyAfterDays: plan.rotationDays },
      },
      // Either the first rotation starts at once or AWS tests the function, so everything must be in force (SEC-76).
      { parent: this, dependsOn: [policy, permission, ...before] },
    );
    return created;
  }
}

const declared = (name: string, plan: SecretsPlan) =>
  zeroTrust({
    members: membersOf({
      secrets: plan.secrets.map(({ service, key }) => ({ service, name: `${name}-${key}` })),
      functions: plan.rotationFunctions.map(({ service }) => ({
        service,
        name: `${name}-${service}-rotation`,
      })),
    }),
  });

const rotationCode = () =>
  new pulumi.asset.AssetArchive({
    "index.js": builtProgram(builtFolder("rotate-secret"), "rotation"),
  });
