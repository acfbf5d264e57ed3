import type { PlanContext } from "../context";
import {
  ask,
  detection,
  type MessagePlan,
  report,
  type States,
  stateOf,
  step,
  tell,
} from "./states";

/** A state machine in Amazon States Language. */
export interface WorkflowDefinition {
  /** What it does. */
  readonly Comment: string;
  /** Name of its first state. */
  readonly StartAt: string;
  /** Its states. */
  readonly States: States;
}

/** Seconds that approval is waited for before it is asked for once more: four hours. */
export const approvalSeconds = 14_400;

/** Seconds that people have to say that a service may run again: thirty days. */
export const recoverySeconds = 2_592_000;

type Wiring = Readonly<{ isDryRun: boolean; afterQuarantine: string; afterEradication: string }>;

const wirings: Readonly<Record<"dry-run" | "approve" | "automatic", Wiring>> = {
  "dry-run": { isDryRun: true, afterQuarantine: "Revoke", afterEradication: "Release" },
  approve: { isDryRun: false, afterQuarantine: "AskApproval", afterEradication: "AskRecovery" },
  automatic: { isDryRun: false, afterQuarantine: "Revoke", afterEradication: "AskRecovery" },
};

/**
 * Plans the workflow of an incident: the governance flag first, then sessions, mesh and network, then tasks. A step that
 * fails is recorded and stops none that follows. An execution fails only where no incident or no report came of it: an
 * alarm says so, and it can be begun again where it stopped (AWS Step Functions API Reference, "RedriveExecution").
 */
export function planWorkflow(context: PlanContext): WorkflowDefinition {
  const { mode } = context.config.incidentResponse.containment;
  const wiring = wirings[mode];
  return {
    Comment: "Takes an incident from finding to lessons learned",
    StartAt: stateOf("detect"),
    States: {
      ...beginning(context, wiring),
      ...containing(context, wiring),
      ...(mode === "approve" ? approving(context) : {}),
      ...recovering(context, wiring),
      ...ending(context, wiring),
    },
  };
}

/** Detection and assessment. Where a responder names an incident in place of a finding, the next step releases it. */
function beginning(context: PlanContext, { isDryRun }: Wiring): States {
  const is = (verdict: string) => ({
    And: [
      { Variable: "$.incident.verdict", IsPresent: true },
      { Variable: "$.incident.verdict", StringEquals: verdict },
    ],
  });
  const over = { Or: [is("refused"), is("duplicate")], Next: "NothingToDo" };
  return {
    ...detection(context, { isDryRun, next: "Detected" }),
    // Before it is assessed only what was contained earlier has this verdict.
    Detected: {
      Type: "Choice",
      Choices: [over, { ...is("contain"), Next: stateOf("release") }],
      Default: stateOf("assess"),
    },
    ...step(context, { step: "assess", next: "Assessed", isDryRun }),
    Assessed: {
      Type: "Choice",
      Choices: [{ ...is("contain"), Next: stateOf("preserve") }, over],
      Default: "TellPeople",
    },
    ...tell(context, "TellPeople", {
      step: "assess",
      message: notContained,
      next: stateOf("learn"),
    }),
    NothingToDo: { Type: "Succeed" },
  };
}

/** From evidence to proof. */
function containing(context: PlanContext, { isDryRun, afterQuarantine }: Wiring): States {
  const then = (of: Parameters<typeof stateOf>[0], next: string) =>
    step(context, { step: of, next, isDryRun });
  return {
    ...then("preserve", stateOf("quarantine")),
    ...then("quarantine", afterQuarantine),
    ...then("revoke", stateOf("isolate")),
    ...then("isolate", stateOf("stop")),
    ...then("stop", stateOf("verify")),
    ...then("verify", "TellContained"),
    ...tell(context, "TellContained", {
      step: "verify",
      message: contained(isDryRun),
      next: stateOf("eradicate"),
    }),
  };
}

/** Approval, asked for twice. While nobody answers the service stays quarantined. */
function approving(context: PlanContext): States {
  const answers = { yes: stateOf("revoke"), no: stateOf("release") };
  return {
    ...ask(context, "AskApproval", {
      ...answers,
      message: approval("waits for approval"),
      timeoutSeconds: approvalSeconds,
      silence: "Escalate",
    }),
    ...ask(context, "Escalate", {
      ...answers,
      message: approval("still waits for approval"),
      timeoutSeconds: recoverySeconds,
      silence: "TellKept",
    }),
  };
}

/** Eradication, and release when people say so. */
function recovering(context: PlanContext, { isDryRun, afterEradication }: Wiring): States {
  const eradication = step(context, { step: "eradicate", next: afterEradication, isDryRun });
  if (isDryRun) return eradication;
  return {
    ...eradication,
    ...ask(context, "AskRecovery", {
      message: recovery,
      timeoutSeconds: recoverySeconds,
      yes: stateOf("release"),
      no: "TellKept",
      silence: "TellKept",
    }),
    ...tell(context, "TellKept", { step: "release", message: kept, next: stateOf("learn") }),
  };
}

/** Release, report, end. */
function ending(context: PlanContext, { isDryRun }: Wiring): States {
  return {
    ...step(context, { step: "release", next: "TellReleased", isDryRun }),
    ...tell(context, "TellReleased", {
      step: "release",
      message: released(isDryRun),
      next: stateOf("learn"),
    }),
    ...report(context, { next: "Recorded", isDryRun }),
    Recorded: { Type: "Succeed" },
  };
}

const notContained: MessagePlan = {
  subject: "a finding needs you",
  text: "Incident {}: nothing was contained: {}.\n\nFinding: {}",
  values: ["$.incident.id", "$.incident.verdictReason", "States.JsonToString($.incident.finding)"],
};

const approval = (state: string): MessagePlan => ({
  subject: `containment ${state}`,
  text: "Incident {}: {} is quarantined: {}. Sessions, mesh, network and tasks are untouched until you say yes; no ends the quarantine.\n\nFinding: {}",
  values: [
    "$.incident.id",
    "$.incident.service",
    "$.incident.verdictReason",
    "States.JsonToString($.incident.finding)",
  ],
});

const contained = (isDryRun: boolean): MessagePlan => ({
  subject: isDryRun ? "a dry run of containment" : "a service was contained",
  text: `Incident {}: {} ${isDryRun ? "would have been" : "was"} contained: {}.\n\nSteps: {}`,
  values: [
    "$.incident.id",
    "$.incident.service",
    "$.incident.verdictReason",
    "States.JsonToString($.incident.records)",
  ],
});

const recovery: MessagePlan = {
  subject: "a contained service waits for you",
  text: "Incident {}: may {} run again? Its policies come back as they were when it was contained: compare them with the program first. No keeps it contained and ends this execution; so does silence, after thirty days.",
  values: ["$.incident.id", "$.incident.service"],
};

const kept: MessagePlan = {
  subject: "a service stays contained",
  text: "Incident {}: {} stays as it is. To release it, start the workflow with the id of the incident under the key release.",
  values: ["$.incident.id", "$.incident.service"],
};

const released = (isDryRun: boolean): MessagePlan => ({
  subject: isDryRun ? "a dry run of release" : "a service was released",
  text: `Incident {}: ${isDryRun ? "what release would have done" : "release was carried out"}.\n\nSteps: {}`,
  values: ["$.incident.id", "States.JsonToString($.incident.records)"],
});
