import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { createTelemetry, stdoutSink } from "../../runtime/telemetry/writer";
import { tlsSource } from "../http/listening";
import { type Startable, tellFailure } from "../http/run";
import type { Environment } from "../http/settings";
import { loadTls } from "../http/tls";
import { createVerification } from "../http/verification";
import { bedrockReasoner } from "./bedrock-reasoner";
import { readAxonConfig } from "./config";
import { offlineReasoner } from "./offline-reasoner";
import type { Reasoner } from "./reasoner";
import { createAxon } from "./service";

/**
 * Axon as its environment describes it.
 * @throws SettingsError with every problem of the environment.
 */
export async function startAxon(environment: Environment): Promise<Startable> {
  const config = readAxonConfig(environment);
  const clock = Date.now;
  const telemetry = createTelemetry({ service: "axon", sink: stdoutSink, clock });
  const verifier = createVerification(config, {
    service: "axon",
    dynamo: () => new DynamoDBClient({ maxAttempts: 2 }),
    telemetry,
    clock,
  });
  const server = createAxon({
    tls: await loadTls(tlsSource(config)),
    verifier,
    reasoner: config.REASONER === "bedrock" ? bedrock(config.BEDROCK_MODEL_ID) : offlineReasoner,
    telemetry,
    onFailure: tellFailure(),
  });
  return { server, port: config.PORT, host: config.BIND_HOST };
}

function bedrock(modelId = ""): Reasoner {
  const client = new BedrockRuntimeClient({ maxAttempts: 2 });
  return bedrockReasoner({
    converse: (input, abortSignal) => client.send(new ConverseCommand(input), { abortSignal }),
    modelId,
  });
}
