import type { RequestVerifier } from "../../runtime/request/verify-request";
import type { Telemetry } from "../../runtime/telemetry/telemetry";
import type { HttpHandler } from "./answer";
import type { HttpHooks } from "./answering";
import { refusalAnswer } from "./refusal";
import type { HttpServerOptions } from "./server";

/** What a callee is governed with. */
export interface GovernedOptions extends Pick<HttpHooks, "onRefused"> {
  /** Name of the callee. */
  readonly service: string;
  /** Verifies each request before anything else looks at it, and records it. */
  readonly verifier: RequestVerifier;
  /** Where requests are recorded that are refused before they can be verified. */
  readonly telemetry: Telemetry;
}

/** Puts the verifier before every one of a callee's handlers, so that each request is recorded exactly once. */
export function governed(
  options: GovernedOptions,
  routes: HttpServerOptions["routes"],
): Pick<HttpServerOptions, "routes" | "onRefused"> {
  return {
    routes: Object.fromEntries(
      Object.entries(routes).map(([route, handler]) => [
        route,
        verifiedFirst(options.verifier, handler),
      ]),
    ),
    onRefused(status) {
      recordUnverified(options);
      options.onRefused?.(status);
    },
  };
}

function verifiedFirst(verifier: RequestVerifier, handler: HttpHandler): HttpHandler {
  return async (request) => {
    const verification = await verifier.verify(request);
    return verification.verified ? handler(request) : refusalAnswer(verification.reason);
  };
}

function recordUnverified({ telemetry, service: callee }: GovernedOptions): void {
  telemetry.count("Refused", "invalid-request");
  telemetry.record({
    event_type: "request.verified",
    decision: "deny",
    reason: "invalid-request",
    callee,
  });
}
