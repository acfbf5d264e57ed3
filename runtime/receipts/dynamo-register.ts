import { randomUUID } from "node:crypto";
import { ConditionalCheckFailedException, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { withDeadline } from "../request/deadline";
import {
  defaultTimeoutMilliseconds,
  receiptKeptUntil,
  receiptKey,
  type Table,
} from "../store/layout";
import type { SingleUseRegister } from "./receipt";

/**
 * The register that all tasks of a callee share: one conditional write for each use. Two uses at the same time are
 * one that is accepted and one that is not. The table forgets a receipt some time after nobody takes it any more.
 */
export function createDynamoRegister(table: Table): SingleUseRegister {
  const { dynamo, tableName, timeoutMilliseconds = defaultTimeoutMilliseconds } = table;
  return {
    async use({ aud, jti, exp }) {
      const use = randomUUID();
      const command = new PutItemCommand({
        TableName: tableName,
        Item: {
          pk: { S: receiptKey(aud, jti) },
          use: { S: use },
          expiresAt: { N: String(receiptKeptUntil(exp)) },
        },
        ConditionExpression: "attribute_not_exists(pk)",
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      });
      try {
        await withDeadline(timeoutMilliseconds, (abortSignal) =>
          dynamo.send(command, { abortSignal }),
        );
        return true;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // The client repeats a write whose answer was lost, and then finds its own.
        return error.Item?.["use"]?.S === use;
      }
    },
  };
}
