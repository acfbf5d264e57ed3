import { readFileSync } from "node:fs";
import path from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { createCedarEngine } from "../../runtime/governance/cedar-engine";
import { createTelemetry, stdoutSink } from "../../runtime/telemetry/writer";
import { start } from "./start";

const clock = () => Date.now();

function readBundle(): string | undefined {
  try {
    return readFileSync(path.join(__dirname, "bundle.json"), "utf8");
  } catch {
    return undefined;
  }
}

/** Entry point: callers invoke it through their aliases, a schedule through the alias `heartbeat`. */
export const handler = start({
  environment: process.env,
  bundleText: readBundle(),
  createEngine: (bundle) => createCedarEngine(bundle),
  dynamo: new DynamoDBClient({}),
  kms: new KMSClient({}),
  telemetry: createTelemetry({ service: "governance", sink: stdoutSink, clock }),
  clock,
});
