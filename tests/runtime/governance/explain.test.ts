import assert from "node:assert/strict";
import type { PolicyBundle } from "../../../runtime/governance/bundle";
import { explain } from "../../../runtime/governance/explain";
import { asked, bundleOf, chained, permit, reasoning, scopeOf } from "./cedar-fixtures";

const orbitHas = (orbit: PolicyBundle["policies"][string]) => bundleOf({ policies: { orbit } });

/** Explains a question by policies of which only the first is of interest. */
function firstPolicy(orbit: PolicyBundle["policies"][string], question = asked()) {
  const [policy] = explain(orbitHas(orbit), question).policies;
  assert.ok(policy !== undefined && policy.kind !== "unreadable");
  return policy;
}

describe("explain", () => {
  it("shows which condition of a permit failed", () => {
    const question = asked({}, { path: "/other", delegationDepth: 4 });
    const explanation = explain(bundleOf(), question);
    assert.deepEqual(explanation.answer, { kind: "not-permitted" });
    assert.deepEqual(explanation.policies, [
      {
        kind: "permit",
        id: "orbit-to-axon-reason-1",
        applies: "false",
        scope: { principal: true, action: true, resource: true },
        clauses: [
          {
            kind: "when",
            truth: "false",
            conjuncts: [
              { text: "context.method == resource.method", truth: "true" },
              { text: "context.path == resource.path", truth: "false" },
              { text: "context.delegationDepth <= 1", truth: "false" },
            ],
          },
        ],
      },
    ]);
  });

  it("G2 tells a forbidden question from one that nothing permits", () => {
    const ban = `forbid(${scopeOf(reasoning)}) unless { context.delegationDepth > 0 };`;
    const { answer } = explain(orbitHas({ own: permit(), ban }), asked());
    assert.deepEqual(answer, { kind: "forbidden", policies: ["ban"] });
    const policy = firstPolicy({ ban, own: permit() });
    assert.equal(policy.kind, "forbid");
    assert.equal(policy.applies, "true");
    assert.deepEqual(policy.clauses, [
      {
        kind: "unless",
        truth: "true",
        conjuncts: [{ text: "context.delegationDepth > 0", truth: "false" }],
      },
    ]);
  });

  it("shows an unless clause that keeps a permit from applying", () => {
    const text = `permit(${scopeOf(reasoning)}) when { true } unless { context.path == "/reason" && context.method == "POST" };`;
    const policy = firstPolicy({ text });
    assert.equal(policy.applies, "false");
    assert.deepEqual(
      policy.clauses.map(({ kind, truth }) => `${kind} ${truth}`),
      ["when true", "unless false"],
    );
  });

  it("shows which part of a scope is about something else", () => {
    const other = permit({ principal: "orbit", action: "seal", resource: "vault:POST:/seal" });
    assert.deepEqual(firstPolicy({ other }).scope, {
      principal: true,
      action: false,
      resource: false,
    });
    const typed = "forbid(principal is Service, action, resource is Service);";
    assert.deepEqual(firstPolicy({ typed }).scope, {
      principal: true,
      action: true,
      resource: false,
    });
  });

  it("shows the condition that errs", () => {
    const text = `permit(${scopeOf(reasoning)}) when { true && context.missing == 1 };`;
    const policy = firstPolicy({ text });
    assert.equal(policy.applies, "error");
    assert.deepEqual(
      policy.clauses[0]?.conjuncts.map(({ truth }) => truth),
      ["true", "error"],
    );
  });

  it("goes on after a policy that traps or does not parse", () => {
    const { answer, policies } = explain(
      orbitHas({ poison: chained(400), bad: "permit(", own: permit() }),
      asked(),
    );
    assert.equal(answer.kind, "policy-error");
    assert.deepEqual(
      policies.map((policy) => (policy.kind === "unreadable" ? "unreadable" : policy.applies)),
      ["error", "unreadable", "true"],
    );
  });

  it("names the parts that the bundle does not know, and looks at no policy then", () => {
    for (const [part, name] of [
      ["principal", "toString"],
      ["action", "constructor"],
      ["resource", "axon:POST:/nothing"],
    ] as const) {
      const { unknown, policies, answer } = explain(bundleOf(), asked({ [part]: name }));
      assert.deepEqual(unknown, [part]);
      assert.deepEqual(policies, []);
      assert.deepEqual(answer, { kind: "not-permitted" });
    }
  });

  it("names other principals that would be permitted", () => {
    const { permittedPrincipals, policies } = explain(bundleOf(), asked({ principal: "axon" }));
    assert.deepEqual(permittedPrincipals, ["orbit"]);
    assert.deepEqual(policies, []);
  });

  it("answers engine-fault when Cedar cannot be loaded", () => {
    const load = () => {
      throw new Error("no such file");
    };
    const { answer, policies } = explain(bundleOf(), asked(), { load });
    assert.deepEqual(answer, { kind: "engine-fault" });
    assert.deepEqual(policies, [{ kind: "unreadable", id: "orbit-to-axon-reason-1" }]);
  });
});
