import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { IAMClient } from "@aws-sdk/client-iam";
import { S3Client } from "@aws-sdk/client-s3";
import { SNSClient } from "@aws-sdk/client-sns";
import { readSettings } from "../../runtime/review/settings";
import { readWaivers } from "../../runtime/review/waivers";
import { createEvidenceBucket } from "../../runtime/store/evidence-bucket";
import { createTelemetry, stdoutSink } from "../../runtime/telemetry/writer";
import { alertTopic } from "./alert-topic";
import { createHandler } from "./create-handler";
import { readCredentials, readKeyIds } from "./environment";
import { findingSources } from "./finding-sources";
import { logsInsights } from "./logs-insights";
import { roleUse } from "./role-use";
import { signedJson } from "./signed-json";

const now = () => Date.now();
const textOf = (file: string) => readFileSync(path.join(__dirname, file), "utf8");
const settings = readSettings(textOf("settings.json"));
const waivers = readWaivers(textOf("waivers.json"));
const ask = signedJson({
  region: process.env["AWS_REGION"] ?? "",
  credentials: () => readCredentials(process.env),
  fetch,
});

/** Entry point: a schedule invokes it, or somebody with the week they want. */
export const handler = createHandler({
  declared: { settings, keyIds: readKeyIds(process.env, settings.keys.length), waivers },
  ports: {
    logs: logsInsights(new CloudWatchLogsClient({})),
    roles: roleUse(new IAMClient({})),
    findings: findingSources(ask),
    evidence: createEvidenceBucket(new S3Client({}), settings.bucket),
    tell: alertTopic(new SNSClient({}), settings.topicArn),
  },
  telemetry: createTelemetry({ service: "access-review", sink: stdoutSink, clock: now }),
  now,
  sleep,
});
