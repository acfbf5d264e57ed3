import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SecretUnavailableError } from "./kept-secret";

/**
 * Reads the version of a secret that is in force. The function it returns throws SecretUnavailableError when the secret
 * holds no text, and whatever the client throws.
 */
export const currentValueOf =
  (client: Pick<SecretsManagerClient, "send">, secretId: string): (() => Promise<string>) =>
  async () => {
    const { SecretString } = await client.send(
      new GetSecretValueCommand({ SecretId: secretId, VersionStage: "AWSCURRENT" }),
    );
    if (SecretString === undefined) throw new SecretUnavailableError();
    return SecretString;
  };
