import assert from "node:assert/strict";
import type { PolicyBundle } from "../../../runtime/governance/bundle";
import { checkReferences } from "../../../runtime/governance/bundle-references";
import { bundleOf, permit, reasoning } from "./cedar-fixtures";

const good = bundleOf();
const operation = { callee: "axon", method: "POST", path: "/x", intent: "reason" } as const;

describe("checkReferences", () => {
  it("has nothing to say about a good bundle", () => {
    assert.deepEqual(checkReferences(good), []);
  });

  const cases: readonly (readonly [string, Partial<PolicyBundle>, readonly string[]])[] = [
    [
      "a callee that is no service",
      {
        operations: {
          ...good.operations,
          "toString:POST:/x": { ...operation, callee: "toString" },
        },
      },
      ["operations.toString:POST:/x.callee"],
    ],
    [
      "an operation under a wrong id",
      { operations: { ...good.operations, "axon:GET:/x": operation } },
      ["operations.axon:GET:/x"],
    ],
    [
      "hops from and to nowhere",
      {
        hops: [
          { from: "nobody", to: "axon" },
          { from: "orbit", to: "constructor" },
        ],
      },
      ["hops.0.from", "hops.1.to"],
    ],
    [
      "a role of two services",
      { services: { ...good.services, vault: { roleNames: ["vault-task", "orbit-task"] } } },
      ["services.vault.roleNames"],
    ],
    ["a slice of nobody", { policies: { ...good.policies, nobody: {} } }, ["policies.nobody"]],
    [
      "two policies of one id",
      {
        policies: {
          orbit: { a: permit() },
          axon: { a: permit({ ...reasoning, principal: "axon" }) },
        },
      },
      ["policies.axon.a"],
    ],
    [
      "a known allow that names nothing",
      {
        selfTest: {
          ...good.selfTest,
          allow: { principal: "nobody", action: "reason", resource: "valueOf" },
        },
      },
      ["selfTest.allow.principal", "selfTest.allow.resource"],
    ],
  ];
  for (const [what, parts, places] of cases) {
    it(`finds ${what}`, () => {
      const problems = checkReferences(bundleOf(parts));
      assert.deepEqual(
        problems.map(({ code, where }) => `${code} ${where}`),
        places.map((where) => `reference ${where}`),
      );
    });
  }

  it("lets slices share a policy, and a service name a role twice", () => {
    const ban = "forbid(principal, action, resource);";
    const services = { ...good.services, vault: { roleNames: ["vault-task", "vault-task"] } };
    const policies = { orbit: { ban }, axon: { ban } };
    assert.deepEqual(checkReferences(bundleOf({ services, policies })), []);
  });
});
