import { CreateTableCommand, type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { acceptedPoliciesKey } from "../../runtime/store/layout";

/** Makes a table with the key that the estate's own has. */
export async function createTable(dynamo: DynamoDBClient, tableName: string): Promise<void> {
  await dynamo.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    }),
  );
}

/** Writes the one policy digest that callees accept. */
export async function acceptPolicies(
  dynamo: DynamoDBClient,
  tableName: string,
  current: string,
): Promise<void> {
  const Item = { pk: { S: acceptedPoliciesKey }, current: { S: current } };
  await dynamo.send(new PutItemCommand({ TableName: tableName, Item }));
}
