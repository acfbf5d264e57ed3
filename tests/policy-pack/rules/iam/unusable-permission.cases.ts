import { unusablePermission } from "../../../../policy-pack/rules/iam/unusable-permission";
import {
  boundedRole,
  documentOf,
  policy,
  role,
  roleArn,
  rolePolicy,
  type StatementValue,
} from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const provider = resource("pulumi:providers:aws", {
  region: "eu-west-1",
  allowedAccountIds: '["111122223333"]',
});

const secretArn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:token-??????";
const read = { Sid: "Read", Action: "secretsmanager:GetSecretValue", Resource: secretArn };
const decrypt = {
  Sid: "Decrypt",
  Action: "kms:Decrypt",
  Resource: "*",
  Condition: { StringEquals: { "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com" } },
};
const viaSecrets = {
  "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com",
};

const key = (conditions: Readonly<Record<string, string>>, policyValue?: string) =>
  resource(
    "aws:kms/key:Key",
    {
      policy:
        policyValue ??
        documentOf({
          Principal: { AWS: roleArn("reader") },
          Action: "kms:Decrypt",
          Resource: "*",
          Condition: { StringEquals: conditions },
        }),
    },
    { name: "key" },
  );

const secretOf = (keyed: ReturnType<typeof key>) =>
  resource(
    "aws:secretsmanager/secret:Secret",
    { name: "token", kmsKeyId: unknown },
    { name: "token", refersTo: { kmsKeyId: keyed } },
  );

const secretPolicy = (secret: ReturnType<typeof secretOf>, who: string) =>
  resource(
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    {
      secretArn: unknown,
      policy: documentOf({
        Sid: "ReadersOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "secretsmanager:GetSecretValue",
        Resource: "*",
        Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn(who) } },
      }),
    },
    { name: "token-policy", refersTo: { secretArn: secret } },
  );

const reader = role("reader");
const readable = key(viaSecrets);
const token = secretOf(readable);
const reading = rolePolicy(reader, documentOf(read, decrypt));

const bounded = (...statements: readonly StatementValue[]) => {
  const limit = policy("limit", documentOf(...statements));
  const limited = boundedRole("reader", limit);
  return [
    provider,
    limit,
    limited,
    readable,
    token,
    rolePolicy(limited, documentOf(read, decrypt)),
  ];
};

const queueArn = "arn:aws:sqs:eu-west-1:111122223333:orders-*";
const queue = resource("aws:sqs/queue:Queue", { name: "orders-new" }, { name: "queue" });

export const unusablePermissionCases = ruleCases(unusablePermission, [
  {
    requirement: "IAM-56",
    title: "a role that reads a secret, with a boundary and a key that let it",
    resources: bounded(read, decrypt),
    verdict: "pass",
  },
  {
    requirement: "IAM-56",
    title: "a boundary that forgets the action itself",
    resources: bounded(decrypt),
    verdict: "fail",
    message: /secretsmanager:GetSecretValue on token/,
  },
  {
    requirement: "IAM-56",
    title: "a boundary that forgets the key by which the secret is encrypted",
    resources: bounded(read),
    verdict: "fail",
    message: /kms:Decrypt on key through secretsmanager/,
  },
  {
    requirement: "SEC-73",
    title: "a key that decrypts for this role, but through another service",
    resources: [
      provider,
      reader,
      reading,
      ...[key({ "kms:ViaService": "s3.eu-west-1.amazonaws.com" })].flatMap((own) => [
        own,
        secretOf(own),
      ]),
    ],
    verdict: "fail",
    message: /kms:Decrypt on key through secretsmanager/,
  },
  {
    requirement: "SEC-73",
    title: "a key that decrypts for this role, but for another secret",
    resources: [
      provider,
      reader,
      reading,
      ...[
        key({
          ...viaSecrets,
          "kms:EncryptionContext:SecretARN":
            "arn:aws:secretsmanager:eu-west-1:111122223333:secret:other-AbCdEf",
        }),
      ].flatMap((own) => [own, secretOf(own)]),
    ],
    verdict: "fail",
    message: /kms:Decrypt on key through secretsmanager/,
  },
  {
    requirement: "SEC-73",
    title: "a secret's policy that denies the value to the role",
    resources: [provider, reader, reading, readable, token, secretPolicy(token, "somebody-else")],
    verdict: "fail",
    message: /ReadersOnly/,
  },
  {
    title: "a secret's policy that exempts the role",
    resources: [provider, reader, reading, readable, token, secretPolicy(token, "reader")],
    verdict: "pass",
  },
  {
    title: "a trust policy that does not admit the role which may assume it",
    resources: [
      reader,
      role("other"),
      rolePolicy(reader, documentOf({ Action: "sts:AssumeRole", Resource: roleArn("other") })),
    ],
    verdict: "fail",
    message: /sts:AssumeRole on other/,
  },
  {
    title: "a role that may be the one which may be assumed, and is not admitted either way",
    resources: [
      reader,
      role("other", { name: unknown }),
      rolePolicy(reader, documentOf({ Action: "sts:AssumeRole", Resource: roleArn("other") })),
    ],
    verdict: "undecided",
    count: 1,
  },
  {
    title: "a role outside of the stack, beside a queue without a known name",
    resources: [
      reader,
      resource("aws:sqs/queue:Queue", { name: unknown }),
      rolePolicy(reader, documentOf({ Action: "sts:AssumeRole", Resource: roleArn("other") })),
    ],
    verdict: "pass",
  },
  {
    title: "a pattern of names, which is a limit and no use",
    resources: [
      queue,
      reader,
      rolePolicy(reader, documentOf({ Action: "sqs:SendMessage", Resource: queueArn })),
      rolePolicy(
        reader,
        documentOf({ Effect: "Deny", Action: "sqs:*", Resource: queueArn }),
        "denial",
      ),
    ],
    verdict: "pass",
  },
  {
    title: "a key whose policy is unknown",
    resources: [
      provider,
      reader,
      reading,
      ...[key({}, unknown)].flatMap((own) => [own, secretOf(own)]),
    ],
    verdict: "undecided",
  },
]);
