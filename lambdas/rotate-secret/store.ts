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

/** What a rotation needs of Secrets Manager. Each call throws a RotationFailure when it is not answered. */
export interface SecretStore {
  /** Describes a secret. */
  describe(secretId: string): Promise<SecretDescription>;
  /** Value of a version, by its id; undefined when it has none. */
  read(secretId: string, version: string): Promise<string | undefined>;
  /** Value of the current version of a secret that is not the one that rotates. */
  readCurrent(secretId: string): Promise<string>;
  /** Makes letters and digits that nobody has seen. */
  generate(length: number): Promise<string>;
  /** Stores a value as the pending version. A version that has a value by then keeps it. */
  putPending(secretId: string, version: string, value: string): Promise<void>;
  /** Moves AWSCURRENT to a version, away from the one that holds it. */
  makeCurrent(secretId: string, version: string, previous: string | undefined): Promise<void>;
}
