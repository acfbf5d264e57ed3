import type { DetectionPattern } from "./pattern";
import { incidentPattern } from "./security-event";

/** A step of an incident of which something failed, as the containment function says itself. */
export const failedContainment: DetectionPattern = {
  key: "incident-step-failed",
  alertClass: "operations",
  description: "Something of an incident was not done: its record says what.",
  source: "containment",
  pattern: incidentPattern("failed"),
  threshold: "one",
};
