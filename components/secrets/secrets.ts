import * as lambda from "@pulumi/aws/lambda";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import type { RotationFunctionPlan, SecretPlan, SecretsPlan } from "../../plan/secrets";
import { builtFolder, builtProgram } from "../built-function";
import { documentText } from "../documents";
import { byKey, required } from "../find";
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
}

/** Secrets with their policies, and the functions that rotate them. The first rotation makes the first value. */
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
        loggingConfig: {
          logFormat: "JSON",
          logGroup: required(args.logGroupNames, plan.logGroup),
        },
        tags: plan.tags,
      },
      { parent: this },
    );
  }

  #createSecret(
    name: string,
    secret: SecretPlan,
    { plan, keyArns, rotation }: SecretsArgs & { readonly rotation: lambda.Function },
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
        rotationRules: { automaticallyAfterDays: plan.rotationDays },
      },
      // The first rotation starts at once, so everything it needs must be in force (SEC-76).
      { parent: this, dependsOn: [policy, permission] },
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
