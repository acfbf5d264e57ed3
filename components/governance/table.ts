import * as dynamodb from "@pulumi/aws/dynamodb";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernanceTablePlan } from "../../plan/governance/table";
import { required } from "../find";

/** What the table is made from. */
export interface TableArgs {
  /** Table and its first item. */
  readonly plan: GovernanceTablePlan;
  /** ARNs of keys by logical name. */
  readonly keyArns: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The table, and the item that tells callees which policies they take receipts of. */
export interface GovernanceTable {
  /** The table. */
  readonly table: dynamodb.Table;
  /** The item; whatever moves to new policies waits for it. */
  readonly acceptedPolicies: dynamodb.TableItem;
}

/** Declares the table of quarantine flags, used receipts and accepted policies. */
export function createTable(
  name: string,
  { plan, keyArns }: TableArgs,
  parent: pulumi.Resource,
): GovernanceTable {
  const table = new dynamodb.Table(
    `${name}-table`,
    {
      name: plan.name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: plan.hashKey,
      attributes: [{ name: plan.hashKey, type: "S" }],
      ttl: { attributeName: plan.expiryAttribute, enabled: true },
      serverSideEncryption: { enabled: true, kmsKeyArn: required(keyArns, plan.encryptionKey) },
      pointInTimeRecovery: { enabled: true },
      // Deleting it would lift every quarantine and forget every receipt.
      deletionProtectionEnabled: true,
      tags: plan.tags,
    },
    { parent, protect: plan.protect, deleteBeforeReplace: true },
  );
  const acceptedPolicies = new dynamodb.TableItem(
    `${name}-accepted-policies`,
    { tableName: table.name, hashKey: plan.hashKey, item: plan.acceptedPolicies },
    { parent },
  );
  return { table, acceptedPolicies };
}
