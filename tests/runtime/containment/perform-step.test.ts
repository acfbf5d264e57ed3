import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  type Incident,
  mostFailures,
  type NotedFailure,
  type Step,
  steps,
} from "../../../runtime/containment/incident";
import { performStep } from "../../../runtime/containment/perform-step";
import { statementsOf } from "./shown";
import {
  changes,
  containing,
  freshState,
  portsOver,
  requestFor,
  type State,
  settings,
  walk,
} from "./world";

const ofStep = ({ records }: Incident, step: Step) => records.filter((each) => each.step === step);
const outcomes = (incident: Incident, step: Step) =>
  ofStep(incident, step).map(({ outcome }) => outcome);

const deniesAlways = (text: string | undefined) =>
  statementsOf(text).some(
    ({ Effect, Principal = "*", Condition }) =>
      Effect === "Deny" && Principal === "*" && Condition === undefined,
  );

/** What of axon could still act. */
function loopholes(state: State): readonly string[] {
  const checks: readonly (readonly [name: string, isShut: boolean])[] = [
    ["quarantine", state.quarantined.has("axon")],
    ...["axon-task", "axon-execution", "axon-rotation"].map(
      (role) => [role, deniesAlways(state.revocations.get(role))] as const,
    ),
    ["mesh", deniesAlways(state.authPolicies.get("svc-0123456789abcdef0"))],
    ...["sg-0000000b", "sg-0000000c"].map(
      (group) => [group, state.rules.get(group)?.length === 0] as const,
    ),
    ["desired count", state.desired.get("agents-axon") === 0],
    ["tasks", state.running.get("agents-axon")?.length === 0],
    ["rotation", state.concurrency.get("axon-rotation") === 0],
  ];
  return checks.flatMap(([name, isShut]) => (isShut ? [] : [name]));
}

describe("performStep", () => {
  it("contains a service so that nothing of it can act, and touches no other", async () => {
    const state = freshState();
    const { incident } = await walk({ state });
    assert.equal(incident.verdict, "contain");
    assert.deepEqual(loopholes(state), []);
    assert.deepEqual(new Set(outcomes(incident, "verify")), new Set(["done"]));
    const untouched = freshState();
    for (const role of ["orbit-task", "orbit-execution", "orbit-to-axon"]) {
      assert.equal(state.revocations.get(role), untouched.revocations.get(role));
    }
    assert.deepEqual(state.rules.get("sg-0000000a"), untouched.rules.get("sg-0000000a"));
    assert.equal(state.desired.get("agents-orbit"), 2);
    assert.ok(!state.quarantined.has("orbit"));
  });

  it("I1 sets the quarantine flag before it changes roles, and roles before the network", async () => {
    const { calls } = await walk({ state: freshState() });
    const first = (name: string) => calls.indexOf(`estate.${name}`);
    const order = ["setQuarantine", "putRevocation", "putAuthPolicy", "revokeRules", "stopTask"];
    const places = order.map(first);
    assert.ok(!places.includes(-1));
    assert.deepEqual(
      [...places].sort((one, other) => one - other),
      places,
    );
  });

  it("I1 does every other change when AWS refuses any set of them, and records each that it refused", async () => {
    const subset = fc.uniqueArray(fc.constantFrom(...changes));
    await fc.assert(
      fc.asyncProperty(subset, async (refused) => {
        const state = freshState();
        const meddle = ({ name }: { name: string }) =>
          refused.includes(name) ? ("refuse" as const) : undefined;
        const { incident, calls } = await walk({ state, meddle });
        for (const name of refused.filter((each) => calls.includes(each))) {
          assert.ok(
            incident.records.some(({ outcome }) => outcome === "failed"),
            name,
          );
        }
        const left = loopholes(state);
        const may = (name: string, ...parts: readonly string[]) =>
          refused.includes(`estate.${name}`) ? parts : [];
        const excused = [
          ...may("setQuarantine", "quarantine"),
          ...may("putRevocation", "axon-task", "axon-execution", "axon-rotation"),
          ...may("putAuthPolicy", "mesh"),
          ...may("revokeRules", "sg-0000000b", "sg-0000000c"),
          ...may("setDesiredCount", "desired count"),
          ...may("stopTask", "tasks"),
          ...may("putReservedConcurrency", "rotation"),
        ];
        assert.deepEqual([...left].sort(), [...excused].sort());
        // Verification says what is left.
        const failed = ofStep(incident, "verify").filter(({ outcome }) => outcome === "failed");
        assert.equal(failed.length === 0, left.length === 0);
      }),
      { numRuns: 40 },
    );
  });

  it("I2 changes nothing of the estate in a dry run, and names each change as planned", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("orbit", "axon"), async (service) => {
        const state = freshState();
        const { incident, calls } = await walk({ state, service, isDryRun: true, through: steps });
        assert.deepEqual(
          calls.filter((name) => changes.includes(name)),
          [],
        );
        assert.ok(![...state.objects.keys()].some((key) => key.endsWith("before.json")));
        assert.equal(state.holds.size, 0);
        const real = await walk({ state: freshState(), service, through: containing });
        const planned = incident.records.filter(({ outcome }) => outcome === "planned");
        for (const { step, action } of real.incident.records) {
          if (!["quarantine", "revoke", "isolate", "stop"].includes(step)) continue;
          const isTold = planned.some((each) => each.step === step && each.action === action);
          assert.ok(isTold || action === "read what was saved", `${step}: ${action}`);
        }
      }),
    );
  });

  it("I4 repeats every step without another change, and without an earlier cut-off", async () => {
    const state = freshState();
    const { incident } = await walk({ state });
    const before = structuredClone(state);
    state.now += 3_600_000;
    const again = await walk({ state, incident, through: containing.slice(2) });
    assert.deepEqual(
      again.calls.filter((name) => changes.includes(name)),
      [],
    );
    assert.deepEqual({ ...state, now: 0 }, { ...before, now: 0 });
  });

  it("I5 allows at no moment what was not allowed before, and ends without a rule, whenever the process dies", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(90),
        fc.constantFrom("before" as const, "after" as const),
        async (at, fate) => {
          const state = freshState();
          const original = structuredClone(state.rules);
          const meddle = ({ number }: { number: number }) => {
            for (const [group, rules] of state.rules) {
              const ids = new Set((original.get(group) ?? []).map(({ id }) => id));
              assert.ok(rules.every(({ id }) => ids.has(id)));
            }
            return number === at + 1 ? fate : undefined;
          };
          await walk({ state, meddle });
          assert.deepEqual(loopholes(state), []);
        },
      ),
      { numRuns: 120 },
    );
  });

  it("IR-97 stops tasks after what they were is saved", async () => {
    const { calls } = await walk({ state: freshState() });
    assert.ok(calls.indexOf("evidence.putOnce") < calls.indexOf("estate.stopTask"));
    assert.ok(calls.indexOf("estate.setDesiredCount") < calls.indexOf("estate.stopTask"));
  });

  it("IR-99 saves before it changes anything, and keeps the first that it saved", async () => {
    const state = freshState();
    const { incident, calls } = await walk({ state });
    const firstChange = calls.findIndex((name) => changes.includes(name));
    assert.ok(calls.indexOf("evidence.putOnce") < firstChange);
    const key = `incidents/${incident.id}/before.json`;
    const saved = state.objects.get(key);
    await walk({ state, incident, through: ["preserve"] });
    assert.equal(state.objects.get(key), saved);
  });

  it("IR-99 changes what it cannot restore only when it is saved, and quarantines all the same", async () => {
    const state = freshState();
    state.revocations.set("axon-task", '{"Version":"2012-10-17","Statement":[]}');
    const meddle = ({ name }: { name: string }) =>
      name === "evidence.putOnce" ? ("refuse" as const) : undefined;
    const { incident } = await walk({ state, meddle });
    assert.ok(outcomes(incident, "preserve").includes("failed"));
    assert.deepEqual(loopholes(state), ["axon-task", "sg-0000000b", "sg-0000000c"]);
    const unsaved = ofStep(incident, "revoke").find(({ action }) => action.includes("axon-task"));
    assert.equal(unsaved?.reason, "nothing saved");
  });

  it("I6 acts on no service that is not in the settings, whatever an incident says", async () => {
    const names = fc.oneof(
      fc.constantFrom("governance", "break-glass", "containment", "__proto__", "constructor", ""),
      fc.string(),
    );
    const good = await walk({ state: freshState(), through: ["detect", "assess"] });
    await fc.assert(
      fc.asyncProperty(names, fc.constantFrom(...steps.slice(2, -1)), async (service, step) => {
        fc.pre(!Object.hasOwn(settings.services, service));
        const { ports, calls } = portsOver(freshState());
        const options = { settings, ports, clock: () => 0 };
        const incident = { ...good.incident, service };
        const answer = await performStep(options, requestFor(step, { incident }));
        assert.deepEqual(calls, []);
        assert.equal(answer.incident.records.at(-1)?.outcome, "skipped");
      }),
    );
  });

  it("records the failure of an earlier step by its name alone", async () => {
    const { incident } = await walk({ state: freshState(), through: ["detect", "assess"] });
    const { ports } = portsOver(freshState());
    const options = { settings, ports, clock: () => 0 };
    for (const [error, reason] of [
      ["States.Timeout", "States.Timeout"],
      ["secret=hunter2 <b>", "unknown error"],
    ] as const) {
      const failure = { step: "preserve", error, before: null } as const;
      const answer = await performStep(options, requestFor("quarantine", { incident, failure }));
      const record = ofStep(answer.incident, "preserve").at(-1);
      assert.equal(record?.outcome, "failed");
      assert.equal(record.reason, reason);
    }
  });

  it("records every failure that no step has recorded yet, in the order of what failed", async () => {
    const { incident } = await walk({ state: freshState(), through: ["detect", "assess"] });
    const failed = fc.array(fc.constantFrom(...steps), { maxLength: mostFailures });
    await fc.assert(
      fc.asyncProperty(failed, async (chain) => {
        const failure = chain.reduce<NotedFailure | null>(
          (before, step, index) => ({ step, error: `E${String(index)}`, before }),
          null,
        );
        const { ports } = portsOver(freshState());
        const options = { settings, ports, clock: () => 0 };
        const answer = await performStep(options, requestFor("verify", { incident, failure }));
        const added = answer.incident.records.slice(incident.records.length);
        assert.deepEqual(
          added.slice(0, chain.length).map(({ step, outcome, reason }) => [step, outcome, reason]),
          chain.map((step, index) => [step, "failed", `E${String(index)}`]),
        );
      }),
    );
  });

  it("records no more failures than it is bound to, and the newest of them", async () => {
    const { incident } = await walk({ state: freshState(), through: ["detect", "assess"] });
    let failure: NotedFailure | null = null;
    for (let index = 0; index < 1000; index += 1) {
      failure = { step: "revoke", error: `E${String(index)}`, before: failure };
    }
    const { ports } = portsOver(freshState());
    const request = requestFor("verify", { incident, failure });
    const answer = await performStep({ settings, ports, clock: () => 0 }, request);
    const reasons = ofStep(answer.incident, "revoke").map(({ reason }) => reason);
    assert.equal(reasons.length, mostFailures);
    assert.equal(reasons.at(-1), "E999");
  });

  for (const lost of [[1], [2], [1, 2]]) {
    it(`loses no report silently: put ${lost.join(" and ")} of it that fails fails the step, and a repetition writes it`, async () => {
      const state = freshState();
      const { incident } = await walk({ state, through: steps.slice(0, -1) });
      const request = requestFor("learn", { incident });
      const isLost = ({ number }: { number: number }) =>
        lost.includes(number) ? ("refuse" as const) : undefined;
      const options = { settings, clock: () => state.now };
      const { ports, calls } = portsOver(state, isLost);
      await assert.rejects(performStep({ ...options, ports }, request), {
        name: "ReportUnwritten",
        message: /^write report\.(json|html): AccessDenied/,
      });
      // The other part is written all the same.
      assert.deepEqual(calls, ["evidence.put", "evidence.put"]);
      await performStep({ ...options, ports: portsOver(state).ports }, request);
      for (const name of ["report.json", "report.html"]) {
        assert.ok(state.objects.has(`incidents/${incident.id}/${name}`), name);
      }
    });
  }

  it("refuses a later step without an incident", async () => {
    const { ports } = portsOver(freshState());
    const asked = performStep({ settings, ports, clock: () => 0 }, requestFor("revoke"));
    await assert.rejects(asked, /revoke needs an incident/);
  });
});
