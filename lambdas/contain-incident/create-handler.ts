import type {
  ActionRecord,
  Incident,
  StepAnswer,
  StepRequest,
} from "../../runtime/containment/incident";
import {
  type PerformerOptions,
  performStep,
  ReportUnwritten,
} from "../../runtime/containment/perform-step";
import type { SecurityEvent } from "../../runtime/telemetry/events";
import type { Telemetry } from "../../runtime/telemetry/telemetry";
import { parseStepRequest } from "./event";

/** What the handler is made of. */
export interface HandlerDependencies extends PerformerOptions {
  /** Where each step is recorded. */
  readonly telemetry: Telemetry;
}

/** Entry point: the workflow invokes it once per step. */
export type Handler = (event: unknown) => Promise<StepAnswer>;

/**
 * Makes the handler. Each invocation is one event: how many of its actions came to what. Details stay with the incident.
 * @throws from an invocation that is no request for a step, and from one that could not keep its report.
 */
export function createHandler({ telemetry, ...options }: HandlerDependencies): Handler {
  const { clock } = options;
  return async (event) => {
    const start = clock();
    let request: StepRequest | undefined;
    let answer: StepAnswer;
    try {
      request = parseStepRequest(event);
      answer = await performStep(options, request);
    } catch (error) {
      telemetry.record({ ...failedRecord(request, error), duration_ms: clock() - start });
      throw error;
    }
    telemetry.record({ ...recordOf(request, answer.incident), duration_ms: clock() - start });
    return answer;
  };
}

type StepRecord = SecurityEvent & { readonly event_type: "incident.step" };

function failedRecord(request: StepRequest | undefined, error: unknown): StepRecord {
  const phase = "failed";
  if (request === undefined) {
    return { event_type: "incident.step", phase, failure: "invalid-request" };
  }
  const failure = error instanceof ReportUnwritten ? "report-unwritten" : "unexpected";
  return {
    ...(request.incident !== null && knownOf(request.incident)),
    ...{ event_type: "incident.step", phase, step: request.step, failure },
  };
}

function recordOf({ step, incident: before }: StepRequest, incident: Incident): StepRecord {
  const added = incident.records.slice(before?.records.length ?? 0);
  const count = (outcome: ActionRecord["outcome"]) =>
    added.filter((record) => record.outcome === outcome).length;
  const failed = added.filter(({ outcome }) => outcome === "failed");
  const isOwn = failed.some((record) => record.step === step);
  const failure = isOwn ? "action-failed" : "earlier-step-failed";
  return {
    event_type: "incident.step",
    ...(failed.length === 0 ? { phase: "done" } : { phase: "failed", failure }),
    step,
    ...knownOf(incident),
    actions_done: count("done"),
    actions_failed: failed.length,
    actions_skipped: count("skipped"),
    actions_planned: count("planned"),
  };
}

const knownOf = ({ id, verdict, service }: Incident) => ({
  incident: id,
  ...(verdict !== undefined && { verdict }),
  ...(service !== undefined && { contained_service: service }),
});
