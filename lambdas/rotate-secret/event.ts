import { RotationFailure } from "./failure";
import type { RotationRequest } from "./rotation";
import { rotationSteps } from "./store";

/**
 * Reads the event of Secrets Manager.
 * @throws RotationFailure when it is not a rotation event; the message holds nothing of it.
 */
export function parseRotationEvent(event: unknown): RotationRequest {
  const secretId = textOf(event, "SecretId");
  const token = textOf(event, "ClientRequestToken");
  const named = textOf(event, "Step");
  const step = rotationSteps.find((candidate) => candidate === named);
  if (secretId === undefined || token === undefined || step === undefined) {
    throw new RotationFailure("invalid-event");
  }
  return { secretId, token, step };
}

function textOf(event: unknown, key: string): string | undefined {
  if (typeof event !== "object" || event === null) return undefined;
  const value: unknown = Object.entries(event).find(([name]) => name === key)?.[1];
  return typeof value === "string" && value !== "" ? value : undefined;
}
