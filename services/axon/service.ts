import * as z from "zod/mini";
import { withDeadline } from "../../runtime/request/deadline";
import type { RequestVerifier } from "../../runtime/request/verify-request";
import type { Telemetry } from "../../runtime/telemetry/telemetry";
import type { HttpAnswer, HttpHandler } from "../http/answer";
import type { HttpHooks } from "../http/answering";
import { readJson } from "../http/json-body";
import { refusalAnswer } from "../http/refusal";
import { createHttpServer, type HttpServer, type HttpServerOptions } from "../http/server";
import type { Reasoner } from "./reasoner";

/** What axon works with. */
export interface AxonDependencies extends Pick<HttpServerOptions, "tls" | "limits">, HttpHooks {
  /** Verifies each request before anything else looks at it. */
  readonly verifier: RequestVerifier;
  /** Works on tasks. */
  readonly reasoner: Reasoner;
  /** Where requests are recorded that are refused before they can be verified. */
  readonly telemetry: Telemetry;
  /** Milliseconds that a task may take. @default 20000 */
  readonly reasonMilliseconds?: number;
}

const taskSchema = z.strictObject({
  task: z.string().check(z.minLength(1), z.maxLength(8000)),
});

/** The reasoning service: works on verified requests, and on nothing else. */
export function createAxon(dependencies: AxonDependencies): HttpServer {
  const { telemetry, onRefused } = dependencies;
  return createHttpServer({
    ...dependencies,
    routes: { "POST /reason": reasonHandler(dependencies) },
    onRefused: (status) => {
      onRefused?.(status);
      recordUnverified(telemetry);
    },
  });
}

function reasonHandler({
  verifier,
  reasoner,
  onFailure,
  reasonMilliseconds = 20_000,
}: AxonDependencies): HttpHandler {
  return async (request): Promise<HttpAnswer> => {
    const verification = await verifier.verify(request);
    if (!verification.verified) return refusalAnswer(verification.reason);
    const read = readJson(request, taskSchema);
    if ("problem" in read) return read.problem;
    try {
      const { answer, model } = await withDeadline(reasonMilliseconds, (signal) =>
        reasoner.reason(read.value.task, signal),
      );
      return { status: 200, body: { answer, model } };
    } catch (error) {
      onFailure?.(error);
      return refusalAnswer("target-unavailable");
    }
  };
}

function recordUnverified(telemetry: Telemetry): void {
  telemetry.count("Refused", "invalid-request");
  telemetry.record({
    event_type: "request.verified",
    decision: "deny",
    reason: "invalid-request",
    callee: "axon",
  });
}
