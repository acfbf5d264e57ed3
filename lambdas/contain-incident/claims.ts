import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Claims } from "../../runtime/containment/ports";
import type { Table } from "../../runtime/store/layout";
import { readItem } from "../../runtime/store/read-item";

// Beside the keys of runtime/store/layout.ts. A service's name holds no `#`, so the two kinds never share a key.
const findingKey = (incident: string): string => `incident#${incident}`;
const serviceKey = (service: string): string => `incident#service#${service}`;

/** Claims as items of governance's table, each taken by a conditional write: of several at once, one succeeds. */
export function dynamoClaims(table: Table): Claims {
  return {
    claim: ({ incident, execution, openedAt }) =>
      take(table, { key: findingKey(incident), field: "execution", owner: execution, openedAt }),
    hold: (service, incident) =>
      take(table, { key: serviceKey(service), field: "incident", owner: incident }),
    holderOf: async (service) =>
      textOf(await readItem(table, serviceKey(service)), "incident", "optional"),
    async letGo(service, incident) {
      const command = new DeleteItemCommand({
        TableName: table.tableName,
        Key: { pk: { S: serviceKey(service) } },
        ConditionExpression: "attribute_not_exists(pk) OR #owner = :owner",
        ExpressionAttributeNames: { "#owner": "incident" },
        ExpressionAttributeValues: { ":owner": { S: incident } },
      });
      try {
        await table.dynamo.send(command);
      } catch (error) {
        // Another incident has the service by now.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}

interface Taking {
  readonly key: string;
  readonly field: "execution" | "incident";
  readonly owner: string;
  readonly openedAt?: string;
}

async function take(table: Table, { key, field, owner, openedAt }: Taking): Promise<string> {
  const command = new PutItemCommand({
    TableName: table.tableName,
    Item: {
      pk: { S: key },
      [field]: { S: owner },
      ...(openedAt !== undefined && { openedAt: { S: openedAt } }),
    },
    ConditionExpression: "attribute_not_exists(pk) OR #owner = :owner",
    ExpressionAttributeNames: { "#owner": field },
    ExpressionAttributeValues: { ":owner": { S: owner } },
  });
  try {
    await table.dynamo.send(command);
    return owner;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
  const holder = textOf(await readItem(table, key), field, "required");
  if (holder === undefined) throw new Error("A claim has gone while it was read.");
  return holder;
}

function textOf(
  item: Readonly<Record<string, AttributeValue>> | undefined,
  field: string,
  presence: "required" | "optional",
): string | undefined {
  if (item === undefined && presence === "optional") return undefined;
  const text = item?.[field]?.S;
  if (text === undefined) throw new Error("A claim of the table is not readable.");
  return text;
}
