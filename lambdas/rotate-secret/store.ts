/** The steps of a rotation, in order. */
export const rotationSteps = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;

/** A step of a rotation. */
export type RotationStep = (typeof rotationSteps)[number];

/** What is known of a secret without its value. */
export interface SecretDescription {
  /** Whether the secret rotates at all. */
  readonly rotationEnabled: boolean;
  /** Staging labels by version id. */
  readonly stagesByVersion: Readonly<Record<string, readonly string[]>>;
}

/** What a rotation needs of Secrets Manager. */
export interface SecretStore {
  /** Describes a secret. */
  describe(secretId: string): Promise<SecretDescription>;
  /** Whether a version holds a value. */
  hasValue(secretId: string, version: string): Promise<boolean>;
  /** Makes a value that nobody has seen. */
  generate(): Promise<string>;
  /** Stores a value as the pending version; repeating it changes nothing. */
  putPending(secretId: string, version: string, value: string): Promise<void>;
  /** Moves AWSCURRENT to a version, away from the one that holds it. */
  makeCurrent(secretId: string, version: string, previous: string | undefined): Promise<void>;
}
