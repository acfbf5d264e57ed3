import {
  type RotationFailureReason,
  rotationFailures,
} from "../../runtime/telemetry/rotation-failures";

/**
 * A step of a rotation was not done. Its message is one of a closed list, and it has no cause: messages of drivers
 * and of AWS may repeat what they were given, and Lambda writes every error it is thrown into the log.
 */
export class RotationFailure extends Error {
  override readonly name = "RotationFailure";
  /** Why. */
  readonly reason: RotationFailureReason;

  constructor(reason: RotationFailureReason) {
    super(`${reason}: ${rotationFailures[reason].text}`);
    this.reason = reason;
  }
}

/** Any error as one that may be shown. */
export const shownFailure = (error: unknown): RotationFailure =>
  error instanceof RotationFailure ? error : new RotationFailure("unexpected");
