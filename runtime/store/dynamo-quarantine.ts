import { type AttributeValue, DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { QuarantineFlags } from "../governance/quarantine";
import { withDeadline } from "../request/deadline";
import { createFresh, type FreshOptions } from "./fresh";
import { defaultTimeoutMilliseconds, quarantineKey, type Table } from "./layout";
import { readItem } from "./read-item";

/**
 * Quarantine flags of the table. A service is quarantined when its item says so; no item means it is not. A flag that
 * is set denies the next decision at most `cacheMilliseconds` later.
 */
export function createDynamoQuarantine(options: Table & FreshOptions): QuarantineFlags {
  const isQuarantined = createFresh(
    async (service) => readFlag(await readItem(options, quarantineKey(service))),
    options,
  );
  return { isQuarantined };
}

function readFlag(item: Readonly<Record<string, AttributeValue>> | undefined): boolean {
  if (item === undefined) return false;
  const flag = item["quarantined"]?.BOOL;
  if (flag === undefined) throw new Error("A quarantine flag of the table is not readable.");
  return flag;
}

/**
 * Quarantines a service; repeating it changes nothing.
 * @throws when the table does not confirm it.
 */
export async function setQuarantine(table: Table, service: string): Promise<void> {
  const { dynamo, tableName, timeoutMilliseconds = defaultTimeoutMilliseconds } = table;
  const Item = { pk: { S: quarantineKey(service) }, quarantined: { BOOL: true } };
  await withDeadline(timeoutMilliseconds, (abortSignal) =>
    dynamo.send(new PutItemCommand({ TableName: tableName, Item }), { abortSignal }),
  );
}

/**
 * Ends the quarantine of a service; repeating it changes nothing.
 * @throws when the table does not confirm it.
 */
export async function liftQuarantine(table: Table, service: string): Promise<void> {
  const { dynamo, tableName, timeoutMilliseconds = defaultTimeoutMilliseconds } = table;
  const Key = { pk: { S: quarantineKey(service) } };
  await withDeadline(timeoutMilliseconds, (abortSignal) =>
    dynamo.send(new DeleteItemCommand({ TableName: tableName, Key }), { abortSignal }),
  );
}
