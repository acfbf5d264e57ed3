import assert from "node:assert/strict";
import * as cedar from "@cedar-policy/cedar-wasm/nodejs";
import fc from "fast-check";
import { cedarSchema, cedarString } from "../../../plan/governance/cedar-schema";

const decide = (policy: string, id: string) => {
  const answer = cedar.isAuthorized({
    principal: { type: "Service", id },
    action: { type: "Action", id: "reason" },
    resource: { type: "Operation", id: "axon" },
    context: {},
    policies: { staticPolicies: { policy } },
    entities: [],
  });
  assert.ok(answer.type === "success");
  return answer.response.decision;
};

const permitFor = (literal: string) =>
  `permit(principal == Service::${literal}, action == Action::"reason", resource);`;

describe("cedarString", () => {
  it("means the same text to Cedar, whatever its characters, and no other", () => {
    const text = fc.string({ unit: "binary", minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(text, text, (own, other) => {
        const policy = permitFor(cedarString(own));
        assert.equal(decide(policy, own), "allow");
        if (own !== other) assert.equal(decide(policy, other), "deny");
      }),
      { numRuns: 300 },
    );
  });

  for (const text of [
    '"',
    "\\",
    '");permit(principal,action,resource);//',
    "a\nb",
    "\u2028",
    "*",
  ]) {
    it(`cannot be left by ${JSON.stringify(text)}`, () => {
      const policy = permitFor(cedarString(text));
      assert.equal(decide(policy, text), "allow");
      assert.equal(decide(policy, "orbit"), "deny");
    });
  }

  it("leaves a service, an intent and an operation as they are", () => {
    for (const text of ["orbit", "ask-model", "axon:POST:/a.b/~c_d-e"]) {
      assert.equal(cedarString(text), `"${text}"`);
    }
  });
});

describe("cedarSchema", () => {
  it("makes an action of every intent, on operations and by services alone", () => {
    const parsed = cedar.schemaToJson(cedarSchema(["read", "reason"]));
    assert.ok(parsed.type === "success");
    const { entityTypes = {}, actions = {} } = parsed.json[""] ?? {};
    assert.deepEqual(Object.keys(actions), ["read", "reason"]);
    assert.deepEqual(Object.keys(entityTypes).sort(), ["Operation", "Service"]);
    for (const { appliesTo } of Object.values(actions)) {
      assert.deepEqual(appliesTo?.principalTypes, ["Service"]);
      assert.deepEqual(appliesTo.resourceTypes, ["Operation"]);
    }
  });

  it("is a schema even when nothing is declared", () => {
    assert.equal(cedar.checkParseSchema(cedarSchema([])).type, "success");
  });
});
