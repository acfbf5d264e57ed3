import type { IncomingMessage } from "node:http";
import { type Agent, request as httpsRequest, type RequestOptions } from "node:https";
import type { Fetch, FetchInit, FetchResponse } from "../../runtime/request/send";

/** How servers are trusted and connections are kept. */
export interface HttpsFetchOptions {
  /** Certificate of the only authority that is trusted, as PEM. */
  readonly ca: string;
  /** Connections to use again. @default - that of Node */
  readonly agent?: Agent;
}

/**
 * A `fetch` that trusts one authority. The global one can only be given an authority by the environment
 * (`NODE_EXTRA_CA_CERTS`), before its process starts.
 */
export function httpsFetch(options: HttpsFetchOptions): Fetch {
  return (url, init) =>
    new Promise((resolve, reject) => {
      const { method, headers, signal } = init;
      const settings: RequestOptions = {
        ...options,
        method,
        headers: sized(init, headers),
        signal,
      };
      const request = httpsRequest(url, settings, (response) => {
        const status = response.statusCode ?? 0;
        if (status >= 300 && status < 400 && response.headers.location !== undefined) {
          response.destroy();
          reject(new TypeError("fetch failed", { cause: new Error("unexpected redirect") }));
          return;
        }
        resolve({ status, headers: headersOf(response), body: response });
      });
      request.on("error", reject);
      request.end(init.body);
    });
}

const sized = ({ method, body }: FetchInit, headers: Readonly<Record<string, string>>) =>
  body === undefined && (method === "GET" || method === "HEAD")
    ? headers
    : { ...headers, "content-length": String(body?.length ?? 0) };

const headersOf = ({ headers }: IncomingMessage): FetchResponse["headers"] =>
  Object.entries(headers).map(([name, value = ""]) => [name, String(value)] as const);
