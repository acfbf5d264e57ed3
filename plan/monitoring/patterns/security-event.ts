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

/** Pattern for what the governance function says of itself. */
export const phasePattern = (phase: GovernancePhase): string =>
  `{ ($.event_type = "governance.lifecycle") && ($.phase = "${phase}") }`;
