import type { Value } from "../../../../policy-pack/engine/value";
import { separation } from "../../../../policy-pack/rules/kms/separation";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { bareKey, key, ours, policyText, roleArn, root } from "./keys";

const administer = (name: string) => ({ Principal: { AWS: name }, Action: "kms:PutKeyPolicy" });
const decrypt = (name: string) => ({ Principal: { AWS: name }, Action: "kms:Decrypt" });
const named = (arn: string) => ({ ArnEquals: { "aws:PrincipalArn": arn } });
const admin = roleArn("admin");
const reader = roleArn("reader");

const role = resource("aws:iam/role:Role", { name: "ops" }, { name: "ops" });
const policy = (name: string, Action: Value, Resource: Value = "arn:aws:kms:*:*:key/*") =>
  resource(
    "aws:iam/rolePolicy:RolePolicy",
    { role: "ops", policy: document({ Action, Resource }) },
    { name },
  );
const delegating = key({ Principal: { AWS: root }, Action: "kms:*" });
const both = [role, policy("administers", "kms:PutKeyPolicy"), policy("uses", "kms:Decrypt")];
const aKey = resource("aws:kms/key:Key", {}, { name: "data" });
const separate = (keyId: Value, refersTo = {}) =>
  resource(
    "aws:kms/keyPolicy:KeyPolicy",
    { keyId, policy: policyText({ Principal: { AWS: root }, Action: "kms:DescribeKey" }) },
    { refersTo },
  );

export const separationIdentityCases = ruleCases(separation, [
  {
    requirement: "POL-342",
    title: "both by two identity policies, on a key that leaves them to the account",
    resources: [...delegating, ...both],
    configuration: ours,
    verdict: "fail",
    path: "/policy/Statement/0/Action",
    level: "mandatory",
    message:
      /^The role ops administers key Key \(kms:PutKeyPolicy on .*\) and uses it \(kms:Decrypt on/,
    fix: /different roles/,
    count: 1,
  },
  {
    title: "both by identity policies, on two keys without policies",
    resources: [aKey, ...bareKey, ...both],
    verdict: "fail",
    count: 1,
  },
  {
    title: "both by identity policies, on a key that names whom it means",
    resources: [...key(administer(admin), decrypt(reader)), ...both],
    verdict: "pass",
  },
  {
    title: "both by identity policies, on a key that leaves administration to the account",
    resources: [...key(administer(root), decrypt(reader)), ...both],
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "both by identity policies, on a key that leaves use to one role of the account",
    resources: [...key(administer(root), { ...decrypt(root), Condition: named(reader) }), ...both],
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "both by identity policies, on a key of a foreign account's delegation",
    resources: [...key({ Principal: { AWS: "444455556666" }, Action: "kms:*" }), ...both],
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "both by identity policies, on a key with a policy of its own",
    resources: [aKey, separate(unknown, { keyId: aKey }), ...both],
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "both by identity policies, on a key that may have a policy of its own",
    resources: [aKey, separate(unknown), ...both],
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "administration by an identity policy, and use by none",
    resources: [...delegating, role, policy("administers", "kms:PutKeyPolicy")],
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "every action by an identity policy, which other rules report",
    resources: [...delegating, role, policy("everything", ["kms:*"])],
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "both by policies that nobody holds",
    resources: [
      ...delegating,
      resource("aws:iam/policy:Policy", {
        policy: document({ Action: ["kms:PutKeyPolicy", "kms:Decrypt"], Resource: "*" }),
      }),
    ],
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "use of one named key, and administration of every key",
    resources: [
      ...delegating,
      role,
      policy("administers", "kms:PutKeyPolicy"),
      policy("uses", "kms:Decrypt", "arn:aws:kms:eu-west-1:111122223333:key/1234"),
    ],
    configuration: ours,
    verdict: "pass",
  },
]);
