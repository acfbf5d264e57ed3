import assert from "node:assert/strict";
import * as fc from "fast-check";
import { steps } from "../../../runtime/containment/incident";
import { containedRevocation, cutOffOf, policyTime } from "../../../runtime/containment/policies";
import type { PresentRule } from "../../../runtime/containment/ports";
import { shownRules, statementsOf } from "./shown";
import { execution, freshState, originalAuthPolicy, type State, walk } from "./world";

/** What a state allows, apart from ids of rules and cut-offs, which a release may move on. */
const shapeOf = (state: State) => ({
  quarantined: [...state.quarantined].sort(),
  holds: [...state.holds],
  revocations: [...state.revocations].map(([role, text]) => [
    role,
    text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, "cut-off"),
  ]),
  authPolicies: [...state.authPolicies],
  rules: [...state.rules].map(([group, rules]) => [group, shownRules(rules)]),
  desired: [...state.desired],
  concurrency: [...state.concurrency],
});

const rule: fc.Arbitrary<Omit<PresentRule, "id">> = fc.record({
  isEgress: fc.boolean(),
  protocol: fc.constantFrom("tcp", "udp", "-1"),
  fromPort: fc.integer({ min: 1, max: 65_535 }),
  toPort: fc.integer({ min: 1, max: 65_535 }),
  peer: fc.oneof(
    fc.record({ kind: fc.constant("ipv4" as const), cidr: fc.constantFrom("10.0.0.0/8", "::/0") }),
    fc.record({ kind: fc.constant("group" as const), id: fc.constantFrom("sg-1", "pl-1") }),
  ),
  description: fc.string({ maxLength: 9 }),
  tags: fc
    .dictionary(fc.constantFrom("a", "b"), fc.string({ maxLength: 3 }))
    .map((tags) => ({ ...tags, Project: "p" })),
});

const original = fc.record({
  rules: fc.uniqueArray(rule, { maxLength: 5, selector: (each) => JSON.stringify(each) }),
  desired: fc.nat(5),
  concurrency: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  isQuarantined: fc.boolean(),
  cutOff: fc.option(fc.constantFrom("2026-01-01T00:00:00Z", "2026-02-28T12:00:00Z")),
});

function stateOf(before: typeof original extends fc.Arbitrary<infer Value> ? Value : never): State {
  const state = freshState();
  state.rules.set(
    "sg-0000000b",
    before.rules.map((each, index) => ({ id: `sgr-${String(index)}`, ...each })),
  );
  state.desired.set("agents-axon", before.desired);
  if (before.concurrency !== undefined) state.concurrency.set("axon-rotation", before.concurrency);
  if (before.isQuarantined) state.quarantined.add("axon");
  const text = state.revocations.get("axon-task") ?? "";
  if (before.cutOff !== null) {
    state.revocations.set("axon-task", text.replace("2000-01-01T00:00:00Z", before.cutOff));
  }
  return state;
}

const openRule: PresentRule = {
  id: "sgr-9",
  isEgress: true,
  protocol: "-1",
  fromPort: -1,
  toPort: -1,
  peer: { kind: "ipv4", cidr: "0.0.0.0/0" },
  description: "",
  tags: {},
};

const failures = (walked: Awaited<ReturnType<typeof walk>>) =>
  walked.incident.records.filter(({ step, outcome }) => step === "release" && outcome === "failed");

describe("release", () => {
  it("I3 restores exactly what was, from every original state, whenever the process dies", async () => {
    const fate = fc.constantFrom("before" as const, "after" as const);
    await fc.assert(
      fc.asyncProperty(original, fc.nat(160), fate, async (before, at, kind) => {
        const state = stateOf(before);
        const wanted = shapeOf(state);
        const meddle = ({ number }: { number: number }) => (number === at + 1 ? kind : undefined);
        const walked = await walk({ state, meddle, through: steps });
        assert.deepEqual(failures(walked), []);
        assert.deepEqual(shapeOf(state), wanted);
      }),
      { numRuns: 150 },
    );
  });

  it("I3 leaves what somebody changed since as it is, says so, and keeps the service quarantined", async () => {
    const drifts: readonly [kind: keyof State, key: string, value: unknown][] = [
      ["revocations", "axon-task", '{"Version":"2012-10-17","Statement":[]}'],
      [
        "revocations",
        "axon-task",
        containedRevocation("inc-0000000000000000", "2026-03-01T00:00:00Z"),
      ],
      ["authPolicies", "svc-0123456789abcdef0", '{"Statement":[]}'],
      ["desired", "agents-axon", 7],
      ["concurrency", "axon-rotation", 3],
      ["rules", "sg-0000000b", [openRule]],
    ];
    for (const [kind, key, value] of drifts) {
      const state = freshState();
      const { incident } = await walk({ state });
      const items: unknown = state[kind];
      assert.ok(items instanceof Map);
      items.set(key, value);
      const walked = await walk({ state, incident, through: ["release"] });
      assert.deepEqual(
        failures(walked).map(({ reason }) => reason),
        ["drifted", "it is drifted"],
      );
      assert.equal(items.get(key), value);
      assert.ok(state.quarantined.has("axon"));
      assert.ok(state.holds.has("axon"));
    }
  });

  it("IR-99 restores no rule that the stack does not declare, and says how many", async () => {
    for (const tags of [{}, { Project: "of another" }]) {
      const state = freshState();
      const declared = shownRules(state.rules.get("sg-0000000b") ?? []);
      state.rules.get("sg-0000000b")?.push({ ...openRule, id: "sgr-opened", tags });
      const { incident } = await walk({ state, through: steps });
      assert.deepEqual(shownRules(state.rules.get("sg-0000000b") ?? []), declared);
      assert.ok(
        incident.records.some(
          ({ step, action, outcome }) =>
            step === "release" &&
            outcome === "done" &&
            action.includes("sg-0000000b without 1 rules that the stack does not declare"),
        ),
      );
      assert.ok(!state.quarantined.has("axon"));
    }
  });

  it("I3 is repeated without a change", async () => {
    const state = freshState();
    const { incident } = await walk({ state, through: steps });
    const before = structuredClone(state);
    await walk({ state, incident, through: ["release"] });
    assert.deepEqual({ ...state, now: 0 }, { ...before, now: 0 });
  });

  it("I4 keeps every session from before the release revoked", async () => {
    const state = freshState();
    const { incident } = await walk({ state });
    state.now += 7_200_000;
    const releasedAt = policyTime(state.now);
    await walk({ state, incident, through: ["release"] });
    for (const role of ["axon-task", "axon-execution", "axon-rotation"]) {
      const cutOff = cutOffOf(state.revocations.get(role) ?? "");
      assert.ok(Date.parse(cutOff) >= Date.parse(releasedAt), role);
    }
  });

  it("IR-98 leaves no standing denial behind", async () => {
    const state = freshState();
    await walk({ state, through: steps });
    for (const text of state.revocations.values()) {
      for (const statement of statementsOf(text)) assert.ok(statement["Condition"]);
    }
    assert.equal(state.authPolicies.get("svc-0123456789abcdef0"), originalAuthPolicy);
  });

  it("restores nothing while what was saved cannot be read", async () => {
    const state = freshState();
    const { incident } = await walk({ state });
    const before = structuredClone(state);
    const meddle = ({ name }: { name: string }) =>
      name === "evidence.read" ? ("refuse" as const) : undefined;
    const walked = await walk({ state, incident, meddle, through: ["release"] });
    assert.ok(failures(walked).length > 0);
    assert.deepEqual({ ...state, now: 0 }, { ...before, now: 0 });
  });

  it("restores what was changed although nothing was saved, and says what people must do", async () => {
    const state = freshState();
    const wanted = shapeOf(state);
    const meddle = ({ name }: { name: string }) =>
      name === "evidence.putOnce" ? ("refuse" as const) : undefined;
    const walked = await walk({ state, meddle, through: steps });
    assert.deepEqual(
      failures(walked).map(({ action }) => action),
      ["restore tasks of agents-axon", "verify that tasks of agents-axon is as before"],
    );
    assert.deepEqual(shapeOf(state).revocations, wanted.revocations);
    assert.deepEqual(shapeOf(state).authPolicies, wanted.authPolicies);
    assert.deepEqual(shapeOf(state).rules, wanted.rules);
    assert.ok(state.quarantined.has("axon"));
  });

  it("lets a later incident have the service", async () => {
    const state = freshState();
    await walk({ state, through: steps });
    assert.equal(state.holds.get("axon"), undefined);
    assert.equal([...state.claims.values()][0], execution);
  });
});
