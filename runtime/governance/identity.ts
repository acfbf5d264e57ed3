import { serviceOfArn } from "../identity-arn";
import type { PolicyBundle } from "./bundle";

/** What the transport verified about a caller. A body never becomes one of these. */
export type TransportIdentity =
  | {
      readonly kind: "alias";
      /** ARN that was invoked, with its alias: only one role may invoke it. */
      readonly invokedArn: string;
      /** Name of the function itself. */
      readonly functionName: string;
    }
  | {
      readonly kind: "principal";
      /** ARN of the role or session that VPC Lattice or IAM verified. */
      readonly arn: string;
    };

/** Makes the function that maps a verified identity to a service; undefined when it stands for none. */
export function serviceOfIdentity(
  bundle: PolicyBundle,
): (identity: TransportIdentity) => string | undefined {
  const { account, services } = bundle;
  const names = new Set(Object.keys(services));
  const byRole = serviceOfArn({
    ...account,
    roleNames: Object.fromEntries(
      Object.entries(services).map(([name, { roleNames }]) => [name, roleNames]),
    ),
  });
  return (identity) => {
    if (identity.kind === "principal") return byRole(identity.arn);
    const alias = aliasOf(identity, account);
    return alias !== undefined && names.has(alias) ? alias : undefined;
  };
}

const invokedArnPattern =
  /^arn:([a-z-]+):lambda:[a-z0-9-]{1,40}:([0-9]{12}):function:([A-Za-z0-9-_]{1,64}):([A-Za-z0-9-_]{1,128})$/;

/** Alias of an invoked ARN of the function itself, in its account. */
function aliasOf(
  { invokedArn, functionName }: Extract<TransportIdentity, { kind: "alias" }>,
  account: PolicyBundle["account"],
): string | undefined {
  const match = invokedArnPattern.exec(invokedArn);
  if (match === null) return undefined;
  const [, partition, accountId, invokedName, alias] = match;
  const isOwn =
    partition === account.partition &&
    accountId === account.accountId &&
    invokedName === functionName;
  return isOwn ? alias : undefined;
}
