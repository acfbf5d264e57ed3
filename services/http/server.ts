import { once } from "node:events";
import https from "node:https";
import { failed, type HttpHandler } from "./answer";
import { createAnswering, type HttpHooks } from "./answering";
import { type HttpLimits, serverLimits, withDefaults } from "./limits";
import { createRouter } from "./router";
import type { TlsIdentity } from "./tls";

/** What a server is made of. */
export interface HttpServerOptions extends HttpHooks {
  /** Key and certificate: there is no server without TLS. */
  readonly tls: TlsIdentity;
  /** Handlers by method and path, for example `POST /reason`. `GET /healthz` is always there. */
  readonly routes: Readonly<Record<string, HttpHandler>>;
  /** Limits that differ from their defaults. @default - none */
  readonly limits?: HttpLimits;
}

/** A running server. */
export interface HttpServer {
  /**
   * Listens on a port; 0 takes a free one. The port that was taken.
   * @throws when the port is taken.
   */
  listen(port: number, host: string): Promise<number>;
  /** Takes no more connections, lets requests under way end within the grace time, and ends. */
  close(): Promise<void>;
}

/** Makes an HTTPS server that answers JSON, with the correlation id in each answer. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const limits = withDefaults(options.limits);
  let isClosing = false;
  const route = createRouter({
    ...options.routes,
    "GET /healthz": () =>
      Promise.resolve(isClosing ? failed(503, "closing") : { status: 200, body: { status: "ok" } }),
  });
  const { maxBodyBytes } = limits;
  const answering = createAnswering({
    ...options,
    route,
    maxBodyBytes,
    isClosing: () => isClosing,
  });

  const server = https.createServer(
    { ...options.tls, ...serverLimits(limits) },
    (message, response) => {
      answering.serve(message, response).catch(() => message.destroy());
    },
  );
  server.maxConnections = limits.maxConnections;
  server.on("clientError", (error, socket) => {
    answering.serveUnparsed(error, socket);
  });

  return {
    async listen(port, host) {
      server.listen(port, host);
      await once(server, "listening");
      const address = server.address();
      return typeof address === "object" && address !== null ? address.port : port;
    },
    async close() {
      isClosing = true;
      const closed = once(server, "close");
      server.close();
      server.closeIdleConnections();
      const timer = setTimeout(() => {
        server.closeAllConnections();
      }, limits.graceMilliseconds);
      await closed;
      clearTimeout(timer);
    },
  };
}
