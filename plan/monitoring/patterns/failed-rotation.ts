import type { DetectionPattern } from "./pattern";
import { rotationPattern } from "./security-event";

/** A step of a rotation that failed, as the rotation function of a service says in its own log group. */
export const failedRotation = (service: string): Omit<DetectionPattern, "source"> => ({
  key: `${service}-rotation-failed`,
  alertClass: "secret-access-anomaly",
  description: `A step in the rotation of a secret of ${service} failed.`,
  pattern: rotationPattern("failed"),
  threshold: "one",
});
