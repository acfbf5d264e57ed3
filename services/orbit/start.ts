import { STSClient } from "@aws-sdk/client-sts";
import { assumeAccessRole } from "../../runtime/request/access-role";
import { keepCredentials } from "../../runtime/request/credentials";
import { lambdaDecisionPoint } from "../../runtime/request/decision-client";
import { createGovernedCaller } from "../../runtime/request/governed-call";
import type { Target } from "../../runtime/request/targets";
import { createTelemetry, stdoutSink } from "../../runtime/telemetry/writer";
import { tlsSource } from "../http/listening";
import { type Startable, tellFailure } from "../http/run";
import type { Environment } from "../http/settings";
import { loadTls } from "../http/tls";
import { type OrbitConfig, readOrbitConfig } from "./config";
import { keepIdentityToken } from "./identity-token";
import { createOrbit } from "./service";

/**
 * Orbit as its environment describes it.
 * @throws SettingsError with every problem of the environment.
 */
export async function startOrbit(environment: Environment): Promise<Startable> {
  const config = readOrbitConfig(environment);
  const server = createOrbit({
    tls: await loadTls(tlsSource(config)),
    caller: governedCaller(config),
    axonUrl: config.AXON_URL,
    onFailure: tellFailure(),
  });
  return { server, port: config.PORT, host: config.BIND_HOST };
}

function governedCaller(config: OrbitConfig) {
  const {
    AWS_REGION: region,
    ACCESS_ROLE_ARN: roleArn,
    IDENTITY_TOKEN_AUDIENCE: audience,
  } = config;
  const clock = Date.now;
  const sts = new STSClient({ region });
  const load =
    roleArn === undefined
      ? () => sts.config.credentials()
      : assumeAccessRole({ sts, roleArn, service: "orbit" });
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
    telemetry: createTelemetry({ service: "orbit", sink: stdoutSink, clock }),
    clock,
    // A model needs longer than most callees.
    limits: { attemptMilliseconds: 25_000, totalMilliseconds: 30_000 },
  });
}

function axonTarget({ AXON_URL, AXON_SIGNING: signing, AWS_REGION: region }: OrbitConfig): Target {
  const { hostname: host, port } = new URL(AXON_URL);
  return { service: "axon", host, ...(port !== "" && { port: Number(port) }), signing, region };
}
