import type { Finding } from "./finding";
import { levelInForce, messageOf } from "./finding";

/** Reports one violation. The SDK's own type hides that it also takes an object. */
type ReportViolation = (message: string, urn?: string) => void;

type ReportObject = (violation: {
  readonly name: string;
  readonly message: string;
  readonly urn?: string;
  readonly severity: Finding["severity"];
  readonly enforcementLevel: Finding["level"];
  readonly description: string;
}) => void;

/** How findings are reported. */
export interface ReportOptions {
  /** Whether a violation may carry rule, level and severity of its own. */
  readonly acceptsObjects: boolean;
  /** Whether advisory findings stop a deployment as well. */
  readonly failOnAdvisory: boolean;
}

/** Reports findings through the SDK, each under its own rule. */
export function reportFindings(
  findings: readonly Finding[],
  reportViolation: ReportViolation,
  { acceptsObjects, failOnAdvisory }: ReportOptions,
): void {
  for (const finding of findings) {
    const enforcementLevel = levelInForce(finding, failOnAdvisory);
    const { rule: name, urn, severity, why: description } = finding;
    const message = messageOf(finding);
    if (acceptsObjects) {
      const report = reportViolation as unknown as ReportObject;
      report({ name, message, ...(urn && { urn }), severity, enforcementLevel, description });
    } else {
      // The level is that of the SDK policy then: everything is mandatory.
      reportViolation(`[${name}][${severity}][${finding.fingerprint}] ${message}`, urn);
    }
  }
}
