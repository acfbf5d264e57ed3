import type { DetectionPattern } from "./pattern";
import { type Decision, decisionPattern } from "./security-event";

/** Requests that a service refused to work on, in its own log group. */
export const failedVerification = (
  service: string,
): readonly Omit<DetectionPattern, "source">[] => {
  const refused = (decision: Exclude<Decision, "allow">, description: string) =>
    ({
      key: `${service}-request-${decision}`,
      alertClass: "failed-governance-decision",
      description,
      pattern: decisionPattern("request.verified", decision),
      threshold: "failedGovernanceDecisions",
    }) as const;
  return [
    refused("deny", `${service} refused requests: forged, altered, replayed or not permitted.`),
    refused("error", `${service} could not verify requests.`),
  ];
};
