import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECSClient } from "@aws-sdk/client-ecs";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { VPCLatticeClient } from "@aws-sdk/client-vpc-lattice";
import type { Environment } from "../../plan/environment";
import { startMoto, withoutContainers } from "../moto/server";
import { addStandIns, type StandInFacts } from "./stand-ins";

/** An account of AWS that moto plays, with a client for each service. */
export interface Cloud {
  /** Clients: those of containment's function, and those that people are reached by. */
  readonly clients: ReturnType<typeof clientsOf>;
  /** What the stand-ins are told once the estate is there; empty before. */
  readonly standIns: StandInFacts;
  /** Forgets everything that was created. */
  reset(): Promise<void>;
  /** Ends it. */
  stop(): Promise<void>;
}

/** Starts moto as the account of a stack. */
export async function startCloud({ accountId, region }: Environment): Promise<Cloud> {
  const moto = await startMoto({ accountId });
  const clients = clientsOf(moto.endpoint, region);
  const standIns: StandInFacts = { latticeIds: new Map(), tasks: new Map() };
  addStandIns(clients, standIns);
  const stop = async () => {
    const open: Readonly<Record<string, { destroy(): void }>> = { ...clients };
    for (const client of Object.values(open)) client.destroy();
    await moto.stop();
  };
  try {
    await withoutContainers(moto.endpoint);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    clients,
    standIns,
    async reset() {
      await post(`${moto.endpoint}/moto-api/reset`, {});
      standIns.latticeIds.clear();
      standIns.tasks.clear();
    },
    stop,
  };
}

/** A client for each service of AWS that containment and its people call. */
export function clientsOf(endpoint: string, region: string) {
  const credentials = { accessKeyId: "testing", secretAccessKey: "testing" };
  const options = { region, endpoint, credentials };
  return {
    dynamo: new DynamoDBClient(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
    iam: new IAMClient(options),
    lattice: new VPCLatticeClient(options),
    ec2: new EC2Client(options),
    ecs: new ECSClient(options),
    lambda: new LambdaClient(options),
    secrets: new SecretsManagerClient(options),
    logs: new CloudWatchLogsClient(options),
    sns: new SNSClient(options),
    sqs: new SQSClient(options),
  };
}

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`moto answers ${url} with ${String(answer.status)}`);
}
