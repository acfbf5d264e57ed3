import { unknown } from "../../support/policy-pack/resources";
import { faults } from "./concerns";
import { administration, keyWith } from "./kms-parts";
import { allow, casesOf, key, keyArn, made, text, tree } from "./quality-case";

const stating = casesOf(faults.kms);
const { violation } = stating;
const policed = (title: string, policy: string | ReturnType<typeof tree>) =>
  violation(title, "data", keyWith({ policy }));

/** Stacks that a reviewer rejects for their keys. */
export const violations = [
  violation("a key that is not rotated", "data", keyWith({ enableKeyRotation: false })),
  violation(
    "a key that says nothing of rotation",
    "data",
    made("kms/Key data", { deletionWindowInDays: 30, policy: text(administration) }),
  ),
  violation(
    "a key that is rotated every seven years",
    "data",
    keyWith({ rotationPeriodInDays: 2560 }),
  ),
  policed(
    "everybody decrypts",
    text(administration, allow("kms:Decrypt", "*", { Principal: "*" })),
  ),
  policed(
    "everybody does everything, as an object",
    tree(allow("kms:*", "*", { Principal: { AWS: "*" } })),
  ),
  policed(
    "everybody who comes through a service, of whatever account",
    text(
      administration,
      allow(["kms:Decrypt", "kms:GenerateDataKey"], "*", {
        Principal: { AWS: "*" },
        Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      }),
    ),
  ),
  policed(
    "another account as a whole, with every action",
    text(
      administration,
      allow("kms:*", "*", { Principal: { AWS: "arn:aws:iam::444455556666:root" } }),
    ),
  ),
  policed(
    "a workload with every action",
    text(
      administration,
      allow("kms:*", "*", { Principal: { AWS: "arn:aws:iam::111122223333:role/orders" } }),
    ),
  ),
  policed(
    "a service on behalf of every account",
    tree(
      administration,
      allow(["kms:GenerateDataKey", "kms:Decrypt"], "*", {
        Principal: { Service: "sns.amazonaws.com" },
      }),
    ),
  ),
  policed(
    "a workload that grants the key to others",
    text(
      administration,
      allow("kms:CreateGrant", "*", {
        Principal: { AWS: "arn:aws:iam::111122223333:role/orders" },
      }),
    ),
  ),
  policed(
    "everybody who is not of one account, by a negated condition",
    text(
      administration,
      allow("kms:Decrypt", "*", {
        Principal: { AWS: ["*"] },
        Condition: { StringNotEquals: { "kms:CallerAccount": "444455556666" } },
      }),
    ),
  ),
  policed(
    "a family of actions for a workload",
    text(
      administration,
      allow(["kms:Decrypt*", "kms:Re*"], "*", {
        Principal: { AWS: "arn:aws:iam::111122223333:role/orders" },
      }),
    ),
  ),
  violation(
    "a separate policy for everybody",
    "policy",
    key,
    made(
      "kms/KeyPolicy policy",
      {
        keyId: unknown,
        policy: text(
          administration,
          allow(["kms:Encrypt", "kms:Decrypt"], "*", { Principal: "*" }),
        ),
      },
      { keyId: key },
    ),
  ),
  violation(
    "a replica for everybody",
    "replica",
    made("kms/ReplicaKey replica", {
      primaryKeyArn: keyArn.replace("us-east-1", "us-west-2").replace("key/", "key/mrk-"),
      deletionWindowInDays: 30,
      policy: text(allow("kms:*", "*", { Principal: { AWS: "*" } })),
    }),
  ),
  violation(
    "a grant to every principal of another account, decrypting",
    "grant",
    made("kms/Grant grant", {
      keyId: keyArn,
      granteePrincipal: "arn:aws:iam::444455556666:root",
      operations: ["Decrypt", "CreateGrant"],
    }),
  ),
];
