import https from "node:https";
import { lambdaDecisionPoint } from "../../runtime/request/decision-client";
import { createGovernedCaller, type GovernedCaller } from "../../runtime/request/governed-call";
import { acceptCorrelation, withCorrelation } from "../../runtime/telemetry/correlation";
import { createTelemetry } from "../../runtime/telemetry/writer";
import { axonUrl, lambdaEndpoint, type OrbitPorts, type Surroundings } from "./environments";
import { httpsFetch } from "./https-fetch";
import type { Journal } from "./journal";

/** Where a stand-in works. */
export interface StandInPlace {
  readonly around: Surroundings;
  readonly ports: OrbitPorts;
  readonly journal: Journal;
}

/** What a stand-in asks for. */
export interface StandInCall {
  /** Service that it has the credentials of. */
  readonly service: string;
  readonly intent: string;
  readonly correlationId: string;
}

/**
 * Code of an attacker inside a service: it has the service's credentials and the caller's library, and asks orbit's
 * alias for what the service's own program never would. Why it was refused, or `sent`.
 */
export async function standIn(place: StandInPlace, call: StandInCall): Promise<string> {
  const agent = new https.Agent({ ca: place.around.workshop.authority.cert });
  const caller = callerOf(place, call.service, agent);
  const correlation = acceptCorrelation(call.correlationId);
  const url = axonUrl(place.ports.axon);
  const result = await withCorrelation(correlation, () =>
    caller.call({ intent: call.intent, method: "POST", url, body: '{"task":"Delete it."}' }),
  );
  agent.destroy();
  return result.outcome === "sent" ? "sent" : result.reason;
}

function callerOf(
  { around, ports, journal }: StandInPlace,
  service: string,
  agent: https.Agent,
): GovernedCaller {
  const { estate, workshop, localAws } = around;
  const credentials = () => {
    const { AccessKeyId, SecretAccessKey, Token } = localAws.credentialsOf(
      estate.taskRoleArn(service),
    );
    return Promise.resolve({
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: Token,
    });
  };
  const write = (text: string) => {
    journal.add({ party: service, text });
  };
  return createGovernedCaller({
    service,
    targets: [
      {
        service: "axon",
        host: "localhost",
        port: ports.axon,
        signing: "vpc-lattice-svcs",
        region: estate.region,
      },
    ],
    decisionPoint: lambdaDecisionPoint({
      aliasArn: estate.aliasArn("orbit"),
      client: {
        region: estate.region,
        endpoint: lambdaEndpoint(ports.governance),
        credentials,
        requestHandler: { httpsAgent: agent },
      },
    }),
    credentialsFor: credentials,
    telemetry: createTelemetry({ service, sink: { write }, clock: Date.now }),
    clock: Date.now,
    fetch: httpsFetch({ ca: workshop.authority.cert, agent }),
  });
}
