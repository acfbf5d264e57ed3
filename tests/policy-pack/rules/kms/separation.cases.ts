import type { Value } from "../../../../policy-pack/engine/value";
import { separation } from "../../../../policy-pack/rules/kms/separation";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { bareKey, key, keyObject, ours, roleArn, root, unknownKey } from "./keys";

const admin = roleArn("admin");
const reader = roleArn("reader");
const administer = (AWS: Value, Action: Value = "kms:PutKeyPolicy") => ({
  Principal: { AWS },
  Action,
});
const decrypt = (AWS: Value, Action: Value = "kms:Decrypt") => ({ Principal: { AWS }, Action });
const named = (arn: Value) => ({ ArnEquals: { "aws:PrincipalArn": arn } });

const administration = [
  "kms:CancelKeyDeletion",
  "kms:DeleteImportedKeyMaterial",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:ImportKeyMaterial",
  "kms:PutKeyPolicy",
  "kms:ReplicateKey",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:UpdatePrimaryRegion",
];
const use = [
  "kms:Decrypt",
  "kms:DeriveSharedSecret",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyPair",
  "kms:GenerateDataKeyPairWithoutPlaintext",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:GenerateMac",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "kms:Sign",
];

export const separationCases = ruleCases(separation, [
  {
    title: "an administrator and a reader",
    resources: key(administer(admin), decrypt(reader)),
    verdict: "pass",
  },
  {
    requirement: "POL-342",
    title: "an administrator with decrypt",
    resources: key(administer(admin), decrypt([reader, admin])),
    verdict: "fail",
    path: "/policy/Statement/1/Action",
    level: "mandatory",
    message: /role\/admin administers the key \(kms:PutKeyPolicy\) and uses it \(kms:Decrypt\)/,
    fix: /Take kms:Decrypt from/,
    count: 1,
  },
  {
    requirement: "POL-342",
    title: "both in one statement",
    resources: keyObject({
      Principal: { AWS: admin },
      Action: ["kms:DescribeKey", "kms:ScheduleKeyDeletion", "kms:Decrypt", "kms:Encrypt"],
    }),
    verdict: "fail",
    path: "/policy/Statement/0/Action/2",
    count: 1,
  },
  ...administration.map((action) => ({
    title: `decrypt for who may ${action}`,
    resources: key(administer(admin, action), decrypt(admin)),
    verdict: "fail" as const,
  })),
  ...use.map((action) => ({
    title: `${action} for an administrator`,
    resources: key(administer(admin), decrypt(admin, action)),
    verdict: "fail" as const,
  })),
  {
    title: "both hidden in patterns",
    resources: key(administer(admin, "kms:Put*"), decrypt(admin, "kms:De*")),
    verdict: "fail",
  },
  {
    title: "both by exact condition on our account",
    resources: key(
      { ...administer(root), Condition: named(admin) },
      { ...decrypt("*"), Condition: named([reader, admin]) },
    ),
    verdict: "fail",
  },
  {
    title: "administration by our account, use by roles of it",
    resources: key(administer(root), { ...decrypt(root), Condition: named(reader) }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a role that the condition on another principal names",
    resources: key(administer(admin), { ...decrypt(reader), Condition: named(admin) }),
    verdict: "pass",
  },
  {
    title: "every action, which other rules report",
    resources: key(administer(admin, "kms:*"), decrypt(admin, "*")),
    verdict: "pass",
  },
  {
    title: "an administrator who only looks at the key",
    resources: key(administer(reader, ["kms:DescribeKey", "kms:GetKeyPolicy"]), decrypt(reader)),
    verdict: "pass",
  },
  {
    title: "an administrator to whom use is denied",
    resources: key(administer(admin), decrypt(admin), {
      Effect: "Deny",
      Principal: { AWS: admin },
      Action: "kms:De*",
    }),
    verdict: "pass",
  },
  {
    title: "use that is denied to everybody",
    resources: key(administer(admin), decrypt(admin), { Effect: "Deny", Principal: "*" }),
    verdict: "pass",
  },
  {
    title: "use that is denied to two roles, the administrator among them",
    resources: key(administer(admin), decrypt(admin), {
      Effect: "Deny",
      Principal: { AWS: [reader, admin] },
    }),
    verdict: "pass",
  },
  {
    title: "a role beside our account, narrowed to the administrator",
    resources: key(administer(admin), {
      Principal: { AWS: [root, reader] },
      Action: "kms:Decrypt",
      Condition: named(admin),
    }),
    verdict: "fail",
  },
  {
    title: "a denial of something else",
    resources: key(administer(admin), decrypt(admin), {
      Effect: "Deny",
      Principal: "*",
      Action: "kms:Encrypt",
    }),
    verdict: "fail",
  },
  {
    title: "a denial for somebody else",
    resources: key(administer(admin), decrypt(admin), {
      Effect: "Deny",
      Principal: { AWS: reader },
    }),
    verdict: "fail",
  },
  {
    title: "a denial under a condition",
    resources: key(administer(admin), decrypt(admin), {
      Effect: "Deny",
      Principal: "*",
      Condition: { Bool: { "aws:MultiFactorAuthPresent": "false" } },
    }),
    verdict: "fail",
  },
  ...[
    { Effect: "Deny", Principal: { AWS: unknown }, Action: "kms:Decrypt" },
    { Effect: "Deny", Principal: { AWS: admin }, Action: unknown },
    { Effect: "Deny", Principal: { AWS: admin }, Condition: unknown },
    { Effect: unknown, Principal: { AWS: admin } },
  ].map((denial) => ({
    title: `a denial that is partly unknown: ${JSON.stringify(denial)}`,
    resources: key(administer(admin), decrypt(admin), denial),
    verdict: "undecided" as const,
    path: "/policy/Statement/1/Action",
    message: /uses it \(kms:Decrypt\), unless a denial that is partly unknown says otherwise\.$/,
    count: 1,
  })),
  {
    title: "use that may be denied beside use that is not",
    resources: key(administer(admin), decrypt(admin, ["kms:Decrypt", "kms:Sign"]), {
      Effect: "Deny",
      Principal: { AWS: unknown },
      Action: "kms:Decrypt",
    }),
    verdict: "fail",
    path: "/policy/Statement/1/Action/1",
    message: /uses it \(kms:Sign\)\.$/,
    count: 1,
  },
  {
    title: "an unknown user beside an administrator",
    resources: key(administer(admin), decrypt([reader, unknown])),
    verdict: "undecided",
    path: "/policy/Statement/1/Principal/AWS/1",
    message: /Whether somebody both administers the key and uses it is unknown/,
    count: 1,
  },
  {
    title: "an unknown administrator beside a user",
    resources: key(administer(unknown), decrypt(reader)),
    verdict: "undecided",
    path: "/policy/Statement/0/Principal/AWS",
    count: 1,
  },
  {
    title: "an unknown administrator and an unknown user",
    resources: key(administer(unknown), decrypt(unknown)),
    verdict: "undecided",
    count: 2,
  },
  {
    title: "one unknown principal with administration and use",
    resources: key(administer(unknown, ["kms:PutKeyPolicy", "kms:Decrypt"])),
    verdict: "undecided",
    count: 1,
  },
  {
    title: "an unknown user of a key that nobody administers",
    resources: key(decrypt(unknown)),
    verdict: "pass",
  },
  {
    title: "an unknown administrator of a key that nobody uses",
    resources: key(administer(unknown)),
    verdict: "pass",
  },
  {
    title: "our account, narrowed to an unknown role",
    resources: key(administer(admin), { ...decrypt(root), Condition: named([reader, unknown]) }),
    verdict: "undecided",
    path: "/policy/Statement/1/Condition/ArnEquals/aws:PrincipalArn/1",
    count: 1,
  },
  {
    title: "our account under an unknown condition",
    resources: key(administer(admin), { ...decrypt(root), Condition: unknown }),
    verdict: "undecided",
    path: "/policy/Statement/1/Condition",
  },
  {
    title: "a declared role with administration and use",
    resources: key(administer({ ref: "admin" }), decrypt({ ref: "admin" })),
    verdict: "fail",
    message: /^admin administers the key/,
  },
  { title: "no policy", resources: bareKey, verdict: "pass" },
  { title: "an unknown policy", resources: unknownKey, verdict: "undecided", path: "/policy" },
]);
