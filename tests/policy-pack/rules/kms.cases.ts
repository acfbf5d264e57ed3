import type { Properties } from "../../../policy-pack/engine/value";
import { keyRotation } from "../../../policy-pack/rules/kms/rotation";
import { resource, unknown } from "../../support/policy-pack/resources";
import { ruleCases } from "../../support/policy-pack/rule-cases";

const key = (properties: Properties) => [resource("aws:kms/key:Key", properties)];

export const keyRotationCases = ruleCases(keyRotation, [
  { title: "a key that rotates", resources: key({ enableKeyRotation: true }), verdict: "pass" },
  { title: "a key that says nothing, which means no", resources: key({}), verdict: "fail" },
  {
    title: "a key that does not rotate",
    resources: key({ enableKeyRotation: false }),
    verdict: "fail",
  },
  {
    title: "a key that rotates every two years",
    resources: key({ enableKeyRotation: true, rotationPeriodInDays: 730 }),
    verdict: "fail",
    path: "/rotationPeriodInDays",
  },
  {
    title: "an asymmetric key, which cannot rotate",
    resources: key({ customerMasterKeySpec: "RSA_2048" }),
    verdict: "pass",
  },
  {
    title: "an unknown setting",
    resources: key({ enableKeyRotation: unknown }),
    verdict: "undecided",
  },
  {
    title: "an unknown period",
    resources: key({ enableKeyRotation: true, rotationPeriodInDays: unknown }),
    verdict: "undecided",
  },
  {
    title: "an unknown kind of key",
    resources: key({ customerMasterKeySpec: unknown }),
    verdict: "undecided",
  },
]);
