import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { planBundle } from "../../../plan/governance/bundle";
import { operationId, parseBundle } from "../../../runtime/governance/bundle";
import { checkBundle } from "../../../runtime/governance/gate";
import { selfTest } from "../../../runtime/governance/self-test";
import { planContext } from "../../support/context";
import { forEachExample, longestNames, type Overrides } from "../examples";
import { arbitraryGraph, chain, rewritten } from "./graphs";
import { engineOf } from "./layers";

const plan = (overrides: Overrides = {}) => planBundle(planContext(overrides));

const parsed = (text: string) => {
  const bundle = parseBundle(text);
  assert.ok(bundle, "the planned text is no bundle");
  return bundle;
};

describe("planBundle", () => {
  it("makes one permit of the example's only call", () => {
    assert.deepEqual(plan().bundle, {
      version: 1,
      account: { partition: "aws", accountId: "111122223333" },
      services: {
        axon: { roleNames: ["agent-runtime-dev-axon-task"] },
        orbit: { roleNames: ["agent-runtime-dev-orbit-task", "agent-runtime-dev-orbit-to-axon"] },
      },
      operations: {
        "axon:POST:/reason": { callee: "axon", method: "POST", path: "/reason", intent: "reason" },
      },
      hops: [{ from: "orbit", to: "axon" }],
      schema: [
        "entity Service;",
        "entity Operation = { callee: String, method: String, path: String };",
        'action "reason" appliesTo { principal: Service, resource: Operation, context: { method: String, path: String, delegationDepth: Long } };',
        "",
      ].join("\n"),
      policies: {
        orbit: {
          "orbit-to-axon-reason-1": [
            "permit(",
            '  principal == Service::"orbit",',
            '  action == Action::"reason",',
            '  resource == Operation::"axon:POST:/reason"',
            ") when {",
            "  context.method == resource.method &&",
            "  context.path == resource.path &&",
            "  context.delegationDepth <= 3",
            "};",
            "",
          ].join("\n"),
        },
      },
      selfTest: {
        allow: { principal: "orbit", action: "reason", resource: "axon:POST:/reason" },
        deny: { principal: "axon", action: "reason", resource: "axon:POST:/reason" },
      },
    });
  });

  it("is read by the function as it was planned, under the same digest", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const { text, digest, bundle } = plan(graph);
        assert.deepEqual(parsed(text), { bundle, digest });
        assert.equal(digest, createHash("sha256").update(text).digest("hex"));
      }),
    );
    forEachExample((_title, context) => {
      const { text, digest, bundle } = planBundle(context);
      assert.deepEqual(parsed(text), { bundle, digest });
    });
  });

  it("names operations as the function does", () => {
    for (const [id, { callee, method, path }] of Object.entries(plan(chain).bundle.operations)) {
      assert.equal(id, operationId(callee, method, path));
    }
  });

  it("gives the same bytes for the same graph, however it is written", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        assert.equal(plan(rewritten(graph)).text, plan(graph).text);
      }),
    );
  });

  it("gives other bytes for another account, another depth, and a graph with one call fewer", () => {
    const context = planContext(chain);
    const elsewhere = { ...context.environment, accountId: "444455556666" };
    const shorter = { ...chain, edges: chain.edges.slice(1) };
    const digests = [
      planBundle(context).digest,
      planBundle({ ...context, environment: elsewhere }).digest,
      plan({ ...chain, governance: { maxDelegationDepth: 2 } }).digest,
      plan(shorter).digest,
    ];
    assert.equal(new Set(digests).size, 4);
  });

  it("lets roles act for the service that owns or assumes them, and each for one service", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const { services } = plan(graph).bundle;
        const roles = Object.values(services).flatMap(({ roleNames }) => roleNames);
        assert.equal(new Set(roles).size, roles.length);
        assert.equal(roles.length, Object.keys(services).length + graph.edges.length);
      }),
    );
  });

  it("knows no access role on App Mesh, where none is created", () => {
    const mesh = {
      backend: "app-mesh",
      acknowledgeAppMeshEnded: true,
      namespace: "agents.internal",
    };
    assert.deepEqual(plan({ mesh }).bundle.services["orbit"]?.roleNames, [
      "agent-runtime-dev-orbit-task",
    ]);
  });

  it("passes the gate of the function, for random graphs", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        assert.deepEqual(checkBundle(parsed(plan(graph).text).bundle), []);
      }),
      { numRuns: 15 },
    );
  });

  it("passes the gate of the function, for every example", () => {
    forEachExample((title, context) => {
      assert.deepEqual(checkBundle(parsed(planBundle(context).text).bundle), [], title);
    });
    assert.deepEqual(checkBundle(parsed(plan(longestNames).text).bundle), []);
  });

  it("G5 names an allow that the real engine allows and a denial that it denies", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const { text, bundle } = plan(graph);
        assert.equal(selfTest(engineOf(text), parsed(text).bundle), true);
        assert.equal(bundle.selfTest.allow === undefined, graph.edges.length === 0);
        const { deny } = bundle.selfTest;
        if (graph.edges.length > 0) {
          assert.ok(deny.principal in bundle.services);
          assert.ok(deny.resource in bundle.operations);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("G5 has a self-test that fails when the policies are lost, or permit everything", () => {
    const { bundle } = plan(chain);
    const wide = (caller: string) => ({
      [caller]: { all: "permit(principal, action, resource);" },
    });
    const without = { ...bundle, policies: {} };
    const open = { ...bundle, policies: wide(bundle.selfTest.deny.principal) };
    for (const broken of [without, { ...open, selfTest: { deny: bundle.selfTest.deny } }]) {
      const text = JSON.stringify(broken);
      assert.equal(selfTest(engineOf(text), parsed(text).bundle), false);
    }
  });

  it("denies the self-test's denial by the caller's own policies, when the graph has such a call", () => {
    assert.deepEqual(plan(chain).bundle.selfTest, {
      allow: { principal: "orbit", action: "reason", resource: "axon:POST:/reason" },
      deny: { principal: "orbit", action: "relay", resource: "axon:POST:/reason" },
    });
  });
});
