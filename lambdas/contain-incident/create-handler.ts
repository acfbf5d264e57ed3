import type { StepAnswer } from "../../runtime/containment/incident";
import { type PerformerOptions, performStep } from "../../runtime/containment/perform-step";
import type { LineSink } from "../../runtime/telemetry/telemetry";
import { parseStepRequest } from "./event";

/** What the handler is made of. */
export interface HandlerDependencies extends PerformerOptions {
  /** Where each step is written down. */
  readonly sink: LineSink;
}

/** Entry point: the workflow invokes it once per step. */
export type Handler = (event: unknown) => Promise<StepAnswer>;

/**
 * Makes the handler. Each step is one line: how many of its actions came to what. Details stay with the incident.
 * @throws from an invocation that is no request for a step.
 */
export function createHandler({ sink, ...options }: HandlerDependencies): Handler {
  return async (event) => {
    const request = parseStepRequest(event);
    const answer = await performStep(options, request);
    const { incident } = answer;
    const added = incident.records.slice(request.incident?.records.length ?? 0);
    const count = (outcome: string) => added.filter((record) => record.outcome === outcome).length;
    const failed = count("failed");
    sink.write(
      JSON.stringify({
        level: failed > 0 ? "error" : "info",
        message: "incident.step",
        timestamp: new Date(options.clock()).toISOString(),
        service: "contain-incident",
        incident: incident.id,
        step: request.step,
        verdict: incident.verdict ?? "none",
        contained_service: incident.service ?? "none",
        done: count("done"),
        failed,
        skipped: count("skipped"),
        planned: count("planned"),
      }),
    );
    return answer;
  };
}
