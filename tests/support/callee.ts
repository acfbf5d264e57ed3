import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { createLocalAnchor } from "../../runtime/receipts/anchor";
import { createEphemeralReceiptSigner } from "../../runtime/receipts/ephemeral-signer";
import { createMemoryRegister } from "../../runtime/receipts/memory-register";
import type { ReceiptClaims } from "../../runtime/receipts/receipt";
import { createReceiptVerifier } from "../../runtime/receipts/verifier";
import { contentDigest } from "../../runtime/request/content-digest";
import { createLatticeIdentityReader } from "../../runtime/request/lattice-identity";
import { bodySha256, requestDigest } from "../../runtime/request/request-digest";
import {
  createRequestVerifier,
  type ReceivedRequest,
  type RequestVerifierOptions,
} from "../../runtime/request/verify-request";
import { createStaticAcceptedPolicies } from "../../runtime/store/accepted-policies";
import { createMemoryQuarantine } from "../../runtime/store/memory-quarantine";
import { createTelemetry } from "../../runtime/telemetry/writer";

const fields = z.record(z.string(), z.unknown());

/** Digest of the policies that the callee takes receipts for. */
export const policyDigest = "a".repeat(64);

/** Value of `x-amzn-lattice-identity` for a session of a service's task role. */
export const latticeIdentity = (service: string): string =>
  `Principal=arn:aws:sts::111122223333:assumed-role/${service}-task/session; SessionName=session; Type=AWS_IAM`;

/** A callee, `axon` unless named otherwise, with real parts in memory, and a governance that signs whatever it is told to. */
export function makeCallee(changes: Partial<RequestVerifierOptions> = {}) {
  const { service = "axon" } = changes;
  let milliseconds = 1_800_000_000_000;
  const clock = () => milliseconds;
  const anchor = createLocalAnchor("anchor-1");
  let governanceAhead = 0;
  const signer = createEphemeralReceiptSigner({
    anchor,
    clock: () => milliseconds + governanceAhead,
    policyDigest,
  });
  const lines: string[] = [];
  const options: RequestVerifierOptions = {
    service,
    host: "axon.example.internal",
    identity: createLatticeIdentityReader({
      partition: "aws",
      accountId: "111122223333",
      roleNames: { orbit: ["orbit-task"], comet: ["comet-task"], client: ["client-task"] },
    }),
    receipts: createReceiptVerifier({
      mode: "ed25519",
      anchors: { "anchor-1": anchor.publicKey },
      audience: service,
      clock,
    }),
    register: createMemoryRegister({ clock }),
    policies: createStaticAcceptedPolicies({ current: policyDigest }),
    quarantine: createMemoryQuarantine(),
    telemetry: createTelemetry({
      service,
      sink: { write: (line) => void lines.push(line) },
      clock,
    }),
    clock,
    ...changes,
  };
  const parsed = () => lines.map((line) => fields.parse(JSON.parse(line)));
  return {
    ...createRequestVerifier(options),
    options,
    lines,
    events: () => parsed().filter((line) => "event_type" in line),
    metrics: () => parsed().filter((line) => "_aws" in line),
    advance: (byMilliseconds: number) => {
      milliseconds += byMilliseconds;
    },
    /** Puts governance's clock ahead of the callee's. */
    putGovernanceAhead: (byMilliseconds: number) => {
      governanceAhead = byMilliseconds;
    },
    sign: (claims: ReceiptClaims) => signer.sign(claims),
    seconds: () => Math.floor(milliseconds / 1000),
  };
}

/** A callee of `makeCallee`. */
export type Callee = ReturnType<typeof makeCallee>;

const base = {
  service: "axon",
  method: "POST",
  host: "axon.example.internal",
  path: "/reason",
  query: "",
  body: '{"task":"add"}',
  caller: "orbit",
};

/** Claims that governance signs for a call of `base`. */
export function claimsFor(callee: Callee, changes: Partial<typeof base> = {}): ReceiptClaims {
  const { service, method, host, path, query, body, caller } = { ...base, ...changes };
  const operation = `${service}:${method}:${path}`;
  const bound = { method, host, path, query, bodySha256: bodySha256(Buffer.from(body)) };
  return {
    jti: randomUUID(),
    aud: service,
    sub: caller,
    intent: "reason",
    operation,
    req: requestDigest(bound, operation),
    pol: policyDigest,
    cid: `correlation-${randomUUID().slice(0, 8)}`,
    iat: callee.seconds(),
    exp: callee.seconds() + 30,
  };
}

/** A good request of orbit's, with a receipt for these claims. */
export async function goodRequest(
  callee: Callee,
  claims = claimsFor(callee),
  changes: Partial<typeof base> = {},
): Promise<ReceivedRequest & { readonly rawHeaders: string[] }> {
  const { method, host, path, query, body, caller } = { ...base, ...changes };
  const bytes = Buffer.from(body);
  return {
    method,
    rawPath: query === "" ? path : `${path}?${query}`,
    rawHeaders: [
      ...["Host", host],
      ...["x-amzn-lattice-identity", latticeIdentity(caller)],
      ...["X-Correlation-Id", claims.cid],
      ...["Content-Digest", contentDigest(bodySha256(bytes))],
      ...["X-Decision-Receipt", await callee.sign(claims)],
    ],
    body: bytes,
  };
}

/** The request with the value of one header changed; undefined takes the header away. */
export function withHeader(
  request: ReceivedRequest,
  name: string,
  value: string | undefined,
): ReceivedRequest {
  const rawHeaders: string[] = [];
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const [key = "", old = ""] = request.rawHeaders.slice(index, index + 2);
    if (key.toLowerCase() !== name) rawHeaders.push(key, old);
    else if (value !== undefined) rawHeaders.push(key, value);
  }
  return { ...request, rawHeaders };
}

/** The request with one part changed as text: `method`, `rawPath`, `body`, or a header by name. */
export function changeAt(
  request: ReceivedRequest,
  place: string,
  change: (text: string) => string,
): ReceivedRequest {
  if (place === "method") return { ...request, method: change(request.method) };
  if (place === "rawPath") return { ...request, rawPath: change(request.rawPath) };
  if (place === "body") {
    const body = Buffer.from(change(Buffer.from(request.body).toString("latin1")), "latin1");
    return { ...request, body };
  }
  const index = request.rawHeaders.findIndex((text) => text.toLowerCase() === place);
  return withHeader(request, place, change(request.rawHeaders[index + 1] ?? ""));
}
