import { unknown } from "../../support/policy-pack/resources";
import { concerns } from "./concerns";
import { administration, keyWith } from "./kms-parts";
import { allow, casesOf, deny, key, keyArn, made, text, tree } from "./quality-case";

const { compliant } = casesOf(concerns.kms);
const policed = (title: string, policy: string | ReturnType<typeof tree>) =>
  compliant(title, keyWith({ policy }));
const workload = { Principal: { AWS: "arn:aws:iam::111122223333:role/orders" } };

/** Stacks that a reviewer lets pass for their keys. */
export const compliantCases = [
  compliant("a key under its account's control", keyWith({})),
  compliant(
    "a key that is rotated twice a year, of several regions",
    keyWith({ rotationPeriodInDays: 180, multiRegion: true }),
    made("kms/Alias alias", { name: "alias/orders", targetKeyId: unknown }),
  ),
  compliant(
    "a key that signs, which cannot be rotated",
    made("kms/Key data", {
      description: "Signatures of releases",
      keyUsage: "SIGN_VERIFY",
      customerMasterKeySpec: "ECC_NIST_P256",
      deletionWindowInDays: 30,
      policy: text(
        administration,
        allow(["kms:Sign", "kms:GetPublicKey"], "*", {
          Principal: { AWS: "arn:aws:iam::111122223333:role/release" },
        }),
      ),
    }),
  ),
  compliant(
    "a key that makes codes, which cannot be rotated",
    made("kms/Key data", {
      description: "Codes of webhooks",
      keyUsage: "GENERATE_VERIFY_MAC",
      customerMasterKeySpec: "HMAC_256",
      deletionWindowInDays: 30,
      policy: text(administration),
    }),
  ),
  policed(
    "a workload that uses the key, as an object",
    tree(administration, allow(["kms:Decrypt", "kms:GenerateDataKey"], "*", workload)),
  ),
  policed(
    "log groups of the account",
    text(
      administration,
      allow(["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"], "*", {
        Principal: { Service: "logs.us-east-1.amazonaws.com" },
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn":
              "arn:aws:logs:us-east-1:111122223333:log-group:/acme/*",
          },
        },
      }),
    ),
  ),
  policed(
    "a topic of the account",
    text(
      administration,
      allow(["kms:GenerateDataKey", "kms:Decrypt"], "*", {
        Principal: { Service: "sns.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:orders" },
        },
      }),
    ),
  ),
  policed(
    "everybody of the account, through one service",
    text(
      administration,
      allow(["kms:Decrypt", "kms:GenerateDataKey"], "*", {
        Principal: { AWS: "*" },
        Condition: {
          StringEquals: {
            "kms:CallerAccount": "111122223333",
            "kms:ViaService": "s3.us-east-1.amazonaws.com",
          },
        },
      }),
    ),
  ),
  policed(
    "one role of another account, decrypting through one service",
    text(
      administration,
      allow("kms:Decrypt", "*", {
        Principal: { AWS: "arn:aws:iam::444455556666:role/orders-reader" },
        Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      }),
    ),
  ),
  policed(
    "grants for AWS services only",
    tree(
      administration,
      allow(["kms:Decrypt", "kms:GenerateDataKeyWithoutPlaintext"], "*", workload),
      allow("kms:CreateGrant", "*", {
        ...workload,
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      }),
    ),
  ),
  policed(
    "a trail of the account",
    text(
      administration,
      allow("kms:GenerateDataKey", "*", {
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Condition: {
          StringEquals: {
            "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit",
          },
          StringLike: {
            "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:111122223333:trail/*",
          },
        },
      }),
    ),
  ),
  policed(
    "administrators who do not use, users who do not administer, and a deny for all",
    text(
      administration,
      allow(["kms:DescribeKey", "kms:EnableKeyRotation", "kms:TagResource"], "*", {
        Principal: { AWS: "arn:aws:iam::111122223333:role/key-administrator" },
      }),
      allow(["kms:Decrypt"], ["*"], workload),
      deny(["kms:ScheduleKeyDeletion", "kms:DisableKey"], "*", {
        Principal: "*",
        Condition: {
          ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/break-glass" },
        },
      }),
    ),
  ),
  compliant(
    "a separate policy for one workload",
    key,
    made(
      "kms/KeyPolicy policy",
      { keyId: unknown, policy: text(administration, allow("kms:Decrypt", "*", workload)) },
      { keyId: key },
    ),
  ),
  compliant(
    "a grant to one role, for one context",
    made("kms/Grant grant", {
      keyId: keyArn,
      granteePrincipal: "arn:aws:iam::111122223333:role/orders",
      operations: ["Decrypt"],
      constraints: [{ encryptionContextEquals: { Application: "orders" } }],
      retiringPrincipal: "arn:aws:iam::111122223333:role/key-administrator",
    }),
  ),
  compliant(
    "a replica under its account's control",
    made("kms/ReplicaKey replica", {
      primaryKeyArn: "arn:aws:kms:us-west-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
      deletionWindowInDays: 30,
      policy: text(administration),
    }),
  ),
];
