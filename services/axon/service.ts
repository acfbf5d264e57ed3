import { withDeadline } from "../../runtime/request/deadline";
import type { HttpAnswer, HttpHandler } from "../http/answer";
import type { HttpHooks } from "../http/answering";
import { type GovernedOptions, governed } from "../http/governed";
import { readJson } from "../http/json-body";
import { refusalAnswer } from "../http/refusal";
import { createHttpServer, type HttpServer, type HttpServerOptions } from "../http/server";
import { taskSchema } from "../http/task";
import type { Reasoner } from "./reasoner";

/** What axon works with. */
export interface AxonDependencies
  extends Pick<HttpServerOptions, "tls" | "limits">,
    Pick<GovernedOptions, "verifier" | "telemetry">,
    HttpHooks {
  /** Works on tasks. */
  readonly reasoner: Reasoner;
  /** Milliseconds that a task may take. @default 20000 */
  readonly reasonMilliseconds?: number;
}

/** The reasoning service: works on verified requests, and on nothing else. */
export const createAxon = (dependencies: AxonDependencies): HttpServer =>
  createHttpServer({
    ...dependencies,
    ...governed(
      { ...dependencies, service: "axon" },
      { "POST /reason": reasonHandler(dependencies) },
    ),
  });

function reasonHandler({
  reasoner,
  onFailure,
  reasonMilliseconds = 20_000,
}: AxonDependencies): HttpHandler {
  return async (request): Promise<HttpAnswer> => {
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
