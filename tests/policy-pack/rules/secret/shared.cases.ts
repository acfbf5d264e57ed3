import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { secretShared } from "../../../../policy-pack/rules/secret/shared";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:orbit/api-token-??????";
const secret = resource(
  "aws:secretsmanager/secret:Secret",
  { name: "orbit/api-token" },
  { name: "api-token" },
);
const version = (secretId: Value, secretString: Value, name: string) =>
  resource("aws:secretsmanager/secretVersion:SecretVersion", { secretId, secretString }, { name });

const role = (name: string) => resource("aws:iam/role:Role", { name }, { name });
const reading = (name: string, Resource: Value = arn) =>
  resource(
    "aws:iam/rolePolicy:RolePolicy",
    {
      role: unknown,
      policy: document({ Action: "secretsmanager:GetSecretValue", Resource }),
    },
    { name: `${name}-policy`, refersTo: { role: role(name) } },
  );
const attached = (name: string) => {
  const policy = resource(
    "aws:iam/policy:Policy",
    {
      name: `${name}-reads`,
      policy: document({ Action: "secretsmanager:GetSecretValue", Resource: arn }),
    },
    { name: `${name}-reads` },
  );
  const attachment = resource(
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    { role: unknown, policyArn: unknown },
    { name: `${name}-attachment`, refersTo: { role: role(name), policyArn: policy } },
  );
  return [policy, attachment];
};
const task = (containerDefinitions: Value) =>
  resource(
    "aws:ecs/taskDefinition:TaskDefinition",
    { containerDefinitions },
    { name: "task", refersTo: { containerDefinitions: secret } },
  );
const estate = (members: Readonly<Record<string, Properties>>) =>
  resource("acme:estate:Estate", { zeroTrust: { contract: 1, members } });
const twoServices = { orbit: { roles: ["orbit"] }, axon: { roles: ["axon"] } };
const roles = [role("orbit"), role("axon")];

export const secretSharedCases = ruleCases(secretShared, [
  {
    requirement: "POL-324",
    title: "two secrets with the same value",
    resources: [version("a", "correct-horse", "one"), version("b", "correct-horse", "two")],
    verdict: "fail",
    path: "/secretString",
    level: "mandatory",
    message: /same as that of one/,
    fix: /a secret of its own/,
    count: 1,
  },
  {
    title: "two secrets with different values",
    resources: [version("a", "correct-horse", "one"), version("b", "battery-staple", "two")],
    verdict: "pass",
  },
  {
    title: "two versions of one secret by name",
    resources: [version("a", "correct-horse", "one"), version("a", "correct-horse", "two")],
    verdict: "pass",
  },
  {
    title: "two versions of one secret of the stack",
    resources: [
      secret,
      ...["one", "two"].map((name) => ({
        ...version(unknown, "correct-horse", name),
        propertyDependencies: { secretId: [secret.urn] },
      })),
    ],
    verdict: "pass",
  },
  {
    title: "two secrets with unknown or empty values",
    resources: [
      version("a", unknown, "one"),
      version("b", unknown, "two"),
      version("c", "", "three"),
      version("d", "", "four"),
    ],
    verdict: "pass",
  },
  {
    title: "two secrets that are not known yet, with the same value",
    resources: [version(unknown, "correct-horse", "one"), version(unknown, "correct-horse", "two")],
    verdict: "undecided",
    path: "/secretString",
    level: "advisory",
    message: /whether it is the same secret is unknown/,
    count: 1,
  },
  {
    title: "a secret that is not known yet and another one, with the same value",
    resources: [version(unknown, "correct-horse", "one"), version("b", "correct-horse", "two")],
    verdict: "undecided",
  },
  {
    title: "a secret of the stack and another one, with the same value",
    resources: [
      secret,
      version("orbit/api-token", "correct-horse", "one"),
      version("b", "correct-horse", "two"),
    ],
    verdict: "fail",
  },
  {
    requirement: "POL-324",
    title: "a secret that two services read",
    resources: [estate(twoServices), secret, ...roles, reading("orbit"), reading("axon")],
    verdict: "fail",
    path: "",
    message: /^Services axon, orbit read the secret\.$/,
    count: 1,
  },
  {
    requirement: "POL-324",
    title: "a secret that two services read by declaration",
    resources: [
      estate({
        orbit: { roles: ["orbit"], secrets: ["api-token"] },
        axon: { roles: ["axon"], secrets: ["api-token"] },
      }),
      secret,
      ...roles,
      reading("orbit"),
      reading("axon"),
    ],
    verdict: "pass",
  },
  {
    title: "a secret that two services read by reference in declared statements",
    resources: [
      estate(twoServices),
      secret,
      ...roles,
      ...["orbit", "axon"].map((name) => reading(name, [{ ref: "api-token" }, { ref: "other" }])),
    ],
    verdict: "fail",
  },
  {
    title: "a secret that two roles may rotate and not read",
    resources: [
      estate(twoServices),
      secret,
      ...roles,
      ...["orbit", "axon"].map((name) => ({
        ...reading(name),
        properties: {
          role: unknown,
          policy: document({ Action: "secretsmanager:RotateSecret", Resource: arn }),
        },
      })),
    ],
    verdict: "pass",
  },
  {
    title: "a secret that one service owns and another reads",
    resources: [
      estate({ ...twoServices, orbit: { roles: ["orbit"], secrets: ["api-token"] } }),
      secret,
      ...roles,
      reading("orbit"),
      reading("axon"),
    ],
    verdict: "fail",
  },
  {
    title: "a secret that two roles of one service read",
    resources: [
      estate({ orbit: { roles: ["orbit", "axon"] } }),
      secret,
      ...roles,
      reading("orbit"),
      reading("axon"),
    ],
    verdict: "pass",
  },
  {
    title: "a secret that two roles read, without a contract",
    resources: [secret, ...roles, reading("orbit"), reading("axon")],
    verdict: "pass",
  },
  {
    title: "a secret that one service reads and another denies itself",
    resources: [
      estate(twoServices),
      secret,
      ...roles,
      reading("orbit"),
      {
        ...reading("axon"),
        properties: {
          role: unknown,
          policy: document({
            Effect: "Deny",
            Action: "secretsmanager:GetSecretValue",
            Resource: arn,
          }),
        },
      },
    ],
    verdict: "pass",
  },
  {
    title: "a secret that a role reads inline and a task definition for its container",
    resources: [
      estate({ orbit: { roles: ["inline"] }, axon: { tasks: ["task"] } }),
      secret,
      resource(
        "aws:iam/role:Role",
        {
          name: "inline",
          inlinePolicies: [
            { policy: document({ Action: ["secretsmanager:Get*"], Resource: [arn] }) },
          ],
        },
        { name: "inline" },
      ),
      task(
        JSON.stringify([
          {
            secrets: [
              { name: "TOKEN", valueFrom: `${arn.replace("??????", "a1b2c3")}:password::` },
            ],
          },
        ]),
      ),
    ],
    verdict: "fail",
  },
  {
    title: "a secret that a role reads, and a task definition for containers that are unknown",
    resources: [
      estate({ orbit: { roles: ["orbit"] }, axon: { tasks: ["task"] } }),
      secret,
      ...roles,
      reading("orbit"),
      task(unknown),
    ],
    verdict: "undecided",
    path: "/containerDefinitions",
    level: "advisory",
    message: /Whether services axon, orbit all read secret api-token is unknown/,
    count: 1,
  },
  {
    title: "a secret that two services read by policies attached to their roles",
    resources: [
      estate(twoServices),
      secret,
      ...roles,
      ...["orbit", "axon"].flatMap((name) => attached(name)),
    ],
    verdict: "fail",
  },
  {
    title: "a secret below the name of another one, read by another service",
    resources: [
      estate(twoServices),
      secret,
      resource(
        "aws:secretsmanager/secret:Secret",
        { name: "orbit/api-token/next" },
        { name: "next" },
      ),
      ...roles,
      reading("orbit"),
      reading("axon", arn.replace("api-token", "api-token/next")),
    ],
    verdict: "pass",
  },
  {
    title: "every secret for two services, which other rules report",
    resources: [
      estate(twoServices),
      secret,
      ...roles,
      ...["orbit", "axon"].map((name) => reading(name, "*")),
    ],
    verdict: "pass",
  },
  {
    title: "a secret of unknown name that two services may read",
    resources: [
      estate(twoServices),
      { ...secret, properties: { name: unknown }, outputs: { name: unknown } },
      ...roles,
      reading("orbit"),
      reading("axon"),
    ],
    verdict: "undecided",
    path: "/name",
    count: 1,
  },
]);
