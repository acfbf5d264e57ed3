import type { RotationStep, SecretStore } from "./store";

/** What Secrets Manager asks a rotation function to do. */
export interface RotationRequest {
  /** ARN of the secret. */
  readonly secretId: string;
  /** Token of this rotation: the id of the version it makes. */
  readonly token: string;
  /** Step of the rotation. */
  readonly step: RotationStep;
}

/**
 * Performs one step of a rotation to a generated value. Every step may be repeated after a crash: it looks at
 * what is there and does only what is missing.
 * @throws when the secret does not rotate, or the version is not the one that is pending.
 */
export async function rotate(store: SecretStore, request: RotationRequest): Promise<void> {
  const stages = await checkedStages(store, request);
  if (stages.includes("AWSCURRENT")) return;
  switch (request.step) {
    case "createSecret":
      return createSecret(store, request);
    case "setSecret":
      // A generated value has no other system that must learn it.
      return;
    case "testSecret":
      return testSecret(store, request);
    case "finishSecret":
      return finishSecret(store, request);
  }
}

async function checkedStages(
  store: SecretStore,
  { secretId, token }: RotationRequest,
): Promise<readonly string[]> {
  const { rotationEnabled, stagesByVersion } = await store.describe(secretId);
  if (!rotationEnabled) throw new Error(`Rotation is not enabled for ${secretId}.`);
  const stages = stagesByVersion[token];
  if (stages === undefined) throw new Error(`${secretId} has no version ${token}.`);
  const isInRotation = stages.includes("AWSCURRENT") || stages.includes("AWSPENDING");
  if (!isInRotation) throw new Error(`Version ${token} of ${secretId} is not pending.`);
  return stages;
}

async function createSecret(store: SecretStore, { secretId, token }: RotationRequest) {
  if (await store.hasValue(secretId, token)) return;
  await store.putPending(secretId, token, await store.generate());
}

async function testSecret(store: SecretStore, { secretId, token }: RotationRequest) {
  if (await store.hasValue(secretId, token)) return;
  throw new Error(`The pending version ${token} of ${secretId} has no value.`);
}

async function finishSecret(store: SecretStore, { secretId, token }: RotationRequest) {
  const { stagesByVersion } = await store.describe(secretId);
  const current = Object.keys(stagesByVersion).find((version) =>
    stagesByVersion[version]?.includes("AWSCURRENT"),
  );
  if (current !== token) await store.makeCurrent(secretId, token, current);
}
