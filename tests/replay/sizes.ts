import { GetAccountSummaryCommand } from "@aws-sdk/client-iam";
import type { Clients, Replayed } from "./contract";
import { text } from "./values";

/** Documents of IAM that are larger than the account's quota for them. */
export interface Oversize {
  /** Name of the policy or role. */
  readonly of: string;
  /** Quota in the account's summary. */
  readonly quota: string;
  /** How many characters there are; IAM counts no white space. */
  readonly characters: number;
}

/**
 * Documents that exceed the quotas which IAM states in the account's summary: those of managed policies and of
 * trust policies singly, those of inline policies by role. Moto states the quotas and enforces none.
 */
export async function oversizes(
  { iam }: Clients,
  resources: readonly Replayed[],
): Promise<readonly Oversize[]> {
  const { SummaryMap = {} } = await iam.send(new GetAccountSummaryCommand({}));
  const limits: Readonly<Record<string, number>> = SummaryMap;
  return sizes(resources).filter(({ quota, characters }) => {
    const limit = limits[quota];
    if (limit === undefined) throw new Error(`The summary states no ${quota}.`);
    return characters > limit;
  });
}

function sizes(resources: readonly Replayed[]): readonly Oversize[] {
  const inline = new Map<string, number>();
  const single: Oversize[] = [];
  for (const { type, inputs } of resources) {
    const add = (quota: string, property: string) =>
      single.push({ of: text(inputs, "name"), quota, characters: sizeOf(text(inputs, property)) });
    if (type === "aws:iam/policy:Policy") add("PolicySizeQuota", "policy");
    if (type === "aws:iam/role:Role") add("AssumeRolePolicySizeQuota", "assumeRolePolicy");
    if (type !== "aws:iam/rolePolicy:RolePolicy") continue;
    const role = text(inputs, "role");
    inline.set(role, (inline.get(role) ?? 0) + sizeOf(text(inputs, "policy")));
  }
  const quota = "RolePolicySizeQuota";
  return [...single, ...[...inline].map(([of, characters]) => ({ of, quota, characters }))];
}

const sizeOf = (document: string): number => document.replaceAll(/\s/g, "").length;
