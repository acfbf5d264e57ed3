import { lockedOutRole } from "../../../../policy-pack/rules/iam/locked-out-role";
import { documentOf, role, roleArn, rolePolicy } from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const withFactor = documentOf({
  Principal: { AWS: roleArn("duty") },
  Action: "sts:AssumeRole",
  Condition: {
    Bool: { "aws:MultiFactorAuthPresent": "true" },
    NumericLessThan: { "aws:MultiFactorAuthAge": "900" },
  },
});
const provider = resource("pulumi:providers:aws", {
  region: "eu-west-1",
  allowedAccountIds: '["111122223333"]',
});
const breakGlass = role("break-glass", { assumeRolePolicy: withFactor });
const worker = role("worker");
const secret = resource("aws:secretsmanager/secret:Secret", { name: "token" }, { name: "token" });
const reading = documentOf({
  Action: "secretsmanager:GetSecretValue",
  Resource: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:token-??????",
});

const secretPolicy = (policy: string) =>
  resource(
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    { secretArn: unknown, policy },
    { name: "token-policy", refersTo: { secretArn: secret } },
  );

const readersOnly = (...readers: readonly string[]): string =>
  documentOf({
    Sid: "ReadersOnly",
    Effect: "Deny",
    Principal: "*",
    Action: "secretsmanager:GetSecretValue",
    Resource: "*",
    Condition: { ArnNotEquals: { "aws:PrincipalArn": readers.map(roleArn) } },
  });

export const lockedOutRoleCases = ruleCases(lockedOutRole, [
  {
    requirement: "IR-100",
    title: "a break-glass role that the secret's denial exempts",
    resources: [
      provider,
      breakGlass,
      secret,
      rolePolicy(breakGlass, reading),
      secretPolicy(readersOnly("worker", "break-glass")),
    ],
    verdict: "pass",
  },
  {
    requirement: "IR-100",
    title: "a break-glass role that the secret's denial forgot, naming the denial",
    resources: [
      provider,
      breakGlass,
      secret,
      rolePolicy(breakGlass, reading),
      secretPolicy(readersOnly("worker")),
    ],
    verdict: "fail",
    message: /break-glass is not able .* ReadersOnly/,
    count: 1,
  },
  {
    title: "a role without a second factor: that is another rule's",
    resources: [
      provider,
      worker,
      secret,
      rolePolicy(worker, reading),
      secretPolicy(readersOnly("nobody")),
    ],
    verdict: "pass",
  },
  {
    title: "a secret whose policy is unknown",
    resources: [
      provider,
      breakGlass,
      secret,
      rolePolicy(breakGlass, reading),
      secretPolicy(unknown),
    ],
    verdict: "undecided",
  },
]);
