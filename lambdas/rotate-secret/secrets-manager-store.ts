import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import type { SecretStore } from "./store";

const generatedLength = 48;

/** The store that Secrets Manager itself is. */
export function secretsManagerStore(client: SecretsManagerClient): SecretStore {
  return {
    async describe(SecretId) {
      const { RotationEnabled, VersionIdsToStages } = await client.send(
        new DescribeSecretCommand({ SecretId }),
      );
      return {
        rotationEnabled: RotationEnabled ?? false,
        stagesByVersion: VersionIdsToStages ?? {},
      };
    },
    async hasValue(SecretId, VersionId) {
      try {
        // By version id, not by label: labels move while a rotation runs.
        const { SecretString } = await client.send(
          new GetSecretValueCommand({ SecretId, VersionId }),
        );
        return SecretString !== undefined;
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return false;
        throw error;
      }
    },
    async generate() {
      const { RandomPassword } = await client.send(
        new GetRandomPasswordCommand({
          PasswordLength: generatedLength,
          ExcludePunctuation: true,
        }),
      );
      if (RandomPassword === undefined) throw new Error("Secrets Manager generated no value.");
      return RandomPassword;
    },
    async putPending(SecretId, ClientRequestToken, SecretString) {
      await client.send(
        new PutSecretValueCommand({
          SecretId,
          ClientRequestToken,
          SecretString,
          VersionStages: ["AWSPENDING"],
        }),
      );
    },
    async makeCurrent(SecretId, MoveToVersionId, RemoveFromVersionId) {
      await client.send(
        new UpdateSecretVersionStageCommand({
          SecretId,
          VersionStage: "AWSCURRENT",
          MoveToVersionId,
          ...(RemoveFromVersionId !== undefined && { RemoveFromVersionId }),
        }),
      );
    },
  };
}
