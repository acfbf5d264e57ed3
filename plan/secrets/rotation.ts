import type { Config } from "../../config/resolve";
import type { Rotation } from "../../config/rotation";
import type { PlanContext } from "../context";

/** How a rotation function replaces a value: what it reads for each secret from its environment. */
export type RotationStrategy =
  | { readonly kind: "generated" }
  | {
      readonly kind: "postgres-single";
      readonly host: string;
      readonly port: number;
      readonly database: string;
      readonly username: string;
    }
  | {
      readonly kind: "postgres-dual";
      readonly host: string;
      readonly port: number;
      readonly database: string;
      readonly usernames: readonly [string, string];
      readonly administratorSecret: string;
    }
  | { readonly kind: "http-provider"; readonly url: string };

/** A database that a rotation function connects to. */
export interface RotatedDatabase {
  /** Addresses of its subnets. */
  readonly cidr: string;
  /** TCP port. */
  readonly port: number;
}

/** The secret of a user who changes the passwords of others; it exists outside the stack. */
export interface AdministratorSecret {
  /** ARN of the secret. */
  readonly secretArn: string;
  /** ARN of the key that encrypts it. */
  readonly keyArn: string;
}

type Services = Pick<Config, "services">;

const rotationsOf = ({ services }: Services, service: string): readonly Rotation[] =>
  Object.values(services[service]?.rotations ?? {});

/** Services whose secrets are rotated, in their order. */
export const rotatedServices = (config: Services): readonly string[] =>
  Object.keys(config.services).filter((service) => rotationsOf(config, service).length > 0);

/**
 * Whether the rotation function of a service stands in the VPC: where it has a database to reach, and nowhere else,
 * because to stand there takes rights over every network interface of the account (docs/decisions/0017).
 */
export const rotatesInVpc = (config: Services, service: string): boolean =>
  rotatedDatabases(config, service).length > 0;

/** Services whose rotation function stands in the VPC. */
export const servicesRotatedInVpc = (config: Services): readonly string[] =>
  rotatedServices(config).filter((service) => rotatesInVpc(config, service));

/** The databases that the rotation function of a service connects to, each once. */
export function rotatedDatabases(config: Services, service: string): readonly RotatedDatabase[] {
  const databases = rotationsOf(config, service).flatMap((rotation) =>
    "cidr" in rotation ? [{ cidr: rotation.cidr, port: rotation.port }] : [],
  );
  return [...new Map(databases.map((one) => [`${one.cidr} ${String(one.port)}`, one])).values()];
}

/** The administrators' secrets that the rotation function of a service reads, each once. */
export function administratorSecrets(
  config: Services,
  service: string,
): readonly AdministratorSecret[] {
  const secrets = rotationsOf(config, service).flatMap((rotation) =>
    rotation.strategy === "postgres-dual"
      ? [{ secretArn: rotation.administratorSecretArn, keyArn: rotation.administratorKeyArn }]
      : [],
  );
  return [...new Map(secrets.map((one) => [one.secretArn, one])).values()];
}

/**
 * Whether the first rotation may start as soon as it is configured. Every other strategy begins with a value that an
 * operator stores (docs/secrets.md).
 */
export const makesFirstValue = ({ strategy }: Rotation): boolean => strategy === "generated";

/** Names of the secrets of a service whose first value an operator stores. */
export const storedFirst = ({ services }: Services, service: string): readonly string[] =>
  Object.entries(services[service]?.rotations ?? {})
    .filter(([, rotation]) => !makesFirstValue(rotation))
    .map(([secret]) => secret);

/** The environment of a rotation function: which secrets it may touch, and how. No value, and nothing that leads to one. */
export function rotationEnvironment(
  { config, environment, names }: PlanContext,
  service: string,
): Readonly<Record<string, string>> {
  const rotations = Object.entries(config.services[service]?.rotations ?? {});
  const secrets = Object.fromEntries(
    rotations.map(([secret, rotation]) => [names.secretArn(service, secret), strategyOf(rotation)]),
  );
  return {
    ROTATION: JSON.stringify({ secrets }),
    SECRETS_MANAGER_ENDPOINT: `https://secretsmanager.${environment.region}.amazonaws.com`,
  };
}

function strategyOf(rotation: Rotation): RotationStrategy {
  switch (rotation.strategy) {
    case "generated":
      return { kind: rotation.strategy };
    case "http-provider":
      return { kind: rotation.strategy, url: rotation.url };
    case "postgres-single": {
      const { strategy: kind, host, port, database, username } = rotation;
      return { kind, host, port, database, username };
    }
    case "postgres-dual": {
      const { strategy: kind, host, port, database, usernames } = rotation;
      const administratorSecret = rotation.administratorSecretArn;
      return { kind, host, port, database, usernames, administratorSecret };
    }
  }
}
