import type { Properties } from "../../../../policy-pack/engine/value";
import { keyRotation } from "../../../../policy-pack/rules/kms/rotation";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const key = (properties: Properties) => [resource("aws:kms/key:Key", properties)];

export const keyRotationCases = ruleCases(keyRotation, [
  { title: "a key that rotates", resources: key({ enableKeyRotation: true }), verdict: "pass" },
  {
    title: "a key that rotates, as text",
    resources: key({ enableKeyRotation: "true", rotationPeriodInDays: "365" }),
    verdict: "pass",
  },
  {
    requirement: "POL-345",
    title: "a key that says nothing, which means no",
    resources: key({}),
    verdict: "fail",
    path: "/enableKeyRotation",
    fix: /enableKeyRotation to true/,
    count: 1,
  },
  {
    requirement: "POL-345",
    title: "a key that does not rotate",
    resources: key({
      enableKeyRotation: false,
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      keyUsage: "ENCRYPT_DECRYPT",
    }),
    verdict: "fail",
  },
  {
    requirement: "POL-345",
    title: "a key that rotates every 365 days",
    resources: key({ enableKeyRotation: true, rotationPeriodInDays: 365 }),
    verdict: "pass",
  },
  {
    requirement: "POL-345",
    title: "a key that rotates every 366 days",
    resources: key({ enableKeyRotation: true, rotationPeriodInDays: 366 }),
    verdict: "fail",
    path: "/rotationPeriodInDays",
    level: "mandatory",
    message: /every 366 days/,
    fix: /365 or fewer/,
  },
  {
    title: "a key that rotates more slowly than the configuration allows",
    resources: key({ enableKeyRotation: true }),
    configuration: { rules: { "kms/rotation": { params: { maxDays: 180 } } } },
    verdict: "fail",
    message: /every 365 days/,
  },
  {
    title: "a period that is no number",
    resources: key({ enableKeyRotation: true, rotationPeriodInDays: "often" }),
    verdict: "fail",
    message: /every often days/,
  },
  ...["RSA_2048", "ECC_NIST_P256", "HMAC_256"].map((customerMasterKeySpec) => ({
    requirement: "POL-345",
    title: `a key of ${customerMasterKeySpec}, which cannot rotate`,
    resources: key({ customerMasterKeySpec }),
    verdict: "pass" as const,
  })),
  {
    title: "a key for signatures, which cannot rotate",
    resources: key({ keyUsage: "SIGN_VERIFY" }),
    verdict: "pass",
  },
  {
    title: "a key in a custom store, which cannot rotate",
    resources: key({ customKeyStoreId: "cks-1" }),
    verdict: "pass",
  },
  {
    title: "a key in an external store, which cannot rotate",
    resources: key({ xksKeyId: "1" }),
    verdict: "pass",
  },
  {
    title: "a key with an empty store",
    resources: key({ customKeyStoreId: "", xksKeyId: null }),
    verdict: "fail",
  },
  {
    requirement: "POL-345",
    title: "an imported key, which cannot rotate",
    resources: [resource("aws:kms/externalKey:ExternalKey", {})],
    verdict: "pass",
  },
  {
    title: "an unknown setting",
    resources: key({ enableKeyRotation: unknown }),
    verdict: "undecided",
    path: "/enableKeyRotation",
  },
  {
    title: "an unknown period",
    resources: key({ enableKeyRotation: true, rotationPeriodInDays: unknown }),
    verdict: "undecided",
    path: "/rotationPeriodInDays",
  },
  {
    title: "an unknown kind of key that does not rotate",
    resources: key({ customerMasterKeySpec: unknown }),
    verdict: "undecided",
    path: "/customerMasterKeySpec",
  },
  {
    title: "an unknown use of a key that does not rotate",
    resources: key({ keyUsage: unknown }),
    verdict: "undecided",
    path: "/keyUsage",
  },
  {
    title: "an unknown kind of key that rotates",
    resources: key({ customerMasterKeySpec: unknown, enableKeyRotation: true }),
    verdict: "pass",
  },
]);
