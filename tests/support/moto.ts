import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { createTable } from "../../tools/demo/table";
import { isMotoInstalled } from "../../tools/moto/install";
import { type Moto, startMoto } from "../../tools/moto/server";

/** Skips what needs moto where it is not installed, and says how to change that. */
export function needsMoto(context: Mocha.Context): void {
  if (isMotoInstalled()) return;
  console.log("      moto is not installed: npm run moto:install");
  context.skip();
}

/** Moto and clients of it. */
export interface MotoClients {
  readonly dynamo: DynamoDBClient;
  readonly kms: KMSClient;
  /** Makes an empty governance table. */
  table(): Promise<{ readonly dynamo: DynamoDBClient; readonly tableName: string }>;
  stop(): Promise<void>;
}

/** Starts moto, with clients whose credentials are made up. */
export async function startMotoClients(): Promise<MotoClients> {
  const moto: Moto = await startMoto();
  const options = {
    region: "us-east-1",
    endpoint: moto.endpoint,
    credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
  };
  const dynamo = new DynamoDBClient(options);
  const kms = new KMSClient(options);
  let tables = 0;
  return {
    dynamo,
    kms,
    async table() {
      tables += 1;
      const tableName = `governance-${String(tables)}`;
      await createTable(dynamo, tableName);
      return { dynamo, tableName };
    },
    async stop() {
      dynamo.destroy();
      kms.destroy();
      await moto.stop();
    },
  };
}
