import assert from "node:assert/strict";
import type { Caller } from "../../../policy-pack/authorization/request";
import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Value } from "../../../policy-pack/engine/value";
import { account, outcomeIn, secret, secretPolicy } from "../../support/policy-pack/authorization";
import {
  boundedRole,
  documentOf,
  policy,
  role,
  roleArn,
  rolePolicy,
  type StatementValue,
} from "../../support/policy-pack/identities";
import { unknown } from "../../support/policy-pack/resources";

const read = "secretsmanager:GetSecretValue";
const token = secret("token");
const root = `arn:aws:iam::${account}:root`;
const sessionArn = (name: string) => `arn:aws:sts::${account}:assumed-role/pay/${name}`;

const may = documentOf({ Action: read, Resource: "*" });
const mayOther = documentOf({ Action: "logs:PutLogEvents", Resource: "*" });
const mayNot = documentOf({ Effect: "Deny", Action: read, Resource: "*" });
const admits = (Principal: Value, more: StatementValue = {}) =>
  documentOf({ Principal, Action: read, Resource: "*", ...more });

const asRole = (pay: StackResource, more: Partial<Extract<Caller, { kind: "role" }>> = {}) => ({
  caller: { kind: "role", role: pay, ...more } as const,
  action: read,
  resource: token,
});

interface Policies {
  readonly identity?: string;
  readonly boundary?: string;
  readonly session?: StatementValue;
  readonly resource?: string;
  readonly sessionName?: string;
}

/** What a role gets that has the given policies. */
function outcomeOf(given: Policies) {
  const boundary = policy("boundary", given.boundary ?? may);
  const pay = given.boundary === undefined ? role("pay") : boundedRole("pay", boundary);
  const resources = [
    pay,
    token,
    ...(given.boundary === undefined ? [] : [boundary]),
    ...(given.identity === undefined ? [] : [rolePolicy(pay, given.identity)]),
    ...(given.resource === undefined ? [] : [secretPolicy(token, given.resource)]),
  ];
  const { session, sessionName } = given;
  return outcomeIn(
    resources,
    asRole(pay, {
      ...(session !== undefined && { session: { statements: [{ Effect: "Allow", ...session }] } }),
      ...(sessionName !== undefined && { sessionName }),
    }),
  );
}

const narrowTo = (Action: string): StatementValue => ({ Action, Resource: "*" });

// IAM User Guide: "How AWS enforcement code logic evaluates requests to allow or deny access", "Policy evaluation for
// requests within a single account", "Permissions boundaries for IAM entities", "Session policies".
const table: readonly (readonly [string, Policies, ReturnType<typeof outcomeOf>])[] = [
  ["IAM-56 denies what no policy allows", {}, "implicit-deny"],
  ["IAM-56 allows what the identity policy allows", { identity: may }, "allowed"],
  [
    "IAM-56 denies what only the boundary allows: it grants nothing",
    { boundary: may },
    "implicit-deny",
  ],
  [
    "IAM-56 allows what identity policy and boundary allow",
    { identity: may, boundary: may },
    "allowed",
  ],
  [
    "IAM-56 denies what the boundary does not allow",
    { identity: may, boundary: mayOther },
    "implicit-deny",
  ],
  [
    "IAM-56 lets a denial win in the boundary",
    { identity: may, boundary: mayNot },
    "explicit-deny",
  ],
  [
    "IAM-61 allows what the session policy allows",
    { identity: may, session: narrowTo(read) },
    "allowed",
  ],
  [
    "IAM-61 denies what the session policy does not allow: it only takes away",
    { identity: may, session: narrowTo("s3:GetObject") },
    "implicit-deny",
  ],
  [
    "IAM-61 denies what only the session policy allows",
    { session: narrowTo(read) },
    "implicit-deny",
  ],
  [
    "IAM-57 allows by the resource policy alone to the role's ARN",
    { resource: admits({ AWS: roleArn("pay") }) },
    "allowed",
  ],
  [
    "IAM-57 limits what a resource policy gives to the role's ARN by the boundary",
    { boundary: mayOther, resource: admits({ AWS: roleArn("pay") }) },
    "implicit-deny",
  ],
  [
    "IAM-57 limits what a resource policy gives to the role's ARN by the session policy",
    { session: narrowTo("s3:GetObject"), resource: admits({ AWS: roleArn("pay") }) },
    "implicit-deny",
  ],
  [
    "IAM-57 does not limit by the boundary what a resource policy gives to the session's ARN",
    { boundary: mayOther, resource: admits({ AWS: sessionArn("a") }), sessionName: "a" },
    "allowed",
  ],
  [
    "IAM-57 gives another session nothing",
    { boundary: mayOther, resource: admits({ AWS: sessionArn("a") }), sessionName: "b" },
    "implicit-deny",
  ],
  [
    "IAM-57 leaves open whether the session of an unknown name is meant",
    { boundary: mayOther, resource: admits({ AWS: sessionArn("a") }) },
    "undecided",
  ],
  [
    "IAM-57 does not limit by the boundary what everybody gets under a condition on the role's ARN",
    {
      boundary: mayOther,
      resource: admits("*", { Condition: { ArnEquals: { "aws:PrincipalArn": roleArn("pay") } } }),
    },
    "allowed",
  ],
  [
    "IAM-57 lets a boundary's denial win over a session's grant",
    { boundary: mayNot, resource: admits({ AWS: sessionArn("a") }), sessionName: "a" },
    "explicit-deny",
  ],
  [
    "gives the account's roles nothing by its root alone",
    { resource: admits({ AWS: root }) },
    "implicit-deny",
  ],
  [
    "lets a denial of the resource win over the identity policy",
    { identity: may, resource: admits("*", { Effect: "Deny" }) },
    "explicit-deny",
  ],
  [
    "does not deny a caller whom the denial spares by condition",
    {
      identity: may,
      resource: admits("*", {
        Effect: "Deny",
        Condition: { ArnNotEquals: { "aws:PrincipalArn": roleArn("pay") } },
      }),
    },
    "allowed",
  ],
  [
    "denies a caller with a boundary whatever NotPrincipal lists",
    {
      identity: may,
      boundary: may,
      resource: documentOf({
        Effect: "Deny",
        NotPrincipal: { AWS: [roleArn("pay"), root, sessionArn("a")] },
        Action: read,
        Resource: "*",
      }),
      sessionName: "a",
    },
    "explicit-deny",
  ],
  [
    "spares a caller without boundary whom NotPrincipal lists with account and session",
    {
      identity: may,
      resource: documentOf({
        Effect: "Deny",
        NotPrincipal: { AWS: [roleArn("pay"), root, sessionArn("a")] },
        Action: read,
        Resource: "*",
      }),
      sessionName: "a",
    },
    "allowed",
  ],
  ["is undecided where the identity policy is unknown", { identity: unknown }, "undecided"],
  [
    "denies where a denial is certain, whatever is unknown beside it",
    { identity: unknown, boundary: mayNot },
    "explicit-deny",
  ],
  [
    "is undecided where an unknown policy may deny",
    { identity: may, resource: unknown },
    "undecided",
  ],
  [
    "denies by implication where something unknown could only deny as well",
    { identity: mayOther, boundary: unknown },
    "implicit-deny",
  ],
];

describe("callerSide", () => {
  for (const [title, given, expected] of table) {
    it(title, () => {
      assert.equal(outcomeOf(given), expected);
    });
  }
});
