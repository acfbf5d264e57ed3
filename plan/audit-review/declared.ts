import type { PlanContext } from "../context";
import type { PolicyDocument, Statement } from "../document";
import { planKeys } from "../keys";
import { breakGlass } from "../keys/service-keys";
import { planSecrets } from "../secrets";
import { administratorSecrets, rotatedServices } from "../secrets/rotation";

/** Who reads a secret. */
export interface SecretReadersPlan {
  /** Name. */
  readonly name: string;
  /** ARN pattern: AWS appends a hyphen and six characters. */
  readonly arn: string;
  /** ARNs of roles. */
  readonly readers: readonly string[];
}

/** Who uses a key. */
export interface KeyUsersPlan {
  /** Logical name. */
  readonly name: string;
  /** ARNs of roles, and names of AWS services. */
  readonly users: readonly string[];
}

/**
 * Who may read each secret, as its policy says, and who reads administrators' secrets. Break-glass may as well, and is
 * left out: each use of it is to be looked at.
 */
export function declaredReaders(context: PlanContext): readonly SecretReadersPlan[] {
  const { config, names } = context;
  const own = planSecrets(context).secrets.map(({ name, policy }) => ({
    name,
    arn: names.arn("secretsmanager", `secret:${name}-??????`),
    readers: everyday(context, readersOf(policy)),
  }));
  const administrators = rotatedServices(config).flatMap((service) =>
    administratorSecrets(config, service).map(({ secretArn }) => ({
      name: secretArn,
      arn: secretArn,
      readers: [names.roleArn(names.rotationFunction(service))],
    })),
  );
  return [...own, ...merged(administrators)];
}

// Rotations of several services may share an administrator.
function merged(secrets: readonly SecretReadersPlan[]): readonly SecretReadersPlan[] {
  const byArn = new Map<string, SecretReadersPlan>();
  for (const secret of secrets) {
    const known = byArn.get(secret.arn)?.readers ?? [];
    byArn.set(secret.arn, { ...secret, readers: [...known, ...secret.readers] });
  }
  return [...byArn.values()];
}

/** Who may use each key for data, as its policy says, without break-glass. */
export const declaredUsers = (context: PlanContext): readonly KeyUsersPlan[] =>
  planKeys(context).keys.map(({ logicalName, policy }) => ({
    name: logicalName,
    users: everyday(context, [...new Set(policy.Statement.filter(isUse).flatMap(usersOf))]),
  }));

const readersOf = ({ Statement: statements }: PolicyDocument) =>
  statements
    .filter(({ Sid }) => Sid === "ReadersOnly")
    .flatMap(({ Condition }) => listed(Condition?.["ArnNotEquals"]?.["aws:PrincipalArn"]));

const isUse = ({ Effect, Action }: Statement): boolean =>
  Effect === "Allow" &&
  Action.some((action) =>
    /^kms:(Decrypt|Encrypt|GenerateDataKey|Sign|ReEncrypt|CreateGrant)/.test(action),
  );

function usersOf({ Principal, Condition }: Statement): readonly string[] {
  const services = Principal === "*" ? [] : listed(Principal?.Service);
  return [...services, ...listed(Condition?.["ArnEquals"]?.["aws:PrincipalArn"])];
}

const listed = (value: string | readonly string[] | undefined): readonly string[] =>
  typeof value === "string" ? [value] : (value ?? []);

function everyday(context: PlanContext, arns: readonly string[]): readonly string[] {
  const emergency = breakGlass(context).map(context.names.roleArn);
  return arns.filter((arn) => !emergency.includes(arn));
}
