import assert from "node:assert/strict";
import type { Properties } from "../../../policy-pack/engine/value";
import { key, outcomeIn } from "../../support/policy-pack/authorization";
import { documentOf, role, roleArn } from "../../support/policy-pack/identities";
import { resource, unknown } from "../../support/policy-pack/resources";

const pay = role("pay");
const data = key(
  "data",
  documentOf({ Principal: { AWS: roleArn("other") }, Action: "kms:*", Resource: "*" }),
);

/** What a role may do with a key by a grant alone. */
const outcome = (grant: Properties, action = "kms:Decrypt", context?: string) =>
  outcomeIn(
    [
      pay,
      data,
      resource(
        "aws:kms/grant:Grant",
        { keyId: unknown, granteePrincipal: roleArn("pay"), operations: ["Decrypt"], ...grant },
        { name: "grant", refersTo: { keyId: data } },
      ),
    ],
    {
      caller: { kind: "role", role: pay },
      action,
      resource: data,
      ...(context !== undefined && { keys: { "kms:encryptioncontext:service": [context] } }),
    },
  );

describe("grantSide", () => {
  it("KMS-72 gives the grantee the listed operations, and nobody and nothing else", () => {
    assert.equal(outcome({}), "allowed");
    assert.equal(outcome({}, "kms:Encrypt"), "implicit-deny");
    assert.equal(outcome({ granteePrincipal: roleArn("third") }), "implicit-deny");
  });

  it("KMS-72 asks for the encryption context that it constrains", () => {
    const constrained = { constraints: [{ encryptionContextEquals: { service: "pay" } }] };
    assert.equal(outcome(constrained, "kms:Decrypt", "pay"), "allowed");
    assert.equal(outcome(constrained, "kms:Decrypt", "other"), "implicit-deny");
    assert.equal(outcome(constrained), "implicit-deny");
  });

  it("KMS-72 is undecided where grantee or operations are unknown", () => {
    assert.equal(outcome({ granteePrincipal: unknown }), "undecided");
    assert.equal(outcome({ operations: unknown }), "undecided");
  });
});
