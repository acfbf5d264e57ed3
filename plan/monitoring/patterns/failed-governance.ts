import { callsOf, type DetectionPattern } from "./pattern";
import { type Decision, decisionPattern, phasePattern } from "./security-event";

const governance = (
  decision: Exclude<Decision, "allow">,
  description: string,
): DetectionPattern => ({
  key: `governance-${decision}`,
  alertClass: "failed-governance-decision",
  description,
  source: "governance",
  pattern: decisionPattern("governance.decision", decision),
  threshold: "failedGovernanceDecisions",
});

/** Decisions that stopped a call, and an engine that failed, in the estate's own log schema. */
export const failedGovernance: readonly DetectionPattern[] = [
  governance("deny", "Governance denied calls."),
  governance("error", "Governance could not decide."),
  {
    key: "governance-engine-reloaded",
    alertClass: "failed-governance-decision",
    description: "The policy engine failed and was loaded anew.",
    source: "governance",
    pattern: phasePattern("engine-reloaded"),
    threshold: "one",
  },
  // What is in the table has an alarm of its own (plan/governance/alarms.ts); this is the table itself.
  {
    key: "governance-store-changes",
    alertClass: "failed-governance-decision",
    description: "A table of the account, or who may use it, was changed: governance's may be it.",
    source: "trail",
    pattern: `{ ${callsOf("dynamodb.amazonaws.com", [
      "UpdateTable",
      "DeleteTable",
      "PutResourcePolicy",
      "DeleteResourcePolicy",
      "RestoreTableFromBackup",
      "RestoreTableToPointInTime",
      "UpdateContinuousBackups",
    ])} }`,
    threshold: "one",
  },
];
