import assert from "node:assert/strict";
import fc from "fast-check";
import { partNames } from "../../../runtime/review/part";
import { reportSchema } from "../../../runtime/review/report";
import type { Settings } from "../../../runtime/review/settings";
import { reviewKeys } from "../../../runtime/review/store";
import { declared, type Faults, makeWorld, period, role, run, settings, waivers } from "./world";

const reportIn = (objects: ReadonlyMap<string, string>) =>
  reportSchema.parse(JSON.parse(objects.get(reviewKeys.report(period)) ?? ""));

const rows = {
  "secret-reads": [{ who: role("orbit-task"), what: "app/dev/orbit/api-token", calls: "3" }],
  "iam-changes": [{ who: role("stranger"), what: "axon-task", event: "PutRolePolicy", calls: "1" }],
};

/** Runs until a review is done, as a schedule would. */
async function finish(ports: Parameters<typeof run>[0], of = declared): Promise<number> {
  for (let runs = 1; runs <= 10; runs += 1) {
    const { phase } = await run(ports, { of });
    if (phase === "done") return runs;
  }
  throw new Error("The review is never done.");
}

const withLimits = (limits: Partial<Settings["limits"]>) => ({
  ...declared,
  settings: { ...settings, limits: { ...settings.limits, ...limits } },
});

describe("reviewPeriod", () => {
  it("BEST-37 reports every part of the week, and tells people once", async () => {
    const { ports, objects, told } = makeWorld({ rows });
    assert.equal((await run(ports)).phase, "done");
    const { parts, totals } = reportIn(objects);
    assert.deepEqual(
      parts.map(({ part }) => part),
      partNames,
    );
    // The stranger and what the analyzer found.
    assert.equal(totals.unexpected, 2);
    assert.equal(told.length, 1);
  });

  it("A1 changes nothing and tells nobody when the week is done already", async () => {
    const { ports, objects, told, calls } = makeWorld({ rows });
    await run(ports);
    const before = new Map(objects);
    calls.length = 0;
    const again = await run(ports);
    assert.equal(again.phase, "done");
    assert.deepEqual(objects, before);
    assert.equal(told.length, 1);
    assert.deepEqual(calls, ["list", "read"]);
  });

  for (const moment of ["before", "after"] as const) {
    it(`A2 comes to the same report when cut off ${moment} any call, and tells at least once`, async () => {
      const whole = makeWorld({ rows });
      await finish(whole.ports);
      for (let cut = 0; cut < whole.calls.length; cut += 1) {
        const cutCall = whole.calls[cut];
        const { ports, objects, told } = makeWorld({ rows }, stopsAt(cut, moment));
        await Promise.race([run(ports), stopped]);
        await finish(ports);
        assert.deepEqual(objects, whole.objects, cutCall);
        const isRepeated = told.length === 2 && moment === "after" && cutCall === "tell";
        const isBetween =
          told.length === 2 && moment === "before" && cutCall?.endsWith("told.json");
        assert.ok(told.length === 1 || isRepeated || isBetween === true, cutCall);
      }
    });
  }

  it("A2 keeps what another run kept first", async () => {
    const { ports, objects } = makeWorld({ rows });
    const key = reviewKeys.part(period, "key-use", 1);
    const other = {
      version: 1,
      part: "key-use",
      attempt: 1,
      status: "truncated",
      reason: "scan-limit",
      scannedBytes: 7,
      rows: [],
    };
    // The other run is faster by a moment: it was not there when this one looked.
    const racing = {
      ...ports.evidence,
      putOnce: (name: string, text: string, contentType?: string) => {
        if (name === key && !objects.has(key)) objects.set(key, JSON.stringify(other));
        return ports.evidence.putOnce(name, text, contentType);
      },
    };
    await run({ ...ports, evidence: racing });
    assert.equal(reportIn(objects).parts.find(({ part }) => part === "key-use")?.scannedBytes, 7);
  });

  it("A3 begins nothing when less than a minute is left, and goes on in the next run", async () => {
    const { ports, objects, calls, told } = makeWorld({ rows });
    const first = await run(ports, { milliseconds: 60_000 });
    assert.deepEqual(first, { phase: "partial", report: undefined, finalParts: 0 });
    assert.deepEqual(calls, ["list"]);
    assert.equal(told.length + objects.size, 0);
    assert.equal(await finish(ports), 1);
  });

  it("A3 starts no more queries in a run than its limit", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), async (maxQueriesPerRun) => {
        const { ports, calls, objects } = makeWorld({ rows });
        const of = withLimits({ maxQueriesPerRun });
        for (let phase = ""; phase !== "done"; ) {
          const before = calls.length;
          ({ phase } = await run(ports, { of }));
          const started = calls.slice(before).filter((call) => call.startsWith("start "));
          assert.ok(started.length <= maxQueriesPerRun);
        }
        assert.equal(reportIn(objects).totals.unreadable, 1);
      }),
      { numRuns: 8 },
    );
  });

  const faultsOf: readonly (readonly [string, (typeof partNames)[number]])[] = [
    ["start secret-reads", "secret-reads"],
    ["progress key-use", "key-use"],
    ["start governance-refusals", "governance-refusals"],
    ["start iam-changes", "iam-changes"],
    ["facts orbit-task", "unused-roles"],
    ["unusedAccess", "unused-access"],
    ["failedControls", "control-status"],
  ];
  const refusals = [
    ["AccessDeniedException", "access-denied"],
    ["ThrottlingException", "throttled"],
    ["ResourceNotFoundException", "missing"],
    ["MalformedQueryException", "outside-retention"],
  ] as const;

  it("A4 reports with its reason each part that AWS refuses, and the others as they are", async () => {
    const whole = makeWorld({ rows });
    await finish(whole.ports);
    const healthy = new Map(reportIn(whole.objects).parts.map((part) => [part.part, part]));
    const choice = fc.tuple(fc.subarray([...faultsOf]), fc.constantFrom(...refusals));
    await fc.assert(
      fc.asyncProperty(choice, async ([chosen, [name, reason]]) => {
        const faults: Faults = Object.fromEntries(chosen.map(([call]) => [call, name]));
        const { ports, objects, told } = makeWorld({ rows, faults });
        await finish(ports);
        const hit = new Set(chosen.map(([, part]) => part));
        for (const part of reportIn(objects).parts) {
          if (!hit.has(part.part)) assert.deepEqual(part, healthy.get(part.part));
          else if (part.part === "unused-roles") assert.equal(part.reason, "some-unreadable");
          else
            assert.deepEqual([part.status, part.reason, part.attempt], ["unreadable", reason, 3]);
        }
        assert.equal(told.length, 1);
      }),
    );
  });

  it("A4 tries a part again that could be read a moment later", async () => {
    const faults: Record<string, string> = { "start key-use": "ThrottlingException" };
    const { ports, objects } = makeWorld({ rows, faults });
    assert.equal((await run(ports)).phase, "partial");
    delete faults["start key-use"];
    assert.equal((await run(ports)).phase, "done");
    const part = reportIn(objects).parts.find(({ part: name }) => name === "key-use");
    assert.deepEqual([part?.status, part?.attempt], ["complete", 2]);
  });

  it("A4 says of services that are not enabled, and of waivers that it cannot read, that it knows nothing", async () => {
    const { ports, objects } = makeWorld({ rows });
    await run(ports, { of: { ...declared, waivers: { ...waivers, status: "unreadable" } } });
    const reasons = new Map(reportIn(objects).parts.map(({ part, reason }) => [part, reason]));
    assert.equal(reasons.get("waivers"), "malformed");
    assert.equal(reasons.get("control-status"), "not-enabled");
  });

  it("BEST-37 reports the waivers that the program was told of", async () => {
    const { ports, objects } = makeWorld({ rows });
    const waiver = {
      ...{ rule: "iam/wildcard-resource", urn: "urn:pulumi:dev::app::t::n", reason: "migration" },
      ...{ owner: "data", ticket: "SEC-41", expires: "2027-01-31" },
    };
    await run(ports, {
      of: { ...declared, waivers: { ...waivers, status: "read", waivers: [waiver] } },
    });
    const part = reportIn(objects).parts.find(({ part: name }) => name === "waivers");
    assert.deepEqual(
      part?.rows.map(({ what, last }) => [what, last]),
      [[waiver.urn, waiver.expires]],
    );
  });

  it("fails when a report cannot be kept, or nobody can be told, and tells in a later run", async () => {
    const faults: Record<string, string> = { tell: "InternalError" };
    const { ports, told } = makeWorld({ rows, faults });
    await assert.rejects(run(ports), { name: "InternalError" });
    delete faults["tell"];
    assert.equal((await run(ports)).phase, "done");
    assert.equal(told.length, 1);
    const denied = makeWorld({ faults: { list: "AccessDenied" } });
    await assert.rejects(run(denied.ports), { name: "AccessDenied" });
  });

  it("A8 tells counts and a place, and nothing that came out of a log", async () => {
    const hostile = { who: "mallory <b>", what: "s3cr3t", event: "Get", calls: "1" };
    const { ports, told } = makeWorld({ rows: { "secret-reads": [hostile] } });
    await run(ports);
    assert.deepEqual(told, [
      [
        `Access review ${period.id}`,
        `Access review ${period.id} of app-dev`,
        "1 entries are not declared.",
        "Parts: 7 complete, 0 truncated, 1 unreadable.",
        `Report: s3://app-dev-evidence/reviews/${period.id}/report.html`,
      ].join("\n"),
    ]);
  });
});

/** Says that a run was cut off. */
let stopped: Promise<void> = Promise.resolve();

/** Lets one call, by its place in all calls, never return, before or after it took effect. */
function stopsAt(cut: number, moment: "before" | "after") {
  let place = 0;
  let stop = () => {};
  stopped = new Promise((resolve) => {
    stop = resolve;
  });
  return async <T>(_: string, work: () => T): Promise<T> => {
    const isCut = place++ === cut;
    if (isCut && moment === "before") return hang(stop);
    const result = work();
    return isCut ? hang(stop) : result;
  };
}

function hang(stop: () => void): Promise<never> {
  stop();
  return new Promise(() => undefined);
}
