import assert from "node:assert/strict";
import { isSessionRevocation } from "../../../policy-pack/provider/session-revocation";

const type = "aws:iam/rolePolicy:RolePolicy";
const name = "AWSRevokeOlderSessions";
const policyOf = (...effects: readonly string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: effects.map((Effect) => ({ Effect, Action: "*", Resource: "*" })),
  });

describe("isSessionRevocation", () => {
  it("knows the inline policy of a role by its name, where it only denies", () => {
    assert.ok(isSessionRevocation(type, { name, policy: policyOf("Deny") }));
    assert.ok(isSessionRevocation(type, { name, policy: policyOf("Deny", "Deny") }));
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
      assert.ok(!isSessionRevocation(type, given));
    });
  }

  it("takes the policy of a user for none", () => {
    assert.ok(
      !isSessionRevocation("aws:iam/userPolicy:UserPolicy", { name, policy: policyOf("Deny") }),
    );
  });
});
