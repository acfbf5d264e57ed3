import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Value } from "../../../../policy-pack/engine/value";
import { secretAccessAgreement } from "../../../../policy-pack/rules/secret/access-agreement";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { policyText, roleArn, root } from "../kms/keys";

const task = roleArn("orbit-task");
const rotate = roleArn("orbit-rotation");
const stranger = roleArn("stranger");

const keyWith = (...statements: readonly Readonly<Record<string, Value>>[]) =>
  resource("aws:kms/key:Key", { policy: policyText(...statements) });
const decrypt = (roles: readonly string[], conditions: Readonly<Record<string, Value>> = {}) => ({
  Principal: { AWS: root },
  Condition: { ArnEquals: { "aws:PrincipalArn": roles }, ...conditions },
});
const denial = (roles: readonly string[], operator = "ArnNotEquals") =>
  document({
    Effect: "Deny",
    Principal: "*",
    Action: "secretsmanager:GetSecretValue",
    Resource: "*",
    Condition: { [operator]: { "aws:PrincipalArn": roles } },
  });
const allowance = (...roles: readonly string[]) =>
  document({
    Principal: { AWS: roles },
    Action: "secretsmanager:GetSecretValue",
    Resource: "*",
  });

const stackOf = (key: StackResource, policy: Value): readonly StackResource[] => {
  const secret = resource(
    "aws:secretsmanager/secret:Secret",
    { name: "orbit/api-token", kmsKeyId: unknown },
    { refersTo: { kmsKeyId: key } },
  );
  const secretPolicy = resource(
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    { secretArn: unknown, policy },
    { refersTo: { secretArn: secret } },
  );
  return [key, secret, secretPolicy];
};

const strangerFor = decrypt([stranger], {
  StringLike: {
    "kms:EncryptionContext:SecretARN":
      "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orbit/api-token-a1b2c3",
  },
});
const withName = (name: Value, stack: readonly StackResource[]): readonly StackResource[] =>
  stack.map((each) =>
    each.type === "aws:secretsmanager/secret:Secret"
      ? { ...each, properties: { ...each.properties, name } }
      : each,
  );

export const secretAccessAgreementCases = ruleCases(secretAccessAgreement, [
  {
    requirement: "POL-323",
    title: "readers who all decrypt, and nobody else",
    resources: stackOf(keyWith(decrypt([task]), decrypt([rotate])), denial([rotate, task])),
    verdict: "pass",
  },
  {
    requirement: "POL-323",
    title: "a reader who cannot decrypt",
    resources: stackOf(keyWith(decrypt([task])), denial([task, rotate])),
    verdict: "fail",
    path: "/kmsKeyId",
    message: /orbit-rotation may read the secret and not decrypt/,
    fix: /same roles/,
    count: 1,
  },
  {
    requirement: "POL-323",
    title: "somebody who decrypts and is no reader",
    resources: stackOf(keyWith(decrypt([task, stranger])), denial([task])),
    verdict: "fail",
    message: /stranger may decrypt with the key and not read/,
    count: 1,
  },
  {
    title: "a named reader who cannot decrypt",
    resources: stackOf(keyWith(decrypt([rotate])), allowance(task, rotate)),
    verdict: "fail",
    message: /orbit-task may read the secret/,
    count: 1,
  },
  {
    title: "somebody who decrypts and may be a reader by an identity policy",
    resources: stackOf(keyWith(decrypt([task, stranger])), allowance(task)),
    verdict: "pass",
  },
  ...["ArnNotLike", "StringNotLike", "StringNotEquals"].map((operator) => ({
    title: `a denial by ${operator}`,
    resources: stackOf(keyWith(decrypt([task, stranger])), denial([task], operator)),
    verdict: "fail" as const,
  })),
  {
    title: "readers by pattern",
    resources: stackOf(keyWith(decrypt([task])), denial([roleArn("orbit-*")], "ArnNotLike")),
    verdict: "pass",
  },
  {
    title: "a key that leaves decryption to identity policies",
    resources: stackOf(
      keyWith(decrypt([stranger]), { Principal: { AWS: root }, Action: "kms:*" }),
      denial([task]),
    ),
    verdict: "pass",
  },
  {
    title: "a key that lets everybody decrypt, beside a role",
    resources: stackOf(
      keyWith({ Principal: { AWS: [stranger, "*"] } }, decrypt([stranger])),
      denial([task]),
    ),
    verdict: "pass",
  },
  {
    title: "a key that lets a pattern of roles decrypt",
    resources: stackOf(keyWith({ Principal: { AWS: roleArn("*") } }), denial([task])),
    verdict: "pass",
  },
  {
    title: "somebody who decrypts unless through another service",
    resources: stackOf(
      keyWith(
        decrypt([task, stranger], {
          StringNotEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        }),
      ),
      denial([task]),
    ),
    verdict: "fail",
    count: 1,
  },
  {
    title: "somebody who decrypts through an unknown service",
    resources: stackOf(
      keyWith(
        decrypt([task, stranger], {
          StringEquals: { "kms:ViaService": ["s3.x.amazonaws.com", unknown] },
        }),
      ),
      denial([task]),
    ),
    verdict: "undecided",
    path: "/policy/Statement/0/Condition/StringEquals/kms:ViaService/1",
  },
  {
    title: "somebody who decrypts through Secrets Manager among others",
    resources: stackOf(
      keyWith(
        decrypt([task, stranger], {
          StringEquals: {
            "kms:ViaService": [
              "s3.eu-west-1.amazonaws.com",
              "secretsmanager.eu-west-1.amazonaws.com",
            ],
          },
        }),
      ),
      denial([task]),
    ),
    verdict: "fail",
    count: 1,
  },
  {
    title: "a denial that names one role and exempts another",
    resources: stackOf(
      keyWith(decrypt([task, stranger])),
      document({
        Effect: "Deny",
        Principal: { AWS: stranger },
        Action: "secretsmanager:GetSecretValue",
        Condition: { ArnNotEquals: { "aws:PrincipalArn": task } },
      }),
    ),
    verdict: "pass",
  },
  {
    title: "a denial for everybody in a list",
    resources: stackOf(
      keyWith(decrypt([task, stranger])),
      document({
        Effect: "Deny",
        Principal: { AWS: [stranger, "*"] },
        Action: "secretsmanager:GetSecretValue",
        Condition: {
          ArnNotEquals: { "aws:PrincipalArn": task },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      }),
    ),
    verdict: "fail",
    count: 1,
  },
  {
    title: "somebody who decrypts through another service",
    resources: stackOf(
      keyWith(
        decrypt([task], {
          StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" },
        }),
        decrypt([stranger], { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } }),
      ),
      denial([task]),
    ),
    verdict: "pass",
  },
  {
    title: "somebody who decrypts other secrets",
    resources: stackOf(
      keyWith(
        decrypt([task], {
          StringLike: {
            "kms:EncryptionContext:SecretARN":
              "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orbit/api-token-??????",
          },
        }),
        decrypt([stranger], {
          StringLike: {
            "kms:EncryptionContext:SecretARN":
              "arn:aws:secretsmanager:eu-west-1:111122223333:secret:axon/model-key-??????",
          },
        }),
      ),
      denial([task]),
    ),
    verdict: "pass",
  },
  {
    title: "somebody who decrypts a secret that may be this one",
    resources: withName(unknown, stackOf(keyWith(decrypt([task]), strangerFor), denial([task]))),
    verdict: "undecided",
    path: "/name",
    count: 1,
  },
  {
    title: "somebody who decrypts a secret, beside a secret that AWS names",
    resources: withName(null, stackOf(keyWith(decrypt([task]), strangerFor), denial([task]))),
    verdict: "fail",
    message: /stranger may decrypt/,
    count: 1,
  },
  {
    title: "somebody who decrypts this secret among others",
    resources: stackOf(
      keyWith(
        decrypt([task, stranger], {
          StringLike: {
            "kms:EncryptionContext:SecretARN": [
              "arn:aws:secretsmanager:eu-west-1:111122223333:secret:axon/model-key-??????",
              "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orbit/*",
            ],
          },
        }),
      ),
      denial([task]),
    ),
    verdict: "fail",
  },
  {
    title: "somebody who administers the key",
    resources: stackOf(
      keyWith(decrypt([task]), { ...decrypt([stranger]), Action: "kms:PutKeyPolicy" }),
      denial([task]),
    ),
    verdict: "pass",
  },
  {
    title: "a denial of decryption, which admits nobody",
    resources: stackOf(
      keyWith(decrypt([task]), { ...decrypt([stranger]), Effect: "Deny" }),
      denial([task]),
    ),
    verdict: "pass",
  },
  {
    title: "a secret policy about something else",
    resources: stackOf(
      keyWith(decrypt([task, stranger])),
      document({
        Effect: "Deny",
        Principal: "*",
        Action: "secretsmanager:DeleteSecret",
        Condition: { ArnNotEquals: { "aws:PrincipalArn": task } },
      }),
    ),
    verdict: "pass",
  },
  {
    title: "a secret without a policy",
    resources: stackOf(keyWith(decrypt([task])), null).slice(0, 2),
    verdict: "pass",
  },
  {
    title: "a secret with a key of another stack",
    resources: stackOf(keyWith(decrypt([task])), denial([stranger])).slice(1),
    verdict: "pass",
  },
  {
    title: "a policy of its own for the key, found through an alias",
    resources: (() => {
      const bare = resource("aws:kms/key:Key", {});
      const alias = resource(
        "aws:kms/alias:Alias",
        { name: "alias/orbit", targetKeyId: unknown },
        { refersTo: { targetKeyId: bare } },
      );
      const policy = resource(
        "aws:kms/keyPolicy:KeyPolicy",
        { keyId: unknown, policy: policyText(decrypt([stranger])) },
        { refersTo: { keyId: bare } },
      );
      return [bare, policy, ...stackOf(alias, denial([task]))];
    })(),
    verdict: "fail",
    count: 2,
  },
  {
    title: "an unknown policy of the secret",
    resources: stackOf(keyWith(decrypt([task])), unknown),
    verdict: "undecided",
    level: "mandatory",
    path: "/policy",
    message: /policies of secret Secret and of its key agree is unknown/,
    count: 1,
  },
  {
    title: "an unknown policy of the key",
    resources: stackOf(resource("aws:kms/key:Key", { policy: unknown }), denial([task])),
    verdict: "undecided",
  },
]);
