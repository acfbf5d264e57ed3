import type { PlanContext } from "../context";
import { logicalNames } from "../naming";
import type { Tags } from "../tags";

/** Name of the table's only key attribute. */
export const partitionKey = "pk";

/** Where things are in the table. Every role is held to the keys it needs (`dynamodb:LeadingKeys`). */
export const tableKeys = {
  /** The policies whose receipts callees accept. */
  acceptedPolicies: "policy#accepted",
  /** Pattern of the flags that say which services are quarantined. */
  quarantine: "quarantine#*",
  /** Pattern of the incidents that an execution works on. */
  incident: "incident#*",
  /** Pattern of the receipts that a callee has seen. */
  receiptsOf: (callee: string) => `receipt#${callee}#*`,
} as const;

/** The one table that governance and callees share. */
export interface GovernanceTablePlan {
  /** Physical name. */
  readonly name: string;
  /** Name of the partition key, a string. */
  readonly hashKey: string;
  /** Attribute with the epoch second after which DynamoDB may delete an item. */
  readonly expiryAttribute: "expiresAt";
  /** Logical name of the key that encrypts it. */
  readonly encryptionKey: string;
  /** The policies that callees accept receipts of, as an item in DynamoDB's JSON. */
  readonly acceptedPolicies: string;
  /** Whether Pulumi refuses to delete it; AWS refuses in any environment. */
  readonly protect: boolean;
  /** Tags. */
  readonly tags: Tags;
}

/** Plans the table and what it says about accepted policies. */
export function planTable(
  { config, names, tags }: PlanContext,
  policyDigest: string,
): GovernanceTablePlan {
  return {
    name: names.governance,
    hashKey: partitionKey,
    expiryAttribute: "expiresAt",
    encryptionKey: logicalNames.estateKey("governance"),
    acceptedPolicies: acceptedItem(policyDigest, config.governance.overlap),
    protect: config.protectData,
    tags,
  };
}

interface Overlap {
  readonly previousDigest: string;
  readonly until: string;
}

function acceptedItem(current: string, overlap: Overlap | undefined): string {
  const previous = overlap && {
    previous: { S: overlap.previousDigest },
    previousUntil: { N: String(Math.floor(Date.parse(overlap.until) / 1000)) },
  };
  return JSON.stringify({
    [partitionKey]: { S: tableKeys.acceptedPolicies },
    current: { S: current },
    ...previous,
  });
}
