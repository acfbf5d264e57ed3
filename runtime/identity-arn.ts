/** A role of IAM, as an ARN names it. */
export interface RoleIdentity {
  /** Partition, for example `aws`. */
  readonly partition: string;
  /** Account, twelve digits. */
  readonly accountId: string;
  /** Name of the role, without its path: names are unique in an account. */
  readonly roleName: string;
}

const longestArn = 2048;

// Characters of names and paths as IAM and STS allow them. A session name is only skipped: its holder chose it.
const sessionArn =
  /^arn:([a-z-]+):sts::([0-9]{12}):assumed-role\/([\w+=,.@-]{1,64})\/[\w+=,.@-]{2,64}$/;
const roleArn =
  /^arn:([a-z-]+):iam::([0-9]{12}):role\/(?:[\x21-\x2e\x30-\x7e]+\/)*([\w+=,.@-]{1,64})$/;

/** The role behind the ARN of a role or of one of its sessions; undefined for every other principal. */
export function parseRoleArn(arn: string): RoleIdentity | undefined {
  if (arn.length > longestArn) return undefined;
  const match = sessionArn.exec(arn) ?? roleArn.exec(arn);
  if (match === null) return undefined;
  const [, partition = "", accountId = "", roleName = ""] = match;
  return { partition, accountId, roleName };
}

/** Whose roles act for which service. */
export interface ServiceRoles {
  /** Partition that the roles live in. */
  readonly partition: string;
  /** Account that the roles live in. */
  readonly accountId: string;
  /** Names of the roles whose sessions act for a service, by service. */
  readonly roleNames: Readonly<Record<string, readonly string[]>>;
}

/**
 * Maps an ARN that the transport verified to a service: by exact partition, account and role name.
 * @throws when a role acts for two services.
 */
export function serviceOfArn({
  partition,
  accountId,
  roleNames,
}: ServiceRoles): (arn: string) => string | undefined {
  const services = new Map<string, string>();
  for (const [service, names] of Object.entries(roleNames)) {
    for (const name of new Set(names)) {
      const other = services.get(name);
      if (other !== undefined) throw new Error(`role ${name} acts for ${other} and for ${service}`);
      services.set(name, service);
    }
  }
  return (arn) => {
    const role = parseRoleArn(arn);
    const isHere = role?.partition === partition && role.accountId === accountId;
    return isHere ? services.get(role.roleName) : undefined;
  };
}
