import type { SecretStore } from "./store";

/** A rotation under way, as a target sees it. */
export interface Rotation {
  /** ARN of the secret. */
  readonly secretId: string;
  /** Id of the version that is being made. */
  readonly token: string;
  /** Where values are. */
  readonly store: SecretStore;
  /** Value of the version with a label; undefined when there is no such version, or it has no value. */
  readonly valueAt: (stage: "AWSCURRENT" | "AWSPREVIOUS") => Promise<string | undefined>;
}

/** The system that takes a secret's value. Everything it does may be repeated. */
export interface RotationTarget {
  /** Makes the next value. */
  create(rotation: Rotation): Promise<string>;
  /** Makes the system take the pending value. */
  set(rotation: Rotation, pending: string): Promise<void>;
  /**
   * Uses the pending value once.
   * @throws RotationFailure when the system does not take it.
   */
  test(rotation: Rotation, pending: string): Promise<void>;
  /** Told once the value is current, and again when that step is repeated. */
  finish(rotation: Rotation, current: string): Promise<void>;
}
