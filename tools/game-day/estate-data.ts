import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { CreateFunctionCommand } from "@aws-sdk/client-lambda";
import { CreateBucketCommand, PutObjectLockConfigurationCommand } from "@aws-sdk/client-s3";
import { CreateSecretCommand, RotateSecretCommand } from "@aws-sdk/client-secrets-manager";
import type { ContainableService, ContainmentSettings } from "../../runtime/containment/settings";
import { createTable } from "../demo/table";
import { answered } from "./answered";
import type { Cloud } from "./cloud";
import type { Facts } from "./facts";

/** Stream that everything is written to. */
const logStreamName = "game-day";

/** Creates governance's table, the locked bucket, log groups, rotation functions, and secrets that they rotate. */
export async function createData(
  cloud: Cloud,
  { plan, context }: Facts,
  settings: ContainmentSettings,
): Promise<void> {
  const { clients } = cloud;
  await createTable(clients.dynamo, settings.tableName);
  await createBucket(cloud, plan.evidence);
  for (const service of Object.values(settings.services)) {
    for (const logGroupName of service.logGroups) {
      await clients.logs.send(new CreateLogGroupCommand({ logGroupName }));
      await clients.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
      await writeLines(cloud, logGroupName, [`${logGroupName} works`]);
    }
    await createSecrets(cloud, service, context.names.roleArn);
  }
}

async function createBucket(
  { clients: { s3 } }: Cloud,
  { bucket, objectLock }: Facts["plan"]["evidence"],
) {
  await s3.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }));
  const { mode: Mode, days: Days } = objectLock;
  const Rule = { DefaultRetention: { Mode, Days } };
  await s3.send(
    new PutObjectLockConfigurationCommand({
      Bucket: bucket,
      ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule },
    }),
  );
}

/** The smallest ZIP file, which has no entries. */
const emptyArchive = Buffer.concat([Buffer.from("PK\x05\x06"), Buffer.alloc(18)]);

async function createSecrets(
  { clients: { lambda, secrets } }: Cloud,
  { rotation, secrets: owned }: ContainableService,
  roleArn: (name: string) => string,
): Promise<void> {
  if (rotation === undefined) return;
  const { FunctionArn } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: rotation.functionName,
      Role: roleArn(rotation.roleName),
      Runtime: "nodejs24.x",
      Handler: "index.handler",
      Code: { ZipFile: emptyArchive },
    }),
  );
  for (const { name: Name, rotates } of owned) {
    await secrets.send(new CreateSecretCommand({ Name, SecretString: "before the game day" }));
    if (!rotates) continue;
    await secrets.send(
      new RotateSecretCommand({
        SecretId: Name,
        RotationLambdaARN: answered(FunctionArn, "the function's ARN"),
        RotationRules: { AutomaticallyAfterDays: 30 },
        RotateImmediately: false,
      }),
    );
  }
}

/** Writes lines to a log group, now. */
export async function writeLines(
  { clients: { logs } }: Cloud,
  logGroupName: string,
  lines: readonly string[],
): Promise<void> {
  const timestamp = Date.now();
  const logEvents = lines.map((message) => ({ message, timestamp }));
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
}
