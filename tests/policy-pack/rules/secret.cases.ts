import type { Value } from "../../../policy-pack/engine/value";
import { secretRotation } from "../../../policy-pack/rules/secret/rotation";
import { resource, unknown } from "../../support/policy-pack/resources";
import { ruleCases } from "../../support/policy-pack/rule-cases";

const secret = resource("aws:secretsmanager/secret:Secret", {});
const rotating = (rotationRules: Value) => [
  secret,
  resource(
    "aws:secretsmanager/secretRotation:SecretRotation",
    { secretId: unknown, rotationRules },
    { refersTo: { secretId: secret } },
  ),
];

export const secretRotationCases = ruleCases(secretRotation, [
  {
    title: "a secret that rotates every 30 days",
    resources: rotating({ automaticallyAfterDays: 30 }),
    verdict: "pass",
  },
  {
    title: "a rate in days",
    resources: rotating({ scheduleExpression: "rate(10 days)" }),
    verdict: "pass",
  },
  {
    title: "a rate in hours",
    resources: rotating({ scheduleExpression: "rate(4 hours)" }),
    verdict: "pass",
  },
  { title: "a secret without rotation", resources: [secret], verdict: "fail" },
  {
    title: "a secret that rotates once a year",
    resources: rotating({ automaticallyAfterDays: 365 }),
    verdict: "fail",
  },
  {
    title: "a rate above the limit",
    resources: rotating({ scheduleExpression: "rate(365 days)" }),
    verdict: "fail",
  },
  { title: "a rotation without schedule", resources: rotating({}), verdict: "fail" },
  {
    title: "a schedule that cannot be read",
    resources: rotating({ scheduleExpression: "cron(0 8 1 * ? *)" }),
    verdict: "undecided",
  },
  {
    title: "an unknown period",
    resources: rotating({ automaticallyAfterDays: unknown }),
    verdict: "undecided",
  },
  { title: "unknown rules", resources: rotating(unknown), verdict: "undecided" },
]);
