import type { Value } from "../../../../policy-pack/engine/value";
import { wildcardAction } from "../../../../policy-pack/rules/iam/wildcard-action";
import { rootDelegation } from "../../../../policy-pack/rules/kms/root-delegation";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { bareKey, key, keyObject, ours, policyText, roleArn, root, unknownKey } from "./keys";

const every = (AWS: Value, Action: Value = "kms:*") => key({ Principal: { AWS }, Action });
const [bare] = bareKey;

export const rootDelegationCases = ruleCases(rootDelegation, [
  {
    requirement: "POL-341",
    title: "every action for our root",
    resources: every(root),
    configuration: ours,
    verdict: "fail",
    level: "advisory",
    path: "/policy/Statement/0/Action",
    message: /kms:\* for our account root/,
    fix: /administration only/,
    count: 1,
  },
  {
    requirement: "POL-341",
    title: "every action for our root in profile strict",
    resources: keyObject({ Principal: { AWS: ["111122223333"] }, Action: ["KMS:**"] }),
    configuration: { ...ours, profile: "strict" },
    verdict: "fail",
    level: "mandatory",
    path: "/policy/Statement/0/Action/0",
  },
  {
    requirement: "POL-341",
    title: "a key without a policy",
    resources: bareKey,
    configuration: ours,
    verdict: "fail",
    level: "advisory",
    path: "/policy",
    message: /AWS's own gives every action/,
  },
  {
    title: "an external key with an empty policy",
    resources: [resource("aws:kms/externalKey:ExternalKey", { policy: "" })],
    verdict: "fail",
    count: 1,
  },
  {
    title: "a key with a policy of its own",
    resources: [
      ...bareKey,
      resource(
        "aws:kms/keyPolicy:KeyPolicy",
        {
          keyId: unknown,
          policy: policyText({ Principal: { AWS: root }, Action: "kms:PutKeyPolicy" }),
        },
        bare === undefined ? {} : { refersTo: { keyId: bare } },
      ),
    ],
    verdict: "pass",
  },
  {
    title: "a key without a policy, beside one of an unknown key",
    resources: [
      ...bareKey,
      resource("aws:kms/keyPolicy:KeyPolicy", {
        keyId: unknown,
        policy: policyText({ Principal: { AWS: root }, Action: "kms:PutKeyPolicy" }),
      }),
    ],
    verdict: "undecided",
    path: "/policy",
    count: 1,
  },
  ...[{ ArnEquals: { "aws:PrincipalArn": unknown } }, unknown].map((Condition) => ({
    title: `every action under ${JSON.stringify(Condition)}, which another rule leaves open`,
    resources: key({ Principal: { AWS: root }, Action: "kms:*", Condition }),
    configuration: ours,
    verdict: "pass" as const,
  })),
  {
    title: "every action for an account when ours are not known",
    resources: every("arn:aws:iam::444455556666:root"),
    verdict: "fail",
  },
  {
    title: "every action for a foreign root, which another rule reports",
    resources: every("arn:aws:iam::444455556666:root"),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "every action for our root and a role, which another rule reports",
    resources: every([root, roleArn("admin")]),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "every action for one role of our account, which another rule reports",
    resources: key({
      Principal: { AWS: root },
      Action: "kms:*",
      Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("admin") } },
    }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "actions of administration for our root",
    resources: every(root, ["kms:PutKeyPolicy", "kms:Describe*"]),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a denial of every action",
    resources: key({ Effect: "Deny", Principal: { AWS: root }, Action: "kms:*" }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "nobody as principal",
    resources: key({ Principal: { AWS: [] }, Action: "kms:*" }),
    configuration: ours,
    verdict: "pass",
  },
  { title: "an unknown policy", resources: unknownKey, verdict: "undecided", path: "/policy" },
]);

/** Every action of KMS for anybody but our own root is a wildcard like any other. */
export const everyKeyActionCases = ruleCases(wildcardAction, [
  {
    requirement: "POL-341",
    title: "every action for a role",
    resources: every(roleArn("admin")),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "every action for one role of our account, by condition",
    resources: key({
      Principal: { AWS: root },
      Action: "kms:*",
      Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("admin") } },
    }),
    configuration: ours,
    verdict: "fail",
  },
  {
    requirement: "POL-341",
    title: "every action for our own root, which is a delegation",
    resources: every(root),
    configuration: ours,
    verdict: "pass",
  },
]);
