import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Properties } from "../../../policy-pack/engine/value";
import { unknown } from "../../support/policy-pack/resources";
import { keyArn, made } from "./quality-case";

/** A secret under the account's key that can be recovered for a month. */
export const secret = made("secretsmanager/Secret secret", {
  name: "orders/db",
  description: "Database of the orders",
  kmsKeyId: keyArn,
  recoveryWindowInDays: 30,
});

/** How the secret is rotated. */
export function rotation(rotationRules: Properties, more: Properties = {}): StackResource {
  return made(
    "secretsmanager/SecretRotation rotation",
    {
      secretId: unknown,
      rotationLambdaArn: "arn:aws:lambda:us-east-1:111122223333:function:rotate",
      rotationRules,
      ...more,
    },
    { secretId: secret },
  );
}

/** The rotation that a secret should have. */
export const monthly = rotation({ automaticallyAfterDays: 30 });

/** A function with an environment. */
export function functionWith(variables: Properties): StackResource {
  return made("lambda/Function function", {
    name: "orders",
    role: "arn:aws:iam::111122223333:role/orders",
    runtime: "nodejs22.x",
    handler: "index.handler",
    kmsKeyArn: keyArn,
    environment: { variables },
  });
}

/** A task of one container. */
export function taskWith(container: Properties): StackResource {
  return made("ecs/TaskDefinition task", {
    family: "orders",
    containerDefinitions: JSON.stringify([{ name: "orders", image: "orders:1", ...container }]),
  });
}

/** The ARN of the secret. */
export const secretArn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:orders/db-a1b2c3";
