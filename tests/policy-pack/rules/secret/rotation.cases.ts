import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { secretRotation } from "../../../../policy-pack/rules/secret/rotation";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const secret = resource("aws:secretsmanager/secret:Secret", { name: "orbit/api-token" });
const twin = resource(
  "aws:secretsmanager/secret:Secret",
  { name: "orbit/api-token" },
  { name: "twin" },
);
const rotationLambdaArn = "arn:aws:lambda:eu-west-1:111122223333:function:rotate";
const rotation = (properties: Properties, isLinked = true) =>
  resource(
    "aws:secretsmanager/secretRotation:SecretRotation",
    { secretId: unknown, ...properties },
    isLinked ? { refersTo: { secretId: secret } } : {},
  );
const rotating = (rotationRules: Value, properties: Properties = { rotationLambdaArn }) => [
  secret,
  rotation({ rotationRules, ...properties }),
];
const monthly = { automaticallyAfterDays: 30 };

export const secretRotationCases = ruleCases(secretRotation, [
  {
    requirement: "POL-320",
    title: "a secret that rotates every 30 days",
    resources: rotating(monthly),
    verdict: "pass",
  },
  {
    requirement: "POL-320",
    title: "a secret that rotates every 31 days",
    resources: rotating({ automaticallyAfterDays: "31" }),
    verdict: "fail",
    path: "/rotationRules",
    message: /Up to 31 days/,
    fix: /automaticallyAfterDays to 30 or fewer/,
    count: 1,
  },
  {
    title: "a secret that rotates as seldom as the configuration allows",
    resources: rotating({ automaticallyAfterDays: 60 }),
    configuration: { rules: { "secret/rotation": { params: { maxDays: 60 } } } },
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
  {
    requirement: "POL-320",
    title: "a rate above the limit",
    resources: rotating({ scheduleExpression: "rate(90 days)" }),
    verdict: "fail",
    message: /Up to 90 days/,
  },
  {
    requirement: "POL-320",
    title: "the first and the fifteenth of each month",
    resources: rotating({ scheduleExpression: "cron(0 8 1,15 * ? *)" }),
    verdict: "pass",
  },
  {
    requirement: "POL-320",
    title: "the first of each month, which leaves 31 days",
    resources: rotating({ scheduleExpression: "cron(0 8 1 * ? *)" }),
    verdict: "fail",
    message: /^Up to 31 days pass between two rotations, and 30 are allowed\.$/,
    fix: /30 or fewer, or a schedule/,
  },
  {
    requirement: "POL-320",
    title: "a schedule that cannot be read",
    resources: rotating({ scheduleExpression: "cron(0 8 15W * ? *)" }),
    verdict: "undecided",
    path: "/rotationRules",
    level: "mandatory",
    message: /cannot be read/,
  },
  {
    title: "days that are no number",
    resources: rotating({ automaticallyAfterDays: "often" }),
    verdict: "undecided",
  },
  {
    requirement: "POL-320",
    title: "a secret without rotation",
    resources: [secret],
    verdict: "fail",
    path: "",
    message: /No rotation of this stack/,
    fix: /SecretRotation/,
    count: 1,
  },
  {
    title: "a rotation of another secret",
    resources: [
      secret,
      rotation({ secretId: "other", rotationLambdaArn, rotationRules: monthly }, false),
    ],
    verdict: "fail",
    count: 1,
  },
  {
    title: "a rotation of one of two secrets of the same name",
    resources: [
      secret,
      twin,
      rotation({ secretId: "orbit/api-token", rotationLambdaArn, rotationRules: monthly }, false),
    ],
    verdict: "undecided",
    path: "",
    message: /belongs to this secret or to another/,
    count: 2,
  },
  {
    title: "a rotation without schedule",
    resources: rotating({}),
    verdict: "fail",
    path: "/rotationRules",
    message: /No schedule/,
  },
  {
    requirement: "POL-320",
    title: "a rotation without function",
    resources: rotating(monthly, {}),
    verdict: "fail",
    path: "/rotationLambdaArn",
    fix: /rotationLambdaArn/,
    count: 1,
  },
  {
    title: "a rotation by a function that is not known yet",
    resources: rotating(monthly, { rotationLambdaArn: unknown }),
    verdict: "pass",
  },
  {
    title: "a rotation by the partner that holds the secret",
    resources: rotating(monthly, {
      externalSecretRotationRoleArn: "arn:aws:iam::111122223333:role/rotate",
    }),
    verdict: "pass",
  },
  {
    title: "a rotation that is switched off",
    resources: rotating(null, { rotationLambdaArn, rotationEnabled: false }),
    verdict: "fail",
    path: "/rotationEnabled",
    message: /switched off/,
    fix: /Remove rotationEnabled/,
    count: 1,
  },
  {
    title: "a rotation that is switched on",
    resources: rotating(monthly, { rotationLambdaArn, rotationEnabled: true }),
    verdict: "pass",
  },
  {
    requirement: "POL-321",
    title: "a database whose password RDS manages",
    resources: [resource("aws:rds/instance:Instance", { manageMasterUserPassword: true })],
    verdict: "pass",
  },
  {
    requirement: "POL-321",
    title: "a shorter rotation of a password that RDS manages, without function",
    resources: [rotation({ rotationRules: { automaticallyAfterDays: 7 } }, false)],
    verdict: "pass",
  },
  {
    requirement: "POL-321",
    title: "a secret that its service owns",
    resources: [resource("aws:secretsmanager/secret:Secret", { name: "rds!db-0a1b2c3d" })],
    verdict: "pass",
  },
  {
    title: "a secret of unknown name without rotation",
    resources: [resource("aws:secretsmanager/secret:Secret", { name: unknown })],
    verdict: "undecided",
    path: "/name",
    message: /unless an AWS service owns it/,
    count: 1,
  },
  {
    title: "a rotation of an unknown secret, which may be this one",
    resources: [secret, rotation({ rotationLambdaArn, rotationRules: monthly }, false)],
    verdict: "undecided",
    path: "",
    count: 1,
  },
  {
    title: "a longer rotation of a password that RDS manages",
    resources: [rotation({ rotationRules: { automaticallyAfterDays: 90 } }, false)],
    verdict: "fail",
  },
  {
    title: "an unknown period",
    resources: rotating({ automaticallyAfterDays: unknown }),
    verdict: "undecided",
  },
  {
    title: "an unknown schedule",
    resources: rotating({ scheduleExpression: unknown }),
    verdict: "undecided",
  },
  { title: "unknown rules", resources: rotating(unknown), verdict: "undecided" },
]);
