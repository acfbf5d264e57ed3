import type securityEvents from "../security-events.json";

type Events = typeof securityEvents;

/** How a decision can go, as the events of the runtime have it. */
export type Decision = keyof Events["decisions"];

/** What the governance function can say of itself. */
export type GovernancePhase = keyof Events["phases"];

/** Types of events that are about one decision. */
export type DecisionEvent = {
  [Type in keyof Events["events"]]: "decision" extends keyof Events["events"][Type] ? Type : never;
}[keyof Events["events"]];

/** Pattern for events of one type that say how a decision went. */
export const decisionPattern = (type: DecisionEvent, decision: Decision): string =>
  `{ ($.event_type = "${type}") && ($.decision = "${decision}") }`;

type Reason = keyof Events["reasons"];

const bypassReasons: readonly Reason[] = ["receipt-missing", "receipt-invalid", "replayed"];

/** Pattern for requests that came without a decision of governance, with a forged one, or with one already used. */
export const bypassPattern = `{ ($.event_type = "request.verified") && (${bypassReasons
  .map((reason) => `($.reason = "${reason}")`)
  .join(" || ")}) }`;

/** Pattern for requests that were worked on although no decision is named. */
export const undecidedPattern =
  '{ ($.event_type = "request.verified") && ($.decision = "allow") && ($.decision_id NOT EXISTS) }';

/** Pattern for how a step of a rotation ended. */
export const rotationPattern = (phase: keyof Events["rotationPhases"]): string =>
  `{ ($.event_type = "secret.rotation") && ($.phase = "${phase}") }`;

/** Pattern for how a step of an incident ended. */
export const incidentPattern = (phase: keyof Events["incidentPhases"]): string =>
  `{ ($.event_type = "incident.step") && ($.phase = "${phase}") }`;

/** Pattern for what the governance function says of itself. */
export const phasePattern = (phase: GovernancePhase): string =>
  `{ ($.event_type = "governance.lifecycle") && ($.phase = "${phase}") }`;
