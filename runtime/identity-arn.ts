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
export function roleOf(arn: string): RoleIdentity | undefined {
  if (arn.length > longestArn) return undefined;
  const match = sessionArn.exec(arn) ?? roleArn.exec(arn);
  const [, partition, accountId, roleName] = match ?? [];
  if (partition === undefined || accountId === undefined || roleName === undefined)
    return undefined;
  return { partition, accountId, roleName };
}

/** Whose roles act for which service. */
export interface RoleOwners {
  /** Partition and account that the roles live in. */
  readonly account: { readonly partition: string; readonly accountId: string };
  /** Services by name, with the names of the roles whose sessions act for them. */
  readonly services: Readonly<Record<string, { readonly roleNames: readonly string[] }>>;
}

/**
 * Maps an ARN that the transport verified to a service: by exact partition, account and role name.
 * A role that two services claim stands for neither.
 */
export function serviceByRole({
  account,
  services,
}: RoleOwners): (arn: string) => string | undefined {
  const owners = new Map<string, string | undefined>();
  for (const [service, { roleNames }] of Object.entries(services)) {
    for (const roleName of new Set(roleNames)) {
      owners.set(roleName, owners.has(roleName) ? undefined : service);
    }
  }
  return (arn) => {
    const role = roleOf(arn);
    if (role === undefined) return undefined;
    const isHere = role.partition === account.partition && role.accountId === account.accountId;
    return isHere ? owners.get(role.roleName) : undefined;
  };
}
