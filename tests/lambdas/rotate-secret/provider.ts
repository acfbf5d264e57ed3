import type { Fetch, FetchInit, FetchResponse } from "../../../runtime/request/send";
import { parseLine } from "../../support/security-events";
import { Faults } from "./faults";

/** A request that came. */
export interface ProviderRequest {
  readonly path: string;
  readonly key: string;
  readonly bearer: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A provider of credentials in memory, which speaks the protocol of the HTTP strategy. */
export class Provider {
  /** Credentials that work. */
  readonly working = new Set<string>();
  /** Requests that came, in order. */
  readonly requests: ProviderRequest[] = [];
  /** Lets calls go wrong. */
  faults = new Faults();
  readonly #created = new Map<string, string>();

  /** @param value credential that works from the start. */
  constructor(value: string) {
    this.working.add(value);
  }

  /** Way to it. */
  readonly fetch: Fetch = (url, init) =>
    this.faults.run(() => this.#answer(url, init), {
      lostReply: () => new TypeError("fetch failed"),
      throttled: () => new TypeError("fetch failed"),
    });

  #answer(url: string, { headers, body }: FetchInit): FetchResponse {
    const request = {
      path: new URL(url).pathname,
      key: headers["idempotency-key"] ?? "",
      bearer: (headers["authorization"] ?? "").replace("Bearer ", ""),
      body: parseLine(new TextDecoder().decode(body)),
    };
    this.requests.push(request);
    if (!this.working.has(request.bearer)) return answer(401, {});
    return this.#step(request);
  }

  #step({ path, key, bearer, body }: ProviderRequest): FetchResponse {
    switch (path.split("/").at(-1)) {
      case "create": {
        const value = this.#created.get(key) ?? `provided-${String(this.#created.size + 1)}`;
        this.#created.set(key, value);
        return answer(200, { value });
      }
      case "set":
        if (this.#created.get(key) !== body["value"]) return answer(409, {});
        this.working.add(String(body["value"]));
        return answer(204);
      case "test":
        return answer(200, {});
      case "finish":
        this.working.clear();
        this.working.add(bearer);
        return answer(204);
      default:
        return answer(404, {});
    }
  }
}

/** An answer, in the form in which `fetch` gives it. */
export function answer(status: number, body?: unknown): FetchResponse {
  if (body === undefined) return { status, headers: [], body: null };
  return {
    status,
    headers: [],
    body: chunksOf(typeof body === "string" ? body : JSON.stringify(body)),
  };
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(text));
}
