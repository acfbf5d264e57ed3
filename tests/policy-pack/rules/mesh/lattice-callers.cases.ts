import type { Value } from "../../../../policy-pack/engine/value";
import { latticeCallers } from "../../../../policy-pack/rules/mesh/lattice-callers";
import { authPolicyOf, latticeService } from "../../../support/policy-pack/lattice";
import { document, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const invoke = { Action: "vpc-lattice-svcs:Invoke", Resource: "*" };
const policy = (Principal: Value, Condition?: Readonly<Record<string, Value>>) => {
  const statement = { Principal, ...invoke, ...(Condition && { Condition }) };
  return [authPolicyOf(latticeService({}), document(statement))];
};
const role = "arn:aws:iam::111122223333:role/orbit-to-axon";
const account = "111122223333";
const root = `arn:aws:iam::${account}:root`;
const where = "/policy/Statement/0/Principal/AWS";

export const latticeCallersCases = ruleCases(latticeCallers, [
  {
    requirement: "POL-250",
    title: "an exact role",
    resources: policy({ AWS: role }),
    verdict: "pass",
  },
  { title: "a list of exact roles", resources: policy({ AWS: [role] }), verdict: "pass" },
  {
    title: "a document given as an object",
    resources: [
      authPolicyOf(latticeService({}), {
        Statement: [{ Effect: "Allow", Principal: { AWS: root }, ...invoke }],
      }),
    ],
    verdict: "fail",
    path: where,
  },
  {
    title: "a named session of an exact role",
    resources: policy({ AWS: "arn:aws:sts::111122223333:assumed-role/orbit-to-axon/orbit" }),
    verdict: "pass",
  },
  {
    title: "an exact role of another partition",
    resources: policy({ AWS: "arn:aws-cn:iam::111122223333:role/path/orbit" }),
    verdict: "pass",
  },
  {
    requirement: "POL-250",
    title: "the root of an account",
    resources: policy({ AWS: root }),
    verdict: "fail",
    path: where,
    message: /admits every role and user of the account/,
    fix: /ARNs of the calling roles/,
    count: 1,
  },
  {
    title: "a bare account id beside a role",
    resources: policy({ AWS: [role, account] }),
    verdict: "fail",
    path: `${where}/1`,
    message: /admits every role and user/,
    count: 1,
  },
  {
    title: "a user",
    resources: policy({ AWS: "arn:aws:iam::111122223333:user/ana" }),
    verdict: "fail",
    message: /is not the ARN of a role/,
  },
  {
    title: "a service of AWS",
    resources: policy({ Service: "lambda.amazonaws.com" }),
    verdict: "fail",
    message: /Service lambda\.amazonaws\.com, not a role/,
  },
  {
    requirement: "POL-250",
    title: "everybody of an account, by condition",
    resources: policy("*", { StringEquals: { "aws:PrincipalAccount": account } }),
    verdict: "fail",
    path: "/policy/Statement/0/Principal",
    message: /within the condition/,
    count: 1,
  },
  {
    title: "everybody without a limit, which iam/wildcard-principal reports",
    resources: policy("*"),
    verdict: "pass",
  },
  {
    title: "everybody who is a role named in the condition",
    resources: policy("*", { ArnEquals: { "aws:PrincipalArn": [role] } }),
    verdict: "pass",
  },
  {
    title: "an account, of which the condition admits one role",
    resources: policy({ AWS: root }, { StringEquals: { "aws:PrincipalArn": role } }),
    verdict: "pass",
  },
  {
    title: "an account, of which the condition admits roles by pattern",
    resources: policy({ AWS: root }, { ArnLike: { "aws:PrincipalArn": `${role}*` } }),
    verdict: "fail",
  },
  {
    title: "an account, where the condition admits all but one role",
    resources: policy({ AWS: root }, { ArnNotEquals: { "aws:PrincipalArn": role } }),
    verdict: "fail",
  },
  {
    title: "an account, where one of two roles in the condition is a pattern",
    resources: policy({ AWS: root }, { ArnLike: { "aws:PrincipalArn": [role, "*"] } }),
    verdict: "fail",
  },
  {
    title: "an account, where the condition names a role as source",
    resources: policy({ AWS: root }, { ArnEquals: { "aws:SourceArn": role } }),
    verdict: "fail",
  },
  {
    title: "an account, where the condition lists no role",
    resources: policy({ AWS: root }, { ArnEquals: { "aws:PrincipalArn": [] } }),
    verdict: "fail",
  },
  {
    title: "an account, where the role in the condition is unknown",
    resources: policy({ AWS: root }, { StringEquals: { "aws:PrincipalArn": [role, unknown] } }),
    verdict: "undecided",
    path: where,
    message: /admits every role .* Whether the condition names roles is unknown\./,
    count: 1,
  },
  {
    title: "an account, where the condition is unknown as a whole",
    resources: [
      authPolicyOf(latticeService({}), {
        Statement: [{ Effect: "Allow", Principal: { AWS: root }, ...invoke, Condition: unknown }],
      }),
    ],
    verdict: "undecided",
    path: where,
  },
  {
    title: "a role by name, where the condition is unknown as a whole",
    resources: [
      authPolicyOf(latticeService({}), {
        Statement: [{ Effect: "Allow", Principal: { AWS: role }, ...invoke, Condition: unknown }],
      }),
    ],
    verdict: "pass",
  },
  {
    title: "an account in a denial",
    resources: [
      authPolicyOf(latticeService({}), {
        Statement: [{ Effect: "Deny", Principal: { AWS: root }, ...invoke }],
      }),
    ],
    verdict: "pass",
  },
  {
    title: "an id of a role, which does not say which",
    resources: policy({ AWS: "AROAEXAMPLEEXAMPLE123" }),
    verdict: "undecided",
    message: /does not say which role/,
  },
  {
    title: "a role of this stack, by reference",
    resources: policy({ AWS: [{ ref: "orbit-role" }] }),
    verdict: "pass",
  },
  {
    title: "an unknown caller beside a role",
    resources: policy({ AWS: [role, unknown] }),
    verdict: "undecided",
    path: `${where}/1`,
    count: 1,
  },
]);
