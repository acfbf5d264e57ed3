import assert from "node:assert/strict";
import fc from "fast-check";
import { RotationFailure } from "../../../lambdas/rotate-secret/failure";
import { untilItWorks } from "../../../lambdas/rotate-secret/patience";
import type { RotationFailureReason } from "../../../runtime/telemetry/rotation-failures";

/** Time that passes by sleeping, and by attempts that take long. */
function patienceOf(budgetMilliseconds: number) {
  const time = { now: 1_000, pauses: [0].slice(1), starts: [0].slice(1) };
  const sleep = (milliseconds: number) => {
    time.pauses.push(milliseconds);
    time.now += milliseconds;
    return Promise.resolve();
  };
  return { time, patience: { clock: () => time.now, sleep, budgetMilliseconds } };
}

const failing = (reason: RotationFailureReason) => Promise.reject(new RotationFailure(reason));

describe("untilItWorks", () => {
  it("R4 waits for nothing when the first attempt succeeds", async () => {
    const { time, patience } = patienceOf(0);
    await untilItWorks(() => Promise.resolve(), patience);
    assert.deepEqual(time.pauses, []);
  });

  it("R4 tries again with pauses that double up to 5 s, until it works", async () => {
    const { time, patience } = patienceOf(60_000);
    await untilItWorks(() => {
      time.starts.push(time.now);
      return time.starts.length < 9 ? failing("login-refused") : Promise.resolve();
    }, patience);
    assert.deepEqual(time.pauses, [200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
  });

  it("R4 starts no attempt after its budget, and fails as the last one did", async () => {
    const budgets = fc.record({
      budget: fc.integer({ min: 0, max: 120_000 }),
      duration: fc.integer({ min: 0, max: 20_000 }),
    });
    await fc.assert(
      fc.asyncProperty(budgets, async ({ budget, duration }) => {
        const { time, patience } = patienceOf(budget);
        const attempt = () => {
          time.starts.push(time.now);
          time.now += duration;
          return failing("database-unreachable");
        };
        await assert.rejects(untilItWorks(attempt, patience), { reason: "database-unreachable" });
        assert.ok(time.starts.every((start) => start <= 1_000 + budget));
        assert.equal(time.starts.length, time.pauses.length + 1);
        assert.ok(time.pauses.every((pause) => pause <= 5_000));
      }),
    );
  });

  for (const reason of ["value-unusable", "role-missing", "secrets-manager"] as const) {
    it(`R4 does not wait when waiting cannot help: ${reason}`, async () => {
      const { time, patience } = patienceOf(60_000);
      await assert.rejects(
        untilItWorks(() => failing(reason), patience),
        { reason },
      );
      assert.deepEqual(time.pauses, []);
    });
  }
});
