import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { createTelemetry, stdoutSink } from "../../runtime/telemetry/writer";
import { createHandler } from "./create-handler";
import { readSettings } from "./environment";
import { postgresDatabase } from "./postgres";
import { secretsManagerStore } from "./secrets-manager-store";

const clock = () => Date.now();
const { strategyOf, secretsManagerEndpoint, databaseCaFile } = readSettings(process.env);

const client = new SecretsManagerClient({
  ...(secretsManagerEndpoint !== undefined && { endpoint: secretsManagerEndpoint }),
});

/** Entry point: Secrets Manager invokes it once per step. */
export const handler = createHandler({
  strategyOf,
  store: secretsManagerStore(client),
  postgres: postgresDatabase({ readCa: () => readFileSync(databaseCaFile, "utf8") }),
  fetch,
  telemetry: createTelemetry({ service: "rotate-secret", sink: stdoutSink, clock }),
  clock,
  sleep,
});
