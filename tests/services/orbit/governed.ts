import * as z from "zod/mini";
import { createGovernedCaller } from "../../../runtime/request/governed-call";
import { requestDigest } from "../../../runtime/request/request-digest";
import type { Fetch } from "../../../runtime/request/send";
import { createTelemetry } from "../../../runtime/telemetry/writer";
import { type Callee, claimsFor, latticeIdentity, policyDigest } from "../../support/callee";
import { requestLoopback } from "../../support/https-client";

const questionSchema = z.object({
  correlationId: z.string(),
  resource: z.string(),
  call: z.object({
    method: z.string(),
    host: z.string(),
    path: z.string(),
    query: z.string(),
    bodySha256: z.string(),
  }),
});

/** What happens to a request between orbit and axon. */
export type OnTheWay = (request: {
  readonly headers: readonly string[];
  readonly body: Uint8Array;
}) => { readonly headers: readonly string[]; readonly body: Uint8Array };

/** A caller in orbit's name whose governance permits all, through a mesh that sets the identity of its caller. */
export function makeOrbitCaller(callee: Callee, port: number, onTheWay: OnTheWay = (r) => r) {
  const lines: string[] = [];
  const fetch: Fetch = async (url, { method, headers, body = new Uint8Array() }) => {
    const { pathname, search } = new URL(url);
    const signed = Object.entries({ ...headers, host: new URL(url).host }).flat();
    const identified = [...signed, "x-amzn-lattice-identity", latticeIdentity("orbit")];
    const changed = onTheWay({ headers: identified, body });
    const request = { port, method, path: pathname + search, ...changed };
    const { status, headers: answered, text } = await requestLoopback(request);
    return {
      status,
      headers: Object.entries(answered).map(([name, value]) => [name, String(value)] as const),
      body: (async function* () {
        yield await Promise.resolve(Buffer.from(text));
      })(),
    };
  };
  const caller = createGovernedCaller({
    service: "orbit",
    targets: [
      {
        service: "axon",
        host: "localhost",
        port,
        signing: "vpc-lattice-svcs",
        region: "us-east-1",
      },
    ],
    decisionPoint: {
      async ask(question) {
        const { correlationId, resource, call } = z.parse(questionSchema, JSON.parse(question));
        const req = requestDigest(call, resource);
        const claims = { ...claimsFor(callee), operation: resource, req, cid: correlationId };
        return JSON.stringify({
          allowed: true,
          reason: "permitted",
          decisionId: claims.jti,
          correlationId,
          requestDigest: req,
          policyDigest,
          receipt: await callee.sign(claims),
          retryable: false,
        });
      },
    },
    credentialsFor: () =>
      Promise.resolve({ accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", sessionToken: "t" }),
    telemetry: createTelemetry({
      service: "orbit",
      sink: { write: (line) => void lines.push(line) },
      clock: Date.now,
    }),
    clock: Date.now,
    fetch,
  });
  return { caller, lines };
}
