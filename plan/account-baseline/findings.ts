import type { PlanContext } from "../context";
import type { EventRulePlan } from "../monitoring/event-rules";
import { creates, type DetectorName } from "./ownership";

interface FindingsRule {
  readonly detector: DetectorName;
  readonly key: string;
  readonly description: string;
  readonly pattern: EventRulePlan["pattern"];
}

// Sources: Security Hub User Guide, "EventBridge event formats for Security Hub CSPM"; Inspector User Guide, "Amazon
// EventBridge event schema for Amazon Inspector events"; Macie User Guide, "Amazon EventBridge event schema for Macie
// findings". Those of GuardDuty are forwarded whether or not this stack owns its detector: plan/monitoring has them.
const rules: readonly FindingsRule[] = [
  {
    detector: "securityHub",
    key: "security-hub-findings",
    description: "Security Hub reported something of high severity that nobody has dealt with",
    pattern: {
      source: ["aws.securityhub"],
      "detail-type": ["Security Hub Findings - Imported"],
      detail: {
        findings: {
          Severity: { Label: ["HIGH", "CRITICAL"] },
          Workflow: { Status: ["NEW"] },
          RecordState: ["ACTIVE"],
        },
      },
    },
  },
  {
    detector: "inspector",
    key: "inspector-findings",
    description: "Inspector found a severe weakness in an image or a function",
    pattern: {
      source: ["aws.inspector2"],
      "detail-type": ["Inspector2 Finding"],
      detail: { severity: ["HIGH", "CRITICAL"], status: ["ACTIVE"] },
    },
  },
  {
    detector: "macie",
    key: "macie-findings",
    description: "Macie found sensitive data, or a bucket that is open",
    pattern: {
      source: ["aws.macie"],
      "detail-type": ["Macie Finding"],
      detail: { severity: { description: ["Medium", "High"] } },
    },
  },
];

/** Rules that forward what the detectors of this stack find. Detective and AWS Config send no findings of their own. */
export function planDetectorFindings({
  config,
  environment,
  names,
}: PlanContext): readonly EventRulePlan[] {
  return rules
    .filter(({ detector }) => creates(config, detector))
    .map(({ key, description, pattern }) => ({
      key,
      name: names.name(key),
      alertClass: "unauthorized-access",
      description,
      pattern,
      state: "ENABLED",
      region: environment.region,
      origin: "region",
    }));
}
