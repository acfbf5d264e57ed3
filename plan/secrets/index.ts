import type { PlanContext } from "../context";
import type { PolicyDocument } from "../document";
import { policyDocument } from "../document";
import { logicalNames } from "../naming";
import type { Tags } from "../tags";
import { serviceTags } from "../tags";

/** A secret that one service may read. Its value is made by the first rotation and never seen by Pulumi. */
export interface SecretPlan {
  /** Stable key, for example `orbit-api-token`. */
  readonly key: string;
  /** Physical name. */
  readonly name: string;
  /** Service that may read it. */
  readonly service: string;
  /** What it is. */
  readonly description: string;
  /** Logical name of the key that encrypts it. */
  readonly encryptionKey: string;
  /** Denies the value to everyone but its readers. */
  readonly policy: PolicyDocument;
  /** Key of the function that rotates it. */
  readonly rotationFunction: string;
  /** Tags. */
  readonly tags: Tags;
}

/** The function that rotates the secrets of one service. */
export interface RotationFunctionPlan {
  /** Service whose secrets it rotates. */
  readonly service: string;
  /** Physical name. */
  readonly name: string;
  /** Key of its role. */
  readonly role: string;
  /** Log group it writes to. */
  readonly logGroup: string;
  /** Tags. */
  readonly tags: Tags;
}

/** All secrets and what rotates them. */
export interface SecretsPlan {
  /** The secrets. */
  readonly secrets: readonly SecretPlan[];
  /** Functions, one per service with secrets. */
  readonly rotationFunctions: readonly RotationFunctionPlan[];
  /** Days between rotations. */
  readonly rotationDays: number;
  /** Days a deleted secret stays recoverable. */
  readonly recoveryWindowDays: number;
  /** Account that may invoke the functions. */
  readonly accountId: string;
  /** Whether Pulumi refuses to delete the secrets. */
  readonly protect: boolean;
}

/** Plans the secrets of every service. */
export function planSecrets(context: PlanContext): SecretsPlan {
  const { config, environment, names, tags } = context;
  const owners = Object.entries(config.services).filter(([, { secrets }]) => secrets.length > 0);
  return {
    secrets: owners.flatMap(([service, { secrets }]) =>
      secrets.map((secret) => planSecret(context, service, secret)),
    ),
    rotationFunctions: owners.map(([service]) => ({
      service,
      name: names.rotationFunction(service),
      role: `${service}-rotation`,
      logGroup: names.logGroups.rotation(service),
      tags: serviceTags(tags, service),
    })),
    rotationDays: config.secrets.rotationDays,
    recoveryWindowDays: config.secrets.recoveryWindowDays,
    accountId: environment.accountId,
    protect: config.protectData,
  };
}

function planSecret(context: PlanContext, service: string, secret: string): SecretPlan {
  const { names, tags } = context;
  return {
    key: `${service}-${secret}`,
    service,
    name: names.secret(service, secret),
    description: `${secret} of ${service}`,
    encryptionKey: logicalNames.serviceKey(service, "secrets"),
    policy: readersOnly(context, service),
    rotationFunction: service,
    tags: serviceTags(tags, service),
  };
}

// A denial, because a role elsewhere in the account may hold a wide identity policy. Only reading the value is
// denied, so that administrators can still correct a mistake in this policy (SEC-80).
function readersOnly({ names, config }: PlanContext, service: string): PolicyDocument {
  const own = [
    names.taskRole(service),
    names.executionRole(service),
    names.rotationFunction(service),
  ];
  const { breakGlassRoleArn } = config.identity;
  const readers = [
    ...own.map(names.roleArn),
    ...(breakGlassRoleArn === undefined ? [] : [breakGlassRoleArn]),
  ];
  return policyDocument([
    {
      Sid: "ReadersOnly",
      Effect: "Deny",
      Principal: "*",
      Action: ["secretsmanager:GetSecretValue"],
      Resource: ["*"],
      Condition: {
        ArnNotEquals: { "aws:PrincipalArn": readers },
        // A negated condition also matches a missing key, that is, calls by AWS services (IAM-63).
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    },
  ]);
}
