import type { DetectionPattern } from "./pattern";

const governance = (decision: "deny" | "error", description: string): DetectionPattern => ({
  key: `governance-${decision}`,
  alertClass: "failed-governance-decision",
  description,
  source: "governance",
  pattern: `{ ($.event_type = "governance.decision") && ($.decision = "${decision}") }`,
  threshold: "failedGovernanceDecisions",
});

/** Decisions that stopped a call, in the estate's own log schema. */
export const failedGovernance: readonly DetectionPattern[] = [
  governance("deny", "Governance denied calls."),
  governance("error", "Governance could not decide."),
];
