import assert from "node:assert/strict";
import fc from "fast-check";
import { keepSecret, SecretUnavailableError } from "../../../runtime/secrets/kept-secret";

const keepMilliseconds = 1000;
const retryMilliseconds = 100;

function stage(initial = "one") {
  const state = { now: 0, current: initial, fails: false, reads: 0 };
  const secret = keepSecret({
    read: async () => {
      state.reads += 1;
      await Promise.resolve();
      if (state.fails) throw new Error(`no access to ${state.current}`);
      return state.current;
    },
    clock: () => state.now,
    keepMilliseconds,
    retryMilliseconds,
  });
  return { state, secret };
}

describe("keepSecret", () => {
  it("SEC-81 takes a rotated value once the kept one is old, without a restart", async () => {
    const { state, secret } = stage();
    assert.equal(await secret.value(), "one");
    state.current = "two";
    state.now = keepMilliseconds - 1;
    assert.equal(await secret.value(), "one");
    assert.equal(state.reads, 1);
    state.now = keepMilliseconds;
    assert.equal(await secret.value(), "two");
  });

  it("SEC-81 takes a rotated value at once when the kept one is refused", async () => {
    const { state, secret } = stage();
    await secret.value();
    state.current = "two";
    state.now = retryMilliseconds;
    assert.equal(await secret.afterRefusal("one"), "two");
    assert.equal(await secret.value(), "two");
    assert.equal(state.reads, 2);
  });

  it("tells that a second attempt is of no use while the refused value is the current one", async () => {
    const { state, secret } = stage();
    await secret.value();
    state.now = retryMilliseconds;
    assert.equal(await secret.afterRefusal("one"), undefined);
    assert.equal(state.reads, 2);
  });

  it("asks Secrets Manager once in an interval, however many are refused", async () => {
    const { state, secret } = stage();
    await secret.value();
    state.now = retryMilliseconds;
    const refused = () => secret.afterRefusal("one");
    await Promise.all(Array.from({ length: 50 }, refused));
    for (let count = 0; count < 50; count += 1) await refused();
    assert.equal(state.reads, 2);
  });

  it("gives whoever was refused with an old value the one that was read since", async () => {
    const { state, secret } = stage();
    await secret.value();
    state.current = "two";
    state.now = keepMilliseconds;
    await secret.value();
    assert.equal(await secret.afterRefusal("one"), "two");
    assert.equal(state.reads, 2);
  });

  it("reads once for all who ask at the same time", async () => {
    const { state, secret } = stage();
    await Promise.all(Array.from({ length: 20 }, () => secret.value()));
    assert.equal(state.reads, 1);
  });

  it("goes on with the old value while reading fails, and asks again after a while", async () => {
    const { state, secret } = stage();
    await secret.value();
    Object.assign(state, { now: keepMilliseconds, fails: true });
    assert.equal(await secret.value(), "one");
    assert.equal(await secret.value(), "one");
    assert.equal(state.reads, 2);
    Object.assign(state, {
      now: keepMilliseconds + retryMilliseconds,
      fails: false,
      current: "two",
    });
    assert.equal(await secret.value(), "two");
  });

  it("says nothing of the cause when there is no value at all", async () => {
    const { state, secret } = stage("canary");
    state.fails = true;
    await assert.rejects(secret.value(), (error) => {
      assert.ok(error instanceof SecretUnavailableError);
      assert.ok(!JSON.stringify([error.message, error.stack, error.cause]).includes("canary"));
      return true;
    });
    state.fails = false;
    assert.equal(await secret.value(), "canary");
  });

  it("never uses a value longer than it may while Secrets Manager answers", async () => {
    const step = fc.record({
      wait: fc.nat(400),
      rotate: fc.boolean(),
      refuse: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        const { state, secret } = stage("0");
        const since = new Map([["0", 0]]);
        for (const { wait, rotate, refuse } of steps) {
          state.now += wait;
          if (rotate) {
            state.current = String(Number(state.current) + 1);
            since.set(state.current, state.now);
          }
          const value = await secret.value();
          const replacedAt = since.get(String(Number(value) + 1));
          assert.ok(replacedAt === undefined || state.now - replacedAt < keepMilliseconds);
          if (refuse) await secret.afterRefusal(value);
        }
      }),
    );
  });
});
