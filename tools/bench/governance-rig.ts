import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { openSync } from "node:fs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import type { Handler } from "../../lambdas/governance/create-handler";
import { start } from "../../lambdas/governance/start";
import { policyDigest } from "../../runtime/governance/bundle";
import { createCedarEngine } from "../../runtime/governance/cedar-engine";
import { createReceiptVerifier, type ReceiptVerifier } from "../../runtime/receipts/verifier";
import { bodySha256 } from "../../runtime/request/request-digest";
import { descriptorSink } from "../../runtime/telemetry/descriptor-sink";
import { createTelemetry } from "../../runtime/telemetry/writer";
import { governanceBundle } from "./governance-bundle";

/** Name of the measured function, and of its caller. */
const functionName = "bench-governance";
const caller = "service-0";
const keyId = "bench-key";

const bundle = governanceBundle({ services: 10, policiesPerService: 100 });

/** Text of the bundle that is measured with: 10 callers, 100 policies for each. */
export const bundleText = JSON.stringify(bundle);

/** Context of an invocation through the caller's alias. */
export const context = {
  functionName,
  invokedFunctionArn: `arn:aws:lambda:us-east-1:111122223333:function:${functionName}:${caller}`,
};

/** Variables that the function starts with. */
export const environment = {
  POLICY_DIGEST: policyDigest(bundleText),
  TABLE_NAME: "bench-governance",
  RECEIPT_SIGNING: "ed25519",
  RECEIPT_KEY_ID: keyId,
} as const;

const emptyBody = bodySha256(new Uint8Array());

/** A question of its own each time; `bound` ones get a receipt. */
export function question(index: number, form: "bound" | "minimal"): { readonly body: string } {
  const path = `/operations/${String(index % 90)}`;
  const intents = ["reason", "plan", "recall", "report", "observe"];
  const intent = intents[(index % 90) % intents.length];
  const resource = `service-1:POST:${path}`;
  const call = {
    method: "POST",
    host: "service-1.example",
    path,
    query: "",
    bodySha256: emptyBody,
  };
  const asked = { service: caller, intent, correlationId: randomUUID(), resource };
  return { body: JSON.stringify(form === "bound" ? { ...asked, call } : asked) };
}

/** The function as it is deployed, with a table that is empty and a key that is here: no network in the figures. */
export interface Rig {
  /** Entry point. */
  readonly handler: Handler;
  /** Verifier of the callee. */
  readonly verifier: ReceiptVerifier;
}

class EmptyTable extends DynamoDBClient {
  override send = () => Promise.resolve({ $metadata: {} });
}

class LocalKms extends KMSClient {
  readonly #key = generateKeyPairSync("ec", { namedCurve: "P-256" });
  readonly publicKey = this.#key.publicKey;
  override send = (command: { readonly input: object }) => {
    const { Message } = command.input as { readonly Message: Uint8Array };
    return Promise.resolve({
      $metadata: {},
      Signature: sign("sha256", Message, this.#key.privateKey),
    });
  };
}

/** Starts the function in this process; its log goes to the null device, by real writes. */
export function createRig(): Rig {
  const clock = () => Date.now();
  const sink = descriptorSink(openSync("/dev/null", "w"));
  const kms = new LocalKms({ region: "us-east-1" });
  const handler = start({
    environment,
    bundleText,
    createEngine: (given) => createCedarEngine(given),
    dynamo: new EmptyTable({ region: "us-east-1" }),
    kms,
    telemetry: createTelemetry({ service: "governance", sink, clock }),
    clock,
  });
  const anchors = { [keyId]: kms.publicKey };
  const verifier = createReceiptVerifier({
    mode: "ed25519",
    anchors,
    audience: "service-1",
    clock,
  });
  return { handler, verifier };
}
