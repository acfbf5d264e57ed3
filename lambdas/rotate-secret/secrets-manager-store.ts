import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  type SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { RotationFailure } from "./failure";
import type { SecretStore } from "./store";

/** The store that Secrets Manager itself is. */
export function secretsManagerStore(client: SecretsManagerClient): SecretStore {
  return {
    async describe(SecretId) {
      const { RotationEnabled, VersionIdsToStages } = await answered(
        client.send(new DescribeSecretCommand({ SecretId })),
      );
      return {
        rotationEnabled: RotationEnabled ?? false,
        stagesByVersion: VersionIdsToStages ?? {},
      };
    },
    async read(SecretId, VersionId) {
      try {
        const command = new GetSecretValueCommand({ SecretId, VersionId });
        return (await client.send(command)).SecretString;
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw new RotationFailure("secrets-manager");
      }
    },
    async readCurrent(SecretId) {
      const command = new GetSecretValueCommand({ SecretId, VersionStage: "AWSCURRENT" });
      const { SecretString } = await answered(client.send(command));
      if (SecretString === undefined) throw new RotationFailure("value-missing");
      return SecretString;
    },
    async generate(PasswordLength) {
      const command = new GetRandomPasswordCommand({ PasswordLength, ExcludePunctuation: true });
      const { RandomPassword } = await answered(client.send(command));
      if (RandomPassword === undefined) throw new RotationFailure("secrets-manager");
      return RandomPassword;
    },
    async putPending(SecretId, ClientRequestToken, SecretString) {
      const VersionStages = ["AWSPENDING"];
      try {
        await client.send(
          new PutSecretValueCommand({ SecretId, ClientRequestToken, SecretString, VersionStages }),
        );
      } catch (error) {
        // A token stands for one value: another run of this step has stored its own, and that one stays.
        if (!(error instanceof ResourceExistsException))
          throw new RotationFailure("secrets-manager");
      }
    },
    async makeCurrent(SecretId, MoveToVersionId, RemoveFromVersionId) {
      await answered(
        client.send(
          new UpdateSecretVersionStageCommand({
            SecretId,
            VersionStage: "AWSCURRENT",
            MoveToVersionId,
            ...(RemoveFromVersionId !== undefined && { RemoveFromVersionId }),
          }),
        ),
      );
    },
  };
}

async function answered<Answer>(sent: Promise<Answer>): Promise<Answer> {
  try {
    return await sent;
  } catch {
    // Not the error of the SDK: it carries request and response.
    throw new RotationFailure("secrets-manager");
  }
}
