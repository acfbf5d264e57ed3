import assert from "node:assert/strict";
import { loadCedar } from "../../../runtime/governance/cedar-module";
import { mayMatch, readScope, scopeMatches } from "../../../runtime/governance/policy-scope";
import { reasoning, scopeOf } from "./cedar-fixtures";

const cedar = loadCedar();

function scope(text: string) {
  const answer = cedar.policyToJson(`forbid(${text});`);
  assert.equal(answer.type, "success");
  return readScope(answer.json);
}

describe("readScope", () => {
  it("reads a scope that names one of each", () => {
    assert.deepEqual(scope(scopeOf(reasoning)), {
      principal: { kind: "one", id: "orbit" },
      action: { kind: "one", id: "reason" },
      resource: { kind: "one", id: "axon:POST:/reason" },
    });
  });

  it("reads a scope that names none", () => {
    const any = { kind: "any" };
    assert.deepEqual(scope("principal, action, resource"), {
      principal: any,
      action: any,
      resource: any,
    });
  });

  it("takes groups, types, sets and entities of another type for something else", () => {
    const other = { kind: "other" };
    const expected = { principal: other, action: other, resource: other };
    for (const text of [
      'principal in Service::"a", action in Action::"b", resource in Operation::"c"',
      'principal is Service, action in [Action::"b"], resource is Operation in Operation::"c"',
      'principal == User::"a", action == Other::Action::"b", resource == Service::"c"',
    ]) {
      assert.deepEqual(scope(text), expected, text);
    }
  });
});

describe("scopeMatches and mayMatch", () => {
  it("differ in what is neither one entity nor any", () => {
    for (const [text, certain, possible] of [
      [scopeOf(reasoning), true, true],
      ["principal, action, resource", true, true],
      ['principal == Service::"axon", action, resource', false, false],
      ['principal, action == Action::"seal", resource', false, false],
      ['principal, action, resource == Operation::"vault:POST:/seal"', false, false],
      ["principal is Service, action, resource", false, true],
      ['principal is Service, action == Action::"seal", resource', false, false],
    ] as const) {
      assert.equal(scopeMatches(scope(text), reasoning), certain, text);
      assert.equal(mayMatch(scope(text), reasoning), possible, text);
    }
  });
});
