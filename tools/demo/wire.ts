import https from "node:https";
import { headerNames } from "../../runtime/request/headers";
import { singleHeader } from "../../runtime/request/single-header";
import { bodyOf } from "./body";
import { type Listening, listenOnLoopback } from "./loopback";
import type { ServerCertificate } from "./tls";

/** A request with all that its receiver looks at. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** What came back. */
export interface RawAnswer {
  readonly status: number;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

/** What happens to the next request on its way: it is changed, or kept back and answered with 504. */
export type Interference = ((request: RawRequest) => RawRequest) | "withhold";

/** Stands on the way from orbit to axon, with a certificate that orbit trusts: the place of an attacker. */
export interface Wire extends Listening {
  /** The request that was last seen under a correlation id. */
  captured(correlationId: string): RawRequest;
  /** Does something to the next request; all others pass. */
  interfere(interference: Interference): void;
}

/** What it is made of. */
export interface WireOptions {
  /** Its certificate. */
  readonly tls: ServerCertificate;
  /** Sends to axon. */
  readonly send: (request: RawRequest) => Promise<RawAnswer>;
}

/** Requests that are kept. */
const maxCaptured = 100;

/** Starts the wire. */
export async function startWire({ tls, send }: WireOptions): Promise<Wire> {
  const seen = new Map<string, RawRequest>();
  let next: Interference | undefined;

  async function pass(request: RawRequest): Promise<RawAnswer> {
    seen.set(singleHeader(request.rawHeaders, headerNames.correlationId) ?? "", request);
    if (seen.size > maxCaptured) seen.delete([...seen.keys()][0] ?? "");
    const interference = next;
    next = undefined;
    if (interference === "withhold") {
      return { status: 504, rawHeaders: [], body: Buffer.alloc(0) };
    }
    return send(interference === undefined ? request : interference(request));
  }

  const server = https.createServer(tls, (message, response) => {
    const { method = "", url: path = "", rawHeaders } = message;
    bodyOf(message)
      .then((body) => pass({ method, path, rawHeaders, body }))
      .then((answer) => {
        response.writeHead(answer.status, [...answer.rawHeaders]);
        response.end(answer.body);
      })
      .catch(() => response.destroy());
  });
  return {
    ...(await listenOnLoopback(server)),
    captured(correlationId) {
      const request = seen.get(correlationId);
      if (request === undefined) throw new Error("Nothing was sent under this correlation id.");
      return request;
    },
    interfere(interference) {
      next = interference;
    },
  };
}

/** Sends requests to one port of this machine exactly as they are. */
export function rawSender(port: number, agent: https.Agent) {
  return ({ method, path, rawHeaders, body }: RawRequest): Promise<RawAnswer> =>
    new Promise((resolve, reject) => {
      const request = https.request(
        { host: "localhost", port, method, path, agent, setHost: false, headers: [...rawHeaders] },
        (response) => {
          bodyOf(response).then((received) => {
            const { statusCode: status = 0, rawHeaders: headers } = response;
            resolve({ status, rawHeaders: headers, body: received });
          }, reject);
        },
      );
      request.on("error", reject);
      request.end(body);
    });
}
