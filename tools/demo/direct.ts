import https from "node:https";
import { createHandler } from "../../lambdas/governance/create-handler";
import { createCedarEngine } from "../../runtime/governance/cedar-engine";
import { createGovernance } from "../../runtime/governance/governance";
import { createLocalAnchor, type LocalAnchor } from "../../runtime/receipts/anchor";
import { createEphemeralReceiptSigner } from "../../runtime/receipts/ephemeral-signer";
import type { DecisionPoint } from "../../runtime/request/decision-client";
import { createGovernedCaller } from "../../runtime/request/governed-call";
import { headerNames } from "../../runtime/request/headers";
import type { Fetch } from "../../runtime/request/send";
import { createMemoryQuarantine } from "../../runtime/store/memory-quarantine";
import { acceptCorrelation, withCorrelation } from "../../runtime/telemetry/correlation";
import { createTelemetry } from "../../runtime/telemetry/writer";
import { axonUrl } from "./environments";
import { type LocalEstate, localEstate } from "./estate";
import { httpsFetch } from "./https-fetch";
import { runProgram } from "./processes";
import type { Sample } from "./sample";
import { openWorkshop, type Workshop } from "./workshop";

/** Governed calls with only axon in another process. */
export interface DirectCalls {
  /** Makes one call of axon; whether it was allowed, sent and worked on. */
  readonly call: (correlationId: string) => Promise<boolean>;
  /** Ends axon. */
  readonly stop: () => Promise<void>;
}

const clock = () => Date.now();
const credentials = {
  accessKeyId: "ASIALOCALLOCALLOCAL1",
  secretAccessKey: "local",
  sessionToken: "local",
};

/** Events and counts are made, and then left: their file is no part of a call. */
const telemetryOf = (service: string) =>
  createTelemetry({ service, sink: { write: () => undefined }, clock });

/**
 * Caller and governance in this process, axon in another with TLS between them, and nothing else: as on AWS, where
 * VPC Lattice verifies who calls, and without AWS's clients. It is what one machine can carry at a high rate.
 */
export async function startDirect(
  onSample?: (party: string, sample: Sample) => void,
): Promise<DirectCalls> {
  const estate = localEstate("dev");
  const workshop = await openWorkshop(estate.bundle.text);
  const anchor = createLocalAnchor("local-anchor");
  try {
    const axon = await runProgram({
      party: "axon",
      file: workshop.programs.axon,
      environment: axonEnvironment({ estate, workshop, anchor }),
      onLine: () => undefined,
      ...(onSample && {
        probe: { file: workshop.programs.probe, onSample: onSample.bind(undefined, "axon") },
      }),
    });
    const agent = new https.Agent({ keepAlive: true, maxSockets: 64 });
    const fetch = asLattice(httpsFetch({ ca: workshop.authority.cert, agent }), estate);
    return {
      call: callsOf({ estate, anchor, port: axon.port, fetch }),
      async stop() {
        agent.destroy();
        await axon.stop();
        workshop.remove();
      },
    };
  } catch (error) {
    workshop.remove();
    throw error;
  }
}

function axonEnvironment(parts: {
  readonly estate: LocalEstate;
  readonly workshop: Workshop;
  readonly anchor: LocalAnchor;
}): Readonly<Record<string, string>> {
  const { estate, workshop, anchor } = parts;
  const key = anchor.publicKey.export({ format: "der", type: "spki" }).toString("base64");
  return {
    PATH: process.env["PATH"] ?? "",
    ...{ BIND_HOST: "127.0.0.1", PORT: "0", PUBLIC_HOST: "localhost", TLS: "files" },
    TLS_KEY_FILE: workshop.files.keyFile,
    TLS_CERT_FILE: workshop.files.certFile,
    IDENTITY: "lattice",
    CALLER_PARTITION: estate.partition,
    CALLER_ACCOUNT_ID: estate.accountId,
    CALLER_ROLES: JSON.stringify(estate.roleNames),
    RECEIPT_SIGNING: "ed25519",
    RECEIPT_ANCHORS: JSON.stringify({ [anchor.keyId]: key }),
    ...{ SINGLE_USE: "memory", ACCEPTED_POLICIES: estate.bundle.digest, REASONER: "offline" },
  };
}

/** Adds what VPC Lattice adds to a request of orbit's that it has verified. */
function asLattice(fetch: Fetch, { partition, accountId, roleNames }: LocalEstate): Fetch {
  const session = `assumed-role/${roleNames["orbit"]?.[0] ?? ""}/orbit`;
  const principal = `arn:${partition}:sts::${accountId}:${session}`;
  const identity = `Principal=${principal}; SessionName=orbit; Type=AWS_IAM`;
  return (url, init) =>
    fetch(url, { ...init, headers: { ...init.headers, [headerNames.latticeIdentity]: identity } });
}

function callsOf(parts: {
  readonly estate: LocalEstate;
  readonly anchor: LocalAnchor;
  readonly port: number;
  readonly fetch: Fetch;
}): DirectCalls["call"] {
  const { estate, anchor, port, fetch } = parts;
  const caller = createGovernedCaller({
    service: "orbit",
    targets: [
      {
        ...{ service: "axon", host: "localhost", port },
        ...{ signing: "vpc-lattice-svcs" as const, region: estate.region },
      },
    ],
    decisionPoint: governanceHere(estate, anchor),
    credentialsFor: () => Promise.resolve(credentials),
    telemetry: telemetryOf("orbit"),
    ...{ clock, fetch },
  });
  const url = axonUrl(port);
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ task: "Sum up the incident report." });
  return async (correlationId) => {
    const result = await withCorrelation(acceptCorrelation(correlationId), () =>
      caller.call({ intent: "reason", method: "POST", url, headers, body }),
    );
    return result.outcome === "sent" && result.response.status === 200;
  };
}

function governanceHere(estate: LocalEstate, anchor: LocalAnchor): DecisionPoint {
  const { bundle, governance: functionName } = estate;
  const handler = createHandler({
    governance: createGovernance({
      bundleText: bundle.text,
      pinnedDigest: bundle.digest,
      createEngine: createCedarEngine,
      telemetry: telemetryOf("governance"),
      clock,
      quarantine: createMemoryQuarantine(),
      signer: createEphemeralReceiptSigner({ anchor, clock, policyDigest: bundle.digest }),
    }),
    identitySource: "alias",
  });
  const context = { invokedFunctionArn: estate.aliasArn("orbit"), functionName };
  return {
    async ask(question) {
      return JSON.stringify(await handler({ body: question }, context));
    },
  };
}
