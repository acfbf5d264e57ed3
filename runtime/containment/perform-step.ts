import type { Clock } from "../clock";
import { assess } from "./assess";
import { isolate, quarantine, revoke, stop } from "./contain";
import { detect } from "./detect";
import { eradicate } from "./eradicate";
import {
  type ActionRecord,
  type Incident,
  mostFailures,
  type Step,
  type StepAnswer,
  type StepRequest,
} from "./incident";
import type { Ports } from "./ports";
import { preserve } from "./preserve";
import { createRecorder } from "./recorder";
import { release } from "./release";
import { reportOf, reportPage } from "./report";
import { evidenceKey } from "./saved";
import type { ContainmentSettings } from "./settings";
import { findSaved, type ServiceStep, type StepTools } from "./tools";
import { verify } from "./verify";

/** What steps are done with. */
export interface PerformerOptions {
  /** What the stack is, and what can be contained of it. */
  readonly settings: ContainmentSettings;
  /** Everything outside. */
  readonly ports: Ports;
  /** Time. */
  readonly clock: Clock;
}

/** The steps that act on the service that an incident is about. */
const serviceSteps: Readonly<Record<Exclude<Step, "detect" | "assess" | "learn">, ServiceStep>> = {
  preserve,
  quarantine,
  revoke,
  isolate,
  stop,
  verify,
  eradicate,
  release,
};

/**
 * Does one step of the workflow. What AWS refuses becomes a record, and keeps nothing else from being done.
 * @throws ReportUnwritten when `learn` cannot write the report: it is the last step, and nobody would see the record.
 * @throws when a later step is asked for without an incident, which only a mistake in the workflow can cause.
 */
export async function performStep(
  { settings, ports, clock }: PerformerOptions,
  request: StepRequest,
): Promise<StepAnswer> {
  const { step, isDryRun, incident, failure } = request;
  const recorder = createRecorder({ step, isDryRun, clock });
  const tools: StepTools = { settings, ports, clock, recorder, request };
  if (step === "detect") {
    const found = await detect(tools);
    return { incident: { ...found, records: recorder.records } };
  }
  if (incident === null) throw new TypeError(`${step} needs an incident.`);
  const before: Incident = {
    ...incident,
    records: [...incident.records, ...caught(failure, clock)],
  };
  const after = step === "assess" ? await assess(tools, before) : before;
  if (step === "learn") await learn(tools, before);
  else if (step !== "assess") await actOn(tools, before, serviceSteps[step]);
  return { incident: { ...after, records: [...before.records, ...recorder.records] } };
}

/** What the workflow noted as failed, in the order in which it did. */
function caught(failure: StepRequest["failure"], clock: Clock): readonly ActionRecord[] {
  const records: ActionRecord[] = [];
  for (let noted = failure; noted !== null && records.length < mostFailures; noted = noted.before) {
    const isName = /^[A-Za-z][A-Za-z0-9.]{0,79}$/.test(noted.error);
    records.unshift({
      step: noted.step,
      action: "do the step",
      outcome: "failed",
      reason: isName ? noted.error : "unknown error",
      startedAt: new Date(clock()).toISOString(),
      durationMilliseconds: 0,
    });
  }
  return records;
}

/** Acts on a service of the settings alone, for an incident that is to be contained: whatever else an incident says (I6). */
async function actOn(tools: StepTools, incident: Incident, act: ServiceStep): Promise<void> {
  const { recorder, settings, request } = tools;
  const name = incident.service ?? "";
  const service = Object.hasOwn(settings.services, name) ? settings.services[name] : undefined;
  if (incident.verdict !== "contain" || service === undefined) {
    const reason = "no service is to be contained";
    await recorder.look(request.step, () => Promise.resolve({ skipped: reason }));
    return;
  }
  const needsSaved = ["revoke", "isolate", "stop", "eradicate", "release"].includes(request.step);
  const saved = needsSaved ? await findSaved(tools, incident.id) : "none";
  await act({ ...tools, incident, name, service, saved });
}

/** The report of an incident is not whole. The workflow tries again, and fails where that does not help. */
export class ReportUnwritten extends Error {
  override readonly name = "ReportUnwritten";
}

/**
 * Writes what people learn from; each time anew, as a version beside the earlier ones.
 * @throws ReportUnwritten when the bucket does not confirm both parts of it.
 */
async function learn({ recorder, ports: { evidence }, clock }: StepTools, incident: Incident) {
  const report = reportOf(incident, clock());
  const put = (name: string, contentType: string, text: string) =>
    recorder.look(`write ${name}`, async () => {
      await evidence.put(evidenceKey(incident.id, name), text, contentType);
      return "done";
    });
  await put("report.json", "application/json", JSON.stringify(report, undefined, 2));
  await put("report.html", "text/html; charset=utf-8", reportPage(report));
  const failed = recorder.records.filter(({ outcome }) => outcome === "failed");
  if (failed.length > 0) {
    const reasons = failed.map(({ action, reason = "unknown error" }) => `${action}: ${reason}`);
    throw new ReportUnwritten(`${reasons.join("; ")}.`);
  }
}
