import type { PlanContext } from "../context";
import type { Conditions, Statement } from "../document";
import { storedFirst } from "../secrets/rotation";
import { byDeployers, forAccount, statementsOfDeployers, via } from "./deployers";
import { variablesStatement } from "./variables";

/**
 * The conditions under which a service uses its data key: ciphertext says whose it is, so that CloudTrail does, and a
 * service that is tricked into decrypting something else is refused (KMS Developer Guide, "Encryption context").
 */
export const dataConditions = (service: string): Conditions => ({
  StringEquals: { "kms:EncryptionContext:service": service },
});

/** Use of a service's data key: its task role alone, for data of the service. */
export function dataKeyStatements({ names }: PlanContext, service: string): readonly Statement[] {
  return [
    useByRoles(names.accountRootArn, {
      sid: "UseData",
      roles: [names.roleArn(names.taskRole(service))],
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      conditions: dataConditions(service),
    }),
  ];
}

/**
 * Use of a service's secrets key: through Secrets Manager, for its own secrets only. Lambda encrypts the variables of the
 * rotation function with it, on behalf of whoever deploys.
 */
export function secretsKeyStatements(context: PlanContext, service: string): readonly Statement[] {
  const { names } = context;
  const readers = [names.taskRole(service), names.executionRole(service), ...breakGlass(context)];
  const rotation = names.roleArn(names.rotationFunction(service));
  const conditions = secretConditions(context, service);
  const use = (sid: string, roles: readonly string[], actions: readonly string[]) =>
    useByRoles(names.accountRootArn, { sid, roles, actions, conditions });
  return [
    use("ReadSecrets", readers.map(names.roleArn), ["kms:Decrypt"]),
    use("RotateSecrets", [rotation], ["kms:Decrypt", "kms:GenerateDataKey"]),
    variablesStatement({
      accountRootArn: names.accountRootArn,
      roleArn: rotation,
      functionArn: names.rotationFunctionArn(service),
    }),
    ...storeFirstValues(context, service),
    ...statementsOfDeployers(context, {
      actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
      through: ["lambda"],
      grantsTo: ["lambda"],
    }),
  ];
}

// Secrets Manager writes a value with the rights of whoever stores it. Reading it back is denied by the secret's policy.
function storeFirstValues(context: PlanContext, service: string): readonly Statement[] {
  const { config, names } = context;
  const secrets = storedFirst(config, service);
  if (secrets.length === 0) return [];
  return [
    {
      ...forAccount(names.accountRootArn, "StoreFirstValues", [
        "kms:Decrypt",
        "kms:GenerateDataKey",
      ]),
      Condition: { ...conditionsOf(context, service, secrets), ...byDeployers(context) },
    },
  ];
}

/** Name of the break-glass role; none where nobody may assume it, or where there is no secret to read. */
export const breakGlass = ({ config, names }: PlanContext): readonly string[] =>
  config.identity.people.breakGlass.length > 0 &&
  Object.values(config.services).some(({ secrets }) => secrets.length > 0)
    ? [names.personRole("break-glass")]
    : [];

/** The conditions under which Secrets Manager uses a key for a service's secrets (SEC-73). */
export const secretConditions = (context: PlanContext, service: string): Conditions =>
  conditionsOf(context, service, context.config.services[service]?.secrets ?? []);

const conditionsOf = (
  context: PlanContext,
  service: string,
  secrets: readonly string[],
): Conditions => ({
  StringEquals: via(context, "secretsmanager"),
  StringLike: {
    "kms:EncryptionContext:SecretARN": secrets.map((secret) =>
      context.names.secretArn(service, secret),
    ),
  },
});

interface Use {
  readonly sid: string;
  readonly roles: readonly string[];
  readonly actions: readonly string[];
  readonly conditions: Conditions;
}

// The account as principal delegates to IAM, and the condition narrows it to exact roles: the key can exist
// before its users, and both the key's and the role's policy must agree (docs/decisions/0007).
function useByRoles(accountRootArn: string, { sid, roles, actions, conditions }: Use): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { AWS: [accountRootArn] },
    Action: actions,
    Resource: ["*"],
    Condition: { ...conditions, ArnEquals: { "aws:PrincipalArn": roles } },
  };
}
