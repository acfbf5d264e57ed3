import { type AttributeValue, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { withDeadline } from "../request/deadline";
import { defaultTimeoutMilliseconds, type Table } from "./layout";

/**
 * The item under a key, as it is after every write that was answered before; undefined when there is none.
 * @throws when the table does not answer in time.
 */
export async function readItem(
  { dynamo, tableName, timeoutMilliseconds = defaultTimeoutMilliseconds }: Table,
  key: string,
): Promise<Readonly<Record<string, AttributeValue>> | undefined> {
  const command = new GetItemCommand({
    TableName: tableName,
    Key: { pk: { S: key } },
    ConsistentRead: true,
  });
  const answer = await withDeadline(timeoutMilliseconds, (abortSignal) =>
    dynamo.send(command, { abortSignal }),
  );
  return answer.Item;
}
