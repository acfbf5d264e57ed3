import { readFileSync } from "node:fs";
import path from "node:path";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECSClient } from "@aws-sdk/client-ecs";
import { IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { VPCLatticeClient } from "@aws-sdk/client-vpc-lattice";
import { readContainmentSettings } from "../../runtime/containment/settings";
import { createTelemetry, stdoutSink } from "../../runtime/telemetry/writer";
import { createHandler } from "./create-handler";
import { awsPorts } from "./ports";

const clock = () => Date.now();
const settings = readContainmentSettings(
  readFileSync(path.join(__dirname, "settings.json"), "utf8"),
);

// A service that hangs must not keep the next action from being done within the function's time.
const options = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 2000, requestTimeout: 5000 },
};

const clients = {
  dynamo: new DynamoDBClient(options),
  s3: new S3Client(options),
  iam: new IAMClient(options),
  lattice: new VPCLatticeClient(options),
  ec2: new EC2Client(options),
  ecs: new ECSClient(options),
  lambda: new LambdaClient(options),
  secrets: new SecretsManagerClient(options),
  logs: new CloudWatchLogsClient({
    ...options,
    requestHandler: { connectionTimeout: 2000, requestTimeout: 30_000 },
  }),
};

/** Entry point: the workflow invokes it once per step. */
export const handler = createHandler({
  settings,
  ports: awsPorts(clients, settings, clock),
  clock,
  telemetry: createTelemetry({ service: "containment", sink: stdoutSink, clock }),
});
