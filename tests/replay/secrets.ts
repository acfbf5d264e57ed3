import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetResourcePolicyCommand,
  PutResourcePolicyCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
} from "@aws-sdk/client-secrets-manager";
import type { Clients, Replay, ReplayTable } from "./contract";
import { answered, flag, number, object, optionalText, tagList, tagsOf, text } from "./values";

const secret: Replay = {
  async create({ secrets }, inputs) {
    const { ARN } = await secrets.send(
      new CreateSecretCommand({
        Name: text(inputs, "name"),
        Description: optionalText(inputs, "description"),
        KmsKeyId: optionalText(inputs, "kmsKeyId"),
        Tags: tagList(inputs),
      }),
    );
    const arn = answered(ARN, "ARN");
    return { id: arn, outputs: { arn } };
  },
  async read({ secrets }, { created }) {
    const answer = await secrets.send(new DescribeSecretCommand({ SecretId: created.id }));
    return {
      name: answer.Name,
      description: answer.Description,
      kmsKeyId: answer.KmsKeyId,
      tags: tagsOf(answer.Tags),
    };
  },
  unread: { recoveryWindowInDays: "an argument of the deletion, which has a test of its own" },
};

const secretPolicy: Replay = {
  async create({ secrets }, inputs) {
    const SecretId = text(inputs, "secretArn");
    await secrets.send(
      new PutResourcePolicyCommand({
        SecretId,
        ResourcePolicy: text(inputs, "policy"),
        BlockPublicPolicy: flag(inputs, "blockPublicPolicy"),
      }),
    );
    return { id: SecretId };
  },
  async read({ secrets }, { created }) {
    const answer = await secrets.send(new GetResourcePolicyCommand({ SecretId: created.id }));
    return { secretArn: answer.ARN, policy: answer.ResourcePolicy };
  },
  unread: {
    blockPublicPolicy: "an argument of PutResourcePolicy that is checked there and not kept",
  },
};

const secretRotation: Replay = {
  async create(clients, inputs) {
    const SecretId = text(inputs, "secretId");
    await giveFirstVersion(clients, SecretId);
    const AutomaticallyAfterDays = number(
      object(inputs, "rotationRules"),
      "automaticallyAfterDays",
    );
    await clients.secrets.send(
      new RotateSecretCommand({
        SecretId,
        RotationLambdaARN: text(inputs, "rotationLambdaArn"),
        RotationRules: { AutomaticallyAfterDays },
        RotateImmediately: flag(inputs, "rotateImmediately"),
      }),
    );
    return { id: SecretId };
  },
  async read({ secrets }, { created }) {
    const answer = await secrets.send(new DescribeSecretCommand({ SecretId: created.id }));
    return {
      secretId: answer.RotationEnabled === true ? answer.ARN : undefined,
      rotationLambdaArn: answer.RotationLambdaARN,
      rotationRules: { automaticallyAfterDays: answer.RotationRules?.AutomaticallyAfterDays },
    };
  },
  unread: { rotateImmediately: "an argument of RotateSecret that is not kept" },
};

// AWS rotates a secret that has no value yet; moto 5.2 fails with an internal error.
async function giveFirstVersion({ secrets }: Clients, SecretId: string): Promise<void> {
  const { VersionIdsToStages = {} } = await secrets.send(new DescribeSecretCommand({ SecretId }));
  if (Object.keys(VersionIdsToStages).length > 0) return;
  await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: "before the rotation" }));
}

/** Secrets, their policies and their rotation. */
export const secrets: ReplayTable = {
  "aws:secretsmanager/secret:Secret": secret,
  "aws:secretsmanager/secretPolicy:SecretPolicy": secretPolicy,
  "aws:secretsmanager/secretRotation:SecretRotation": secretRotation,
};
