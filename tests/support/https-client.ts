import { once } from "node:events";
import https from "node:https";
import tls from "node:tls";

/** A request to a server on loopback. */
export interface LoopbackRequest {
  readonly port: number;
  readonly method?: string;
  readonly path?: string;
  /** Header names and values in turn, so that duplicates can be sent. */
  readonly headers?: readonly string[];
  readonly body?: string | Uint8Array;
  readonly agent?: https.Agent;
}

/** What came back. */
export interface LoopbackAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends one request; the server's certificate is not looked at. */
export function requestLoopback(request: LoopbackRequest): Promise<LoopbackAnswer> {
  const { port, method = "GET", path = "/", headers = [], body, agent = false } = request;
  const hasHost = headers.some((name) => name.toLowerCase() === "host");
  return new Promise((resolve, reject) => {
    const outgoing = https.request(
      {
        host: "127.0.0.1",
        port,
        method,
        path,
        agent,
        rejectUnauthorized: false,
        setHost: false,
        headers: [
          ...(hasHost ? [] : ["Host", "localhost"]),
          ...headers,
          ...(body === undefined ? [] : ["Content-Length", String(Buffer.byteLength(body))]),
        ],
      },
      (response) => {
        const chunks: Uint8Array[] = [];
        response.on("data", (chunk: Uint8Array) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
        response.on("error", reject);
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Writes bytes to a TLS port, and gives all that comes back until the server ends the connection. */
export async function sendBytes(port: number, ...parts: readonly string[]): Promise<string> {
  const socket = tls.connect({ host: "127.0.0.1", port, rejectUnauthorized: false });
  await once(socket, "secureConnect");
  const chunks: Uint8Array[] = [];
  socket.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  socket.on("error", () => undefined);
  for (const part of parts) socket.write(part);
  await once(socket, "close");
  return Buffer.concat(chunks).toString("latin1");
}
