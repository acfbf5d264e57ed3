import type { DetectionPattern } from "./pattern";
import { bypassPattern, type Decision, decisionPattern, undecidedPattern } from "./security-event";

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
    {
      ...refused("deny", `Calls of ${service} tried to get round governance.`),
      key: `${service}-bypass-attempted`,
      pattern: bypassPattern,
      threshold: "one",
    },
    {
      ...refused("deny", `${service} did work that governance had not decided on.`),
      key: `${service}-bypassed`,
      pattern: undecidedPattern,
      threshold: "one",
    },
  ];
};
