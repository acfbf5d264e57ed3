import type { Value } from "../../../../policy-pack/engine/value";
import { lockout } from "../../../../policy-pack/rules/kms/lockout";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { bareKey, key, keyObject, roleArn, root, unknownKey } from "./keys";

const admin = { Principal: { AWS: roleArn("admin") }, Action: "kms:PutKeyPolicy" };
const lock = { Effect: "Deny", Principal: "*", Action: "kms:PutKeyPolicy" };
const bypass = (type: string, value: Value) => [
  resource(`aws:kms/${type}`, { bypassPolicyLockoutSafetyCheck: value }),
];

export const lockoutCases = ruleCases(lockout, [
  ...[
    "key:Key",
    "keyPolicy:KeyPolicy",
    "externalKey:ExternalKey",
    "replicaKey:ReplicaKey",
    "replicaExternalKey:ReplicaExternalKey",
  ].map((type) => ({
    requirement: "POL-346",
    title: `a bypassed check of ${type}`,
    resources: bypass(type, true),
    verdict: "fail" as const,
    path: "/bypassPolicyLockoutSafetyCheck",
    fix: /Remove bypassPolicyLockoutSafetyCheck/,
    count: 1,
  })),
  { title: "a bypassed check as text", resources: bypass("key:Key", "true"), verdict: "fail" },
  { title: "a check that is not bypassed", resources: bypass("key:Key", false), verdict: "pass" },
  { title: "no policy", resources: bareKey, verdict: "pass" },
  { title: "an administrator", resources: key(admin), verdict: "pass" },
  {
    title: "the account root",
    resources: keyObject({ Principal: { AWS: root }, Action: ["kms:*"] }),
    verdict: "pass",
  },
  {
    title: "an administrator beside a service, in the second statement",
    resources: key(
      { Principal: { AWS: roleArn("reader") } },
      { Principal: { AWS: roleArn("admin"), Service: "logs.amazonaws.com" }, Action: "kms:*" },
    ),
    verdict: "pass",
  },
  {
    title: "a denial for everybody and one role",
    resources: key(admin, {
      Effect: "Deny",
      Principal: { AWS: [roleArn("reader"), "*"] },
      Action: "kms:PutKeyPolicy",
    }),
    verdict: "fail",
  },
  {
    title: "a service beside an unknown principal",
    resources: key({
      Principal: { Service: "logs.amazonaws.com", AWS: unknown },
      Action: "kms:PutKeyPolicy",
    }),
    verdict: "undecided",
    path: "/policy",
    count: 1,
  },
  {
    title: "an unknown principal that may do something else",
    resources: key({ Principal: { AWS: [roleArn("reader"), unknown] } }),
    verdict: "fail",
  },
  {
    title: "everybody but one, with every action but the one",
    resources: key({
      NotPrincipal: { AWS: roleArn("a") },
      Action: [],
      NotAction: "kms:PutKeyPolicy",
    }),
    verdict: "fail",
  },
  {
    title: "an administrator beside a denial for somebody who is unknown",
    resources: key(admin, {
      Effect: "Deny",
      Principal: unknown,
      Action: "kms:PutKeyPolicy",
    }),
    verdict: "undecided",
    path: "/policy/Statement/1",
    message: /Whether the statement denies kms:PutKeyPolicy to everybody is unknown/,
    count: 1,
  },
  {
    title: "an administrator beside a denial of something unknown",
    resources: key(admin, { Effect: "Deny", Principal: "*", Action: unknown }),
    verdict: "undecided",
  },
  {
    title: "an administrator beside a denial under an unknown condition",
    resources: key(admin, { ...lock, Condition: unknown }),
    verdict: "undecided",
  },
  {
    title: "an administrator beside what may be a denial",
    resources: key(admin, { ...lock, Effect: unknown }),
    verdict: "undecided",
  },
  {
    title: "what may allow an administrator to change the policy",
    resources: key({ ...admin, Effect: unknown }),
    verdict: "undecided",
    path: "/policy",
  },
  {
    title: "an unknown statement alone",
    resources: [resource("aws:kms/key:Key", { policy: { Statement: [unknown] } })],
    verdict: "undecided",
  },
  {
    title: "everybody but one, with every action but one",
    resources: key({
      NotPrincipal: { AWS: roleArn("a") },
      Action: [],
      NotAction: "kms:Decrypt",
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-346",
    title: "a policy that nobody can change",
    resources: key({ Principal: { AWS: roleArn("reader") } }),
    verdict: "fail",
    path: "/policy",
    message: /allows kms:PutKeyPolicy to nobody/,
    fix: /allow kms:PutKeyPolicy/,
    count: 1,
  },
  {
    title: "a policy that a service alone may change",
    resources: key({
      Principal: { Service: ["logs.amazonaws.com", "*.amazonaws.com"] },
      Action: "kms:*",
    }),
    verdict: "fail",
  },
  { title: "a policy without statements", resources: key(), verdict: "fail" },
  {
    requirement: "POL-346",
    title: "a denial that locks everybody out",
    resources: key(admin, { Effect: "Deny", Principal: "*", Action: "kms:Put*" }),
    verdict: "fail",
    path: "/policy/Statement/1",
    message: /denies kms:PutKeyPolicy to everybody/,
    fix: /Exempt an administrator/,
  },
  {
    title: "a denial with an exemption",
    resources: key(admin, {
      Effect: "Deny",
      Principal: "*",
      Action: "kms:PutKeyPolicy",
      Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn("admin") } },
    }),
    verdict: "pass",
  },
  {
    title: "a denial of something else",
    resources: key(admin, { Effect: "Deny", Principal: "*", Action: "kms:Decrypt" }),
    verdict: "pass",
  },
  {
    title: "a denial for one role",
    resources: key(admin, {
      Effect: "Deny",
      Principal: { AWS: roleArn("reader") },
      Action: "kms:*",
    }),
    verdict: "pass",
  },
  {
    title: "a text that is no document, which another rule reports",
    resources: [resource("aws:kms/key:Key", { policy: "allow all" })],
    verdict: "pass",
  },
  {
    title: "an unknown action beside use",
    resources: key({ Principal: { AWS: roleArn("admin") }, Action: ["kms:Decrypt", unknown] }),
    verdict: "undecided",
    level: "mandatory",
    message: /Whether anybody may change the policy is unknown/,
  },
  {
    title: "an unknown principal",
    resources: key({ Principal: { AWS: unknown }, Action: "kms:PutKeyPolicy" }),
    verdict: "undecided",
  },
  {
    title: "an unknown bypass",
    resources: bypass("key:Key", unknown),
    verdict: "undecided",
    path: "/bypassPolicyLockoutSafetyCheck",
  },
  { title: "an unknown policy", resources: unknownKey, verdict: "undecided" },
]);
