import type { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import type { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { KMSClient } from "@aws-sdk/client-kms";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { S3Client } from "@aws-sdk/client-s3";
import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SFNClient } from "@aws-sdk/client-sfn";
import type { SNSClient } from "@aws-sdk/client-sns";
import type { SQSClient } from "@aws-sdk/client-sqs";

/** One client per AWS service that the estate is created with. */
export interface Clients {
  readonly cloudtrail: CloudTrailClient;
  readonly cloudwatch: CloudWatchClient;
  readonly dynamo: DynamoDBClient;
  readonly events: EventBridgeClient;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;
  readonly secrets: SecretsManagerClient;
  readonly sfn: SFNClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
}

/** Properties under the names that the Pulumi provider gives them. */
export type Inputs = Readonly<Record<string, unknown>>;

/** What AWS answered for a created resource. */
export interface Created {
  /** Id, as the provider makes it. */
  readonly id: string;
  /** Outputs beside the inputs, such as the ARN. @default - none */
  readonly outputs?: Inputs;
}

/** A resource that was created. */
export interface Replayed {
  /** Type token. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Properties that the program declared, all known. */
  readonly inputs: Inputs;
  /** What AWS answered. */
  readonly created: Created;
}

/** How resources of a type are created and read back, as the provider does it. */
export interface Replay {
  /** Creates one. */
  create(clients: Clients, inputs: Inputs): Promise<Created>;
  /** Its properties as AWS reports them now; a property that AWS lacks is undefined. */
  read(clients: Clients, resource: Replayed): Promise<Inputs>;
  /** Properties that no call reports, each with the reason. @default - none */
  readonly unread?: Readonly<Record<string, string>>;
}

/** Ways to replay, by type token. */
export type ReplayTable = Readonly<Record<string, Replay>>;
