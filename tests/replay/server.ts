import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { startMoto, withoutContainers } from "../../tools/moto/server";
import type { Clients } from "./contract";

/** A server that plays one account of AWS. */
export interface AccountServer {
  /** Address of every service. */
  readonly endpoint: string;
  /** A client per service. */
  readonly clients: Clients;
  /** Ends it. */
  stop(): Promise<void>;
}

/** Region that the server is asked for. */
export const region = "us-east-1";

/** Starts moto as an account; functions exist there and do nothing when invoked. */
export async function startAccount(accountId: string): Promise<AccountServer> {
  const moto = await startMoto({ accountId });
  const { endpoint } = moto;
  await withoutContainers(endpoint);
  const credentials = { accessKeyId: "testing", secretAccessKey: "testing" };
  const options = { region, endpoint, credentials };
  const clients: Clients = {
    cloudtrail: new CloudTrailClient(options),
    cloudwatch: new CloudWatchClient(options),
    dynamo: new DynamoDBClient(options),
    events: new EventBridgeClient(options),
    iam: new IAMClient(options),
    kms: new KMSClient(options),
    lambda: new LambdaClient(options),
    logs: new CloudWatchLogsClient(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
    secrets: new SecretsManagerClient(options),
    sfn: new SFNClient(options),
    sns: new SNSClient(options),
    sqs: new SQSClient(options),
  };
  return {
    endpoint,
    clients,
    async stop() {
      const open: Readonly<Record<string, { destroy(): void }>> = { ...clients };
      for (const client of Object.values(open)) client.destroy();
      await moto.stop();
    },
  };
}
