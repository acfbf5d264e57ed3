import { RotationFailure } from "./failure";
import { type Patience, untilItWorks } from "./patience";
import type { RotationStep, SecretDescription, SecretStore } from "./store";
import type { Rotation, RotationTarget } from "./target";

/** What Secrets Manager asks a rotation function to do. */
export interface RotationRequest {
  /** ARN of the secret. */
  readonly secretId: string;
  /** Token of this rotation: the id of the version it makes. */
  readonly token: string;
  /** Step of the rotation. */
  readonly step: RotationStep;
}

/** What a step works with. */
export interface RotationTools {
  /** Secrets Manager. */
  readonly store: SecretStore;
  /** The system that takes the value. */
  readonly target: RotationTarget;
  /** How long a value that does not work yet is tried. */
  readonly patience: Patience;
}

/**
 * Performs one step of a rotation. Every step may be repeated after a crash: it looks at what is there and does only
 * what is missing.
 * @throws RotationFailure when the secret does not rotate, the version is not the one that is pending, or the step
 * could not be done.
 */
export async function rotate(tools: RotationTools, request: RotationRequest): Promise<void> {
  const { store, target, patience } = tools;
  const description = await store.describe(request.secretId);
  const rotation = { ...request, store, valueAt: valuesOf(store, request.secretId, description) };
  const isCurrent = checkedStages(description, request).includes("AWSCURRENT");
  if (isCurrent && request.step !== "finishSecret") return;
  if (request.step === "createSecret") return createSecret(target, rotation);
  // By version id, not by label: labels move while a rotation runs.
  const value = await store.read(request.secretId, request.token);
  if (value === undefined) throw new RotationFailure("value-missing");
  switch (request.step) {
    case "setSecret":
      return target.set(rotation, value);
    case "testSecret":
      return untilItWorks(() => target.test(rotation, value), patience);
    case "finishSecret":
      if (!isCurrent) await makeCurrent(rotation, description);
      return target.finish(rotation, value);
  }
}

function checkedStages(
  { rotationEnabled, stagesByVersion }: SecretDescription,
  { token }: RotationRequest,
): readonly string[] {
  if (!rotationEnabled) throw new RotationFailure("rotation-disabled");
  const stages = Object.hasOwn(stagesByVersion, token) ? stagesByVersion[token] : undefined;
  if (stages === undefined) throw new RotationFailure("version-unknown");
  const isInRotation = stages.includes("AWSCURRENT") || stages.includes("AWSPENDING");
  if (!isInRotation) throw new RotationFailure("version-not-pending");
  return stages;
}

function valuesOf(
  store: SecretStore,
  secretId: string,
  description: SecretDescription,
): Rotation["valueAt"] {
  return async (stage) => {
    const version = holderOf(stage, description);
    return version === undefined ? undefined : store.read(secretId, version);
  };
}

const holderOf = (stage: string, { stagesByVersion }: SecretDescription): string | undefined =>
  Object.entries(stagesByVersion).find(([, stages]) => stages.includes(stage))?.[0];

async function createSecret(target: RotationTarget, rotation: Rotation): Promise<void> {
  const { store, secretId, token } = rotation;
  if ((await store.read(secretId, token)) !== undefined) return;
  await store.putPending(secretId, token, await target.create(rotation));
}

async function makeCurrent(
  { store, secretId, token }: Rotation,
  description: SecretDescription,
): Promise<void> {
  try {
    await store.makeCurrent(secretId, token, holderOf("AWSCURRENT", description));
  } catch (error) {
    // A reply that was lost is repeated by the SDK, and refused then, because the label is no longer where it was.
    const { stagesByVersion } = await store.describe(secretId);
    if (stagesByVersion[token]?.includes("AWSCURRENT") !== true) throw error;
  }
}
