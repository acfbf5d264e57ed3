import {
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
  type LambdaClient,
  PutFunctionConcurrencyCommand,
} from "@aws-sdk/client-lambda";
import { RotateSecretCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Estate } from "../../runtime/containment/ports";

type Rotations = Pick<
  Estate,
  "readReservedConcurrency" | "putReservedConcurrency" | "rotateSecret"
>;

/** Rotation functions as Lambda has them, and rotations as Secrets Manager begins them. */
export function awsRotations(lambda: LambdaClient, secrets: SecretsManagerClient): Rotations {
  return {
    async readReservedConcurrency(FunctionName) {
      const command = new GetFunctionConcurrencyCommand({ FunctionName });
      return (await lambda.send(command)).ReservedConcurrentExecutions;
    },
    async putReservedConcurrency(FunctionName, count) {
      if (count === undefined) {
        await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
        return;
      }
      const ReservedConcurrentExecutions = count;
      await lambda.send(
        new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }),
      );
    },
    async rotateSecret(SecretId, ClientRequestToken) {
      await secrets.send(new RotateSecretCommand({ SecretId, ClientRequestToken }));
    },
  };
}
