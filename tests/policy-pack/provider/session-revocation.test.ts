import assert from "node:assert/strict";
import { isSessionRevocation } from "../../../policy-pack/provider/session-revocation";
import { unknown } from "../../support/policy-pack/resources";

const type = "aws:iam/rolePolicy:RolePolicy";
const name = "AWSRevokeOlderSessions";
const policyOf = (...effects: readonly string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: effects.map((Effect) => ({ Effect, Action: "*", Resource: "*" })),
  });

describe("isSessionRevocation", () => {
  it("knows the inline policy of a role by its name, where it only denies", () => {
    assert.equal(isSessionRevocation(type, { name, policy: policyOf("Deny") }), "yes");
    assert.equal(isSessionRevocation(type, { name, policy: policyOf("Deny", "Deny") }), "yes");
  });

  for (const [title, given] of [
    ["a statement that allows beside one that denies", { name, policy: policyOf("Deny", "Allow") }],
    ["no statement", { name, policy: policyOf() }],
    ["an effect that AWS does not know", { name, policy: policyOf("deny") }],
    ["text that is no document", { name, policy: "Deny" }],
    ["another name", { name: "AWSRevokeOlderSession", policy: policyOf("Deny") }],
    ["no policy", { name }],
  ] as const) {
    it(`takes ${title} for none`, () => {
      assert.equal(isSessionRevocation(type, given), "no");
    });
  }

  it("takes the policy of a user for none", () => {
    assert.equal(
      isSessionRevocation("aws:iam/userPolicy:UserPolicy", { name, policy: policyOf("Deny") }),
      "no",
    );
  });

  it("cannot tell while name, document or effect are unknown", () => {
    const given = [
      { name: unknown, policy: policyOf("Deny") },
      { name, policy: unknown },
      {
        name,
        policy: {
          Version: "2012-10-17",
          Statement: [{ Effect: unknown, Action: "*", Resource: "*" }],
        },
      },
    ];
    for (const each of given) assert.equal(isSessionRevocation(type, each), "maybe");
    assert.equal(isSessionRevocation(type, { name: unknown, policy: policyOf("Allow") }), "no");
  });
});
