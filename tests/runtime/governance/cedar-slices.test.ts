import assert from "node:assert/strict";
import { operationId, type PolicyBundle } from "../../../runtime/governance/bundle";
import { loadCedar } from "../../../runtime/governance/cedar-module";
import { createCedarSession } from "../../../runtime/governance/cedar-session";
import { createPolicySlices, preparedSets } from "../../../runtime/governance/cedar-slices";
import { asked, bundleOf, permit, reasoning } from "./cedar-fixtures";

const slicesOf = (bundle: PolicyBundle) => createPolicySlices(bundle, createCedarSession(bundle));

/** Ids of the policies that a question is decided with. */
function idsOf(found: ReturnType<ReturnType<typeof createPolicySlices>["sliceFor"]>) {
  assert.equal(found.kind, "slice");
  return Object.keys(found.slice.policies);
}

describe("createPolicySlices", () => {
  it("leaves out policies about something else only", () => {
    const slices = slicesOf(
      bundleOf({
        policies: {
          orbit: {
            own: permit(),
            "other-action": permit({ ...reasoning, action: "seal" }),
            "other-resource": permit({ ...reasoning, resource: "vault:POST:/seal" }),
            "other-principal": permit({ ...reasoning, principal: "axon" }),
            all: "forbid(principal, action, resource);",
            group: 'forbid(principal in Service::"axon", action, resource);',
            set: 'forbid(principal, action in [Action::"seal"], resource);',
            type: "forbid(principal is Service, action, resource is Operation);",
          },
        },
      }),
    );
    assert.deepEqual(idsOf(slices.sliceFor(asked())), ["own", "all", "group", "set", "type"]);
  });

  it("gives the same slice to the same triple", () => {
    const slices = slicesOf(bundleOf());
    assert.equal(slices.sliceFor(asked()), slices.sliceFor(asked({}, { delegationDepth: 3 })));
  });

  it("has no slice for unknown names, however many are asked for", () => {
    const slices = slicesOf(bundleOf());
    for (const name of ["axon", "toString", "__proto__", "constructor", "nobody"]) {
      assert.deepEqual(slices.sliceFor(asked({ principal: name })), { kind: "not-permitted" });
      assert.deepEqual(slices.sliceFor(asked({ resource: name })), { kind: "not-permitted" });
      assert.deepEqual(slices.sliceFor(asked({ action: name })), { kind: "not-permitted" });
    }
  });

  it("answers policy-error for a principal one of whose policies does not parse, each time", () => {
    const slices = slicesOf(bundleOf({ policies: { orbit: { own: permit(), bad: "x" } } }));
    const error = { kind: "policy-error", policies: [] };
    assert.deepEqual([slices.sliceFor(asked()), slices.sliceFor(asked())], [error, error]);
  });

  it("keeps a policy that takes the parser down in every slice, after one engine-fault", () => {
    // Where the parser traps depends on how far V8 has optimised it, so the trap is made here.
    const cedar = loadCedar();
    const bundle = bundleOf({ policies: { orbit: { own: permit(), poison: permit() } } });
    let parsed = 0;
    const session = createCedarSession(bundle, () => ({
      ...cedar,
      policyToJson: (policy) => {
        parsed += 1;
        if (parsed === 2) throw new RangeError("Maximum call stack size exceeded");
        return cedar.policyToJson(policy);
      },
    }));
    const slices = createPolicySlices(bundle, session);
    assert.deepEqual(slices.sliceFor(asked()), { kind: "engine-fault" });
    assert.deepEqual(idsOf(slices.sliceFor(asked())), ["own", "poison"]);
    const sealing = asked({ action: "seal", resource: "vault:POST:/seal" });
    assert.deepEqual(idsOf(slices.sliceFor(sealing)), ["poison"]);
  });

  it("uses a bounded set of names, and decides rightly with names that are used again", () => {
    const paths = Array.from({ length: preparedSets + 20 }, (_, index) => `/${String(index)}`);
    const triples = paths.map((path) => ({
      ...reasoning,
      resource: operationId("axon", "POST", path),
    }));
    const bundle = bundleOf({
      operations: Object.fromEntries(
        paths.map((path) => [
          operationId("axon", "POST", path),
          { callee: "axon", method: "POST", path, intent: "reason" },
        ]),
      ),
      policies: {
        orbit: Object.fromEntries(triples.map((triple) => [triple.resource, permit(triple)])),
      },
    });
    const prepared = new Set<string>();
    const cedar = loadCedar();
    const session = createCedarSession(bundle, () => ({
      ...cedar,
      preparsePolicySet: (name, set) => {
        prepared.add(name);
        return cedar.preparsePolicySet(name, set);
      },
    }));
    const slices = createPolicySlices(bundle, session);
    const decide = (index: number) => {
      const path = paths[index] ?? "";
      const question = asked({ resource: operationId("axon", "POST", path) }, { path });
      const found = slices.sliceFor(question);
      assert.equal(found.kind, "slice");
      return session.evaluate(found.slice, question);
    };
    for (let round = 0; round < 2; round += 1) {
      for (const index of paths.keys()) {
        assert.deepEqual(decide(index), {
          kind: "permitted",
          policies: [operationId("axon", "POST", paths[index] ?? "")],
        });
      }
    }
    assert.equal(prepared.size, preparedSets);
  });
});
