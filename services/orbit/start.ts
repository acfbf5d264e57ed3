import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { STSClient } from "@aws-sdk/client-sts";
import { assumeAccessRole } from "../../runtime/request/access-role";
import { type CredentialProvider, keepCredentials } from "../../runtime/request/credentials";
import { lambdaDecisionPoint } from "../../runtime/request/decision-client";
import { createGovernedCaller } from "../../runtime/request/governed-call";
import type { Target } from "../../runtime/request/targets";
import type { Telemetry } from "../../runtime/telemetry/telemetry";
import { createTelemetry, stdoutSink } from "../../runtime/telemetry/writer";
import { tlsSource } from "../http/listening";
import { type Startable, tellFailure } from "../http/run";
import type { Environment } from "../http/settings";
import { loadTls } from "../http/tls";
import { createVerification } from "../http/verification";
import { type OrbitConfig, readOrbitConfig } from "./config";
import { keepIdentityToken } from "./identity-token";
import { createOrbit, type Inbound } from "./service";

const clock = Date.now;

/**
 * Orbit as its environment describes it.
 * @throws SettingsError with every problem of the environment.
 */
export async function startOrbit(environment: Environment): Promise<Startable> {
  const config = readOrbitConfig(environment);
  const telemetry = createTelemetry({ service: "orbit", sink: stdoutSink, clock });
  const server = createOrbit({
    tls: await loadTls(tlsSource(config)),
    inbound: inboundOf(config, telemetry),
    caller: governedCaller(config, telemetry),
    axonUrl: config.AXON_URL,
    onFailure: tellFailure(),
  });
  return { server, port: config.PORT, host: config.BIND_HOST };
}

function inboundOf(config: OrbitConfig, telemetry: Telemetry): Inbound {
  if (config.INBOUND === "network") return { kind: "network" };
  const dynamo = () => new DynamoDBClient({ maxAttempts: 2 });
  const verifier = createVerification(config, { service: "orbit", dynamo, telemetry, clock });
  return { kind: "governed", verifier, telemetry };
}

function governedCaller(config: OrbitConfig, telemetry: Telemetry) {
  const { AWS_REGION: region, IDENTITY_TOKEN_AUDIENCE: audience } = config;
  const sts = new STSClient({ region });
  const load = credentialSource(config, sts);
  const credentials = keepCredentials({ load, clock });
  const token = audience === undefined ? undefined : keepIdentityToken({ sts, audience, clock });
  return createGovernedCaller({
    service: "orbit",
    targets: [axonTarget(config)],
    decisionPoint: lambdaDecisionPoint({
      aliasArn: config.GOVERNANCE_ALIAS_ARN,
      client: { region },
    }),
    credentialsFor: () => credentials(),
    ...(token && { identityTokenFor: () => token() }),
    telemetry,
    clock,
    // A model needs longer than most callees.
    limits: { attemptMilliseconds: 25_000, totalMilliseconds: 30_000 },
  });
}

/** Sessions of the access role for axon, limited to the path that orbit calls; without a role, the task's own. */
function credentialSource(
  { ACCESS_ROLE_ARN: roleArn, AXON_SERVICE_ARN: serviceArn = "", AXON_URL }: OrbitConfig,
  sts: STSClient,
): CredentialProvider {
  if (roleArn === undefined) return () => sts.config.credentials();
  const calls = { serviceArn, paths: [new URL(AXON_URL).pathname] };
  return assumeAccessRole({ sts, roleArn, service: "orbit", calls });
}

function axonTarget({ AXON_URL, AXON_SIGNING: signing, AWS_REGION: region }: OrbitConfig): Target {
  const { hostname: host, port } = new URL(AXON_URL);
  return { service: "axon", host, ...(port !== "" && { port: Number(port) }), signing, region };
}
