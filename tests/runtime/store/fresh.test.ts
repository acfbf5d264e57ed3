import assert from "node:assert/strict";
import fc from "fast-check";
import { createFresh, maxCacheMilliseconds } from "../../../runtime/store/fresh";

describe("createFresh", () => {
  let now = 0;
  let reads: string[] = [];
  const clock = () => now;

  beforeEach(() => {
    now = 1_800_000_000_000;
    reads = [];
  });

  /** Values count up with each read, over all keys. */
  const counting = (cacheMilliseconds?: number) =>
    createFresh(
      (key) => {
        reads.push(key);
        return Promise.resolve(reads.length);
      },
      { clock, ...(cacheMilliseconds !== undefined && { cacheMilliseconds }) },
    );

  it("reads again once a value is a second old", async () => {
    const fresh = counting();
    assert.equal(await fresh("a"), 1);
    now += 999;
    assert.equal(await fresh("a"), 1);
    now += 1;
    assert.equal(await fresh("a"), 2);
  });

  it("keeps keys apart", async () => {
    const fresh = counting();
    assert.deepEqual([await fresh("a"), await fresh("__proto__"), await fresh("a")], [1, 2, 1]);
  });

  it("shares one read among all who ask while it runs", async () => {
    const gate: { open?: (value: number) => void } = {};
    const fresh = createFresh(
      (key) => {
        reads.push(key);
        return new Promise<number>((resolve) => {
          gate.open = resolve;
        });
      },
      { clock },
    );
    const waiting = Array.from({ length: 100 }, () => fresh("a"));
    gate.open?.(7);
    assert.deepEqual(new Set(await Promise.all(waiting)), new Set([7]));
    assert.deepEqual(reads, ["a"]);
  });

  it("counts a value's age from the start of its read, and does not join one that is too old", async () => {
    const gates: ((value: number) => void)[] = [];
    const fresh = createFresh(() => new Promise<number>((resolve) => gates.push(resolve)), {
      clock,
    });
    const first = fresh("a");
    now += 1000;
    const second = fresh("a");
    assert.equal(gates.length, 2);
    gates[1]?.(2);
    assert.equal(await second, 2);
    gates[0]?.(1);
    assert.equal(await first, 1);
    assert.equal(await fresh("a"), 2);
  });

  it("gives a failure to all who wait for it, and keeps it for nobody", async () => {
    let fails = true;
    const fresh = createFresh(
      () => {
        reads.push("a");
        return fails ? Promise.reject(new Error("table away")) : Promise.resolve(true);
      },
      { clock },
    );
    const waiting = await Promise.allSettled([fresh("a"), fresh("a")]);
    assert.deepEqual(
      waiting.map(({ status }) => status),
      ["rejected", "rejected"],
    );
    assert.equal(reads.length, 1);
    fails = false;
    assert.equal(await fresh("a"), true);
  });

  it("keeps a later value when an earlier read fails after it", async () => {
    const rejects: ((error: Error) => void)[] = [];
    const fresh = createFresh(
      () => {
        reads.push("a");
        if (reads.length > 1) return Promise.resolve(reads.length);
        return new Promise<number>((_resolve, reject) => rejects.push(reject));
      },
      { clock },
    );
    const first = fresh("a");
    now += 1000;
    assert.equal(await fresh("a"), 2);
    rejects[0]?.(new Error("table away"));
    await assert.rejects(first, /table away/);
    assert.equal(await fresh("a"), 2);
  });

  it("reads each time when the clock goes back or gives no number", async () => {
    const fresh = counting();
    await fresh("a");
    now -= 1;
    assert.equal(await fresh("a"), 2);
    now = Number.NaN;
    assert.deepEqual([await fresh("a"), await fresh("a")], [3, 4]);
  });

  it("reads each time when it may keep nothing", async () => {
    const fresh = counting(0);
    assert.deepEqual([await fresh("a"), await fresh("a")], [1, 2]);
  });

  it("never answers with what was read more than the limit ago", async () => {
    const steps = fc.array(fc.tuple(fc.constantFrom("a", "b"), fc.nat(700)), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(1000), async (asked, cacheMilliseconds) => {
        const fresh = createFresh(() => Promise.resolve(now), { clock, cacheMilliseconds });
        for (const [key, milliseconds] of asked) {
          now += milliseconds;
          const age = now - (await fresh(key));
          assert.ok(age === 0 || age < cacheMilliseconds, String(age));
        }
      }),
    );
  });

  it("does not grow with the number of keys", async () => {
    const fresh = counting();
    for (let key = 0; key < 5000; key += 1) await fresh(String(key));
    // A key of the first ones was dropped although it is fresh.
    assert.equal(await fresh("0"), 5001);
  });

  for (const milliseconds of [-1, maxCacheMilliseconds + 1, 60_000, Number.NaN, Infinity]) {
    it(`is not made to keep values for ${String(milliseconds)} ms`, () => {
      assert.throws(() => counting(milliseconds), RangeError);
    });
  }
});
