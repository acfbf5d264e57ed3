import assert from "node:assert/strict";
import { readLogPart, savingMilliseconds } from "../../../runtime/review/log-part";
import type { LogQuery, QueryProgress } from "../../../runtime/review/ports";
import { declared, now, period, role } from "./world";

/** Logs that answer each look at a query with the next of `looks`, and stay with the last. */
function makeLogs(looks: readonly QueryProgress[]) {
  const asked: LogQuery[] = [];
  const stopped: string[] = [];
  let look = 0;
  return {
    asked,
    stopped,
    start: (query: LogQuery) => {
      asked.push(query);
      return Promise.resolve("q-1");
    },
    progress: () => {
      const progress = looks[Math.min(look++, looks.length - 1)];
      assert.ok(progress);
      return Promise.resolve(progress);
    },
    stop: (id: string) => {
      stopped.push(id);
      return Promise.resolve();
    },
  };
}

const progress = (changes: Partial<QueryProgress>): QueryProgress => ({
  status: "running",
  rows: [],
  scannedBytes: 0,
  ...changes,
});

function read(logs: ReturnType<typeof makeLogs>, milliseconds = 900_000) {
  let left = milliseconds;
  const patience = {
    now: () => now,
    remaining: () => left,
    sleep: (waited: number) => {
      left -= waited;
      return Promise.resolve();
    },
  };
  return readLogPart({ part: "secret-reads", period, declared, logs, patience });
}

describe("readLogPart", () => {
  const row = {
    who: role("orbit-task"),
    what: "app/dev/orbit/api-token",
    event: "GetSecretValue",
    calls: "12",
    first: "2026-11-16 00:00:01.000",
    last: "2026-11-22 23:59:59.000",
  };

  it("BEST-37 says who did what how often, from when to when, and whether it is declared", async () => {
    const logs = makeLogs([
      progress({}),
      progress({ status: "complete", rows: [row], scannedBytes: 9 }),
    ]);
    assert.deepEqual(await read(logs), {
      status: "complete",
      reason: null,
      scannedBytes: 9,
      rows: [
        {
          who: row.who,
          what: row.what,
          detail: "GetSecretValue",
          count: 12,
          first: "2026-11-16T00:00:01.000Z",
          last: "2026-11-22T23:59:59.000Z",
          verdict: "expected",
        },
      ],
    });
  });

  it("A1 asks for the seconds of the week and for no other", async () => {
    const logs = makeLogs([progress({ status: "complete" })]);
    await read(logs);
    const [{ from, to } = { from: 0, to: 0 }] = logs.asked;
    assert.equal(new Date(from * 1000).toISOString(), "2026-11-16T00:00:00.000Z");
    assert.equal(new Date(to * 1000).toISOString(), "2026-11-22T23:59:59.000Z");
  });

  it("A3 ends a query that scans more than its limit, and keeps what it found", async () => {
    const logs = makeLogs([
      progress({ scannedBytes: 900 }),
      progress({ scannedBytes: 1001, rows: [row] }),
    ]);
    const reading = await read(logs);
    assert.deepEqual(
      [reading.status, reading.reason, reading.rows.length],
      ["truncated", "scan-limit", 1],
    );
    assert.deepEqual(logs.stopped, ["q-1"]);
  });

  it("A3 ends a query for which there is no time, early enough to say so", async () => {
    const logs = makeLogs([progress({ scannedBytes: 10 })]);
    const reading = await read(logs, savingMilliseconds + 10_000);
    assert.deepEqual([reading.status, reading.reason], ["unreadable", "timed-out"]);
    assert.deepEqual(logs.stopped, ["q-1"]);
  });

  it("A4 says that there were more rows than are kept", async () => {
    const rows = Array.from({ length: 4 }, () => row);
    const reading = await read(makeLogs([progress({ status: "complete", rows })]));
    assert.deepEqual(
      [reading.status, reading.reason, reading.rows.length],
      ["truncated", "row-limit", 3],
    );
  });

  it("A4 says that a query failed, and what it cost", async () => {
    const reading = await read(makeLogs([progress({ status: "failed", scannedBytes: 5 })]));
    assert.deepEqual(reading, {
      status: "unreadable",
      reason: "failed",
      scannedBytes: 5,
      rows: [],
    });
  });

  it("A5 marks a read by somebody who left no name", async () => {
    const nameless = { what: row.what, calls: "1" };
    const reading = await read(makeLogs([progress({ status: "complete", rows: [nameless] })]));
    assert.equal(reading.rows[0]?.verdict, "unexpected");
  });
});
