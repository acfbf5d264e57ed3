import https from "node:https";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateKeyCommand, GetPublicKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  CreateSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { type Moto, startMoto, type TlsFiles } from "../moto/server";
import type { LocalEstate } from "./estate";
import { acceptPolicies, createTable } from "./table";

/** What AWS would hold for the estate: table, key and secrets, in moto. */
export interface Cloud {
  /** Address of moto. */
  readonly endpoint: string;
  /** Process id of moto. */
  readonly pid: number;
  /** The governance table. */
  readonly table: { readonly dynamo: DynamoDBClient; readonly tableName: string };
  /** Id of the key that receipts are traced back to. */
  readonly receiptKeyId: string;
  /** Its public key, in base64 of DER. */
  readonly receiptPublicKey: string;
  /** Reads a secret, as the agent of ECS does before it starts a task. */
  secret(name: string): Promise<string>;
  /** Ends it. */
  stop(): Promise<void>;
}

/** What the cloud is made of. */
export interface CloudOptions {
  readonly estate: LocalEstate;
  /** Certificate of moto. */
  readonly files: TlsFiles;
  /** The authority that it comes from. */
  readonly ca: string;
  /** Secrets by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Told each line that moto writes. */
  readonly onLine: (text: string) => void;
}

/** Starts moto and fills it with what the estate declares. */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { files: tls, onLine } = options;
  const moto = await startMoto({ tls, onLine });
  try {
    return await fill({ ...options, moto });
  } catch (error) {
    await moto.stop();
    throw error;
  }
}

async function fill({
  estate,
  moto,
  ca,
  secrets,
}: CloudOptions & { readonly moto: Moto }): Promise<Cloud> {
  const agent = new https.Agent({ ca });
  const options = {
    region: estate.region,
    endpoint: moto.endpoint,
    // moto looks at no credentials.
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    requestHandler: { httpsAgent: agent },
  };
  const dynamo = new DynamoDBClient(options);
  const kms = new KMSClient(options);
  const manager = new SecretsManagerClient(options);
  const tableName = estate.governance;
  await createTable(dynamo, tableName);
  await acceptPolicies(dynamo, tableName, estate.bundle.digest);
  for (const [Name, SecretString] of Object.entries(secrets)) {
    await manager.send(new CreateSecretCommand({ Name, SecretString }));
  }
  return {
    ...{ endpoint: moto.endpoint, pid: moto.pid, table: { dynamo, tableName } },
    ...(await makeReceiptKey(kms)),
    async secret(name) {
      const { SecretString } = await manager.send(new GetSecretValueCommand({ SecretId: name }));
      return SecretString ?? "";
    },
    async stop() {
      for (const client of [dynamo, kms, manager]) client.destroy();
      agent.destroy();
      await moto.stop();
    },
  };
}

async function makeReceiptKey(kms: KMSClient) {
  const created = await kms.send(
    new CreateKeyCommand({ KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" }),
  );
  const receiptKeyId = created.KeyMetadata?.KeyId ?? "";
  const { PublicKey = [] } = await kms.send(new GetPublicKeyCommand({ KeyId: receiptKeyId }));
  return { receiptKeyId, receiptPublicKey: Buffer.from(PublicKey).toString("base64") };
}
