import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { parseRotationEvent } from "./event";
import { rotate } from "./rotation";
import { secretsManagerStore } from "./secrets-manager-store";

const store = secretsManagerStore(new SecretsManagerClient({}));

/** Entry point: Secrets Manager invokes it once per step. */
export async function handler(event: unknown): Promise<void> {
  const request = parseRotationEvent(event);
  await rotate(store, request);
  console.log(JSON.stringify({ message: "rotation step done", ...request }));
}
