import type { PlanContext } from "../context";
import type { PolicyDocument } from "../document";
import { logicalNames } from "../naming";
import { rotationGroup } from "../network/rotation-groups";
import type { Tags } from "../tags";
import { serviceTags } from "../tags";
import { planRotationAlarm, type RotationAlarmPlan } from "./alarms";
import { secretPolicy } from "./policy";
import { makesFirstValue, rotatedServices, rotatesInVpc, rotationEnvironment } from "./rotation";

/** A secret that one service may read. Its value is made by rotation, or first by an operator, and never seen by Pulumi. */
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
  /** Denies the value to everyone but its readers, and changes to the roles of the stack. */
  readonly policy: PolicyDocument;
  /** Key of the function that rotates it. */
  readonly rotationFunction: string;
  /** Whether it rotates as soon as rotation is configured, rather than at the next interval. */
  readonly rotateImmediately: boolean;
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
  /** Variables: what it rotates, how, and where Secrets Manager is. */
  readonly environment: Readonly<Record<string, string>>;
  /** Logical name of the key that encrypts the variables. */
  readonly encryptionKey: string;
  /** Key of its security group in the private subnets; undefined where it stands outside the VPC. */
  readonly securityGroup: string | undefined;
  /** Raised when it fails. */
  readonly alarm: RotationAlarmPlan;
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
  const { config, environment } = context;
  const owners = rotatedServices(config);
  return {
    secrets: owners.flatMap((service) =>
      (config.services[service]?.secrets ?? []).map((secret) =>
        planSecret(context, service, secret),
      ),
    ),
    rotationFunctions: owners.map((service) => planFunction(context, service)),
    rotationDays: config.secrets.rotationDays,
    recoveryWindowDays: config.secrets.recoveryWindowDays,
    accountId: environment.accountId,
    protect: config.protectData,
  };
}

function planSecret(context: PlanContext, service: string, secret: string): SecretPlan {
  const { config, names, tags } = context;
  const rotation = config.services[service]?.rotations[secret];
  return {
    key: `${service}-${secret}`,
    service,
    name: names.secret(service, secret),
    description: `${secret} of ${service}`,
    encryptionKey: logicalNames.serviceKey(service, "secrets"),
    policy: secretPolicy(context, service),
    rotationFunction: service,
    rotateImmediately: rotation !== undefined && makesFirstValue(rotation),
    tags: serviceTags(tags, service),
  };
}

function planFunction(context: PlanContext, service: string): RotationFunctionPlan {
  const { config, names, tags } = context;
  return {
    service,
    name: names.rotationFunction(service),
    role: `${service}-rotation`,
    logGroup: names.logGroups.rotation(service),
    environment: rotationEnvironment(context, service),
    encryptionKey: logicalNames.serviceKey(service, "secrets"),
    securityGroup: rotatesInVpc(config, service) ? rotationGroup(service) : undefined,
    alarm: planRotationAlarm(context, service),
    tags: serviceTags(tags, service),
  };
}
