import * as z from "zod/mini";
import type { GovernedCaller, GovernedCallResult } from "../../runtime/request/governed-call";
import { failed, type HttpAnswer, type HttpHandler } from "../http/answer";
import type { HttpHooks } from "../http/answering";
import { type GovernedOptions, governed } from "../http/governed";
import { readJson } from "../http/json-body";
import { refusalAnswer } from "../http/refusal";
import { createHttpServer, type HttpServer, type HttpServerOptions } from "../http/server";
import { taskSchema } from "../http/task";

/** Whom orbit works for. */
export type Inbound =
  /** Calls that governance decided: verified before they are read, and recorded. */
  | ({ readonly kind: "governed" } & Pick<GovernedOptions, "verifier" | "telemetry">)
  /** Whoever security groups let reach its port. */
  | { readonly kind: "network" };

/** What orbit works with. */
export interface OrbitDependencies extends Pick<HttpServerOptions, "tls" | "limits">, HttpHooks {
  /** Whom it works for. */
  readonly inbound: Inbound;
  /** Makes governed calls in orbit's name. */
  readonly caller: GovernedCaller;
  /** Address of axon's `/reason`. */
  readonly axonUrl: string;
}

const reasoningSchema = z.object({
  answer: z.string().check(z.maxLength(65_536)),
  model: z.string().check(z.maxLength(2048)),
});

/** The dispatching service: has tasks reasoned about by axon, each in a governed call. */
export function createOrbit(dependencies: OrbitDependencies): HttpServer {
  const { inbound, onRefused } = dependencies;
  const routes = { "POST /dispatch": dispatchHandler(dependencies) };
  return createHttpServer({
    ...dependencies,
    ...(inbound.kind === "network"
      ? { routes }
      : governed({ ...inbound, service: "orbit", ...(onRefused && { onRefused }) }, routes)),
  });
}

function dispatchHandler({ caller, axonUrl }: OrbitDependencies): HttpHandler {
  return async (request) => {
    const read = readJson(request, taskSchema);
    if ("problem" in read) return read.problem;
    // Never on behalf of the client: that is for calls which both may make, and whoever may dispatch would have to be
    // allowed to call axon itself, past orbit.
    const result = await caller.call({
      intent: "reason",
      method: "POST",
      url: axonUrl,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ task: read.value.task }),
    });
    return answerFor(result);
  };
}

function answerFor(result: GovernedCallResult): HttpAnswer {
  if (result.outcome === "refused") return refusalAnswer(result.reason);
  const { status, body } = result.response;
  // Axon's own words go no further: they are for its caller, and not for the caller's caller.
  if (status === 403) return refusalAnswer("no-permit");
  if (status === 503) return refusalAnswer("target-unavailable");
  const reasoning = status === 200 ? readReasoning(body) : undefined;
  return reasoning === undefined ? failed(502, "bad-answer") : { status: 200, body: reasoning };
}

function readReasoning(body: Uint8Array) {
  try {
    return z.parse(reasoningSchema, JSON.parse(Buffer.from(body).toString("utf8")));
  } catch {
    return undefined;
  }
}
