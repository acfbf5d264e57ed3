import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { AwsCredentialIdentity } from "@smithy/types";
import fc from "fast-check";
import {
  type CredentialOptions,
  CredentialsUnavailableError,
  keepCredentials,
} from "../../../runtime/request/credentials";
import { canaries } from "../../support/canaries";
import { never } from "../../support/governed-calls";

const secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/** Loads credentials that last 900 s, and counts. */
function source(changes: Partial<CredentialOptions> = {}) {
  const time = { now: 1_000_000 };
  const state: { loads: number; failure: Error | undefined } = { loads: 0, failure: undefined };
  const load = async (): Promise<AwsCredentialIdentity> => {
    state.loads += 1;
    await Promise.resolve();
    if (state.failure !== undefined) throw state.failure;
    return {
      accessKeyId: `AKIDEXAMPLE${String(state.loads)}`,
      secretAccessKey: secret,
      expiration: new Date(time.now + 900_000),
    };
  };
  return { time, state, provide: keepCredentials({ load, clock: () => time.now, ...changes }) };
}

describe("keepCredentials", () => {
  it("C8 fetches once however many ask, at first and before the end", async () => {
    const { time, state, provide } = source();
    const ask = () => Promise.all(Array.from({ length: 100 }, provide));
    await ask();
    assert.equal(state.loads, 1);
    time.now += 700_000;
    await ask();
    assert.equal(state.loads, 1);
    time.now += 80_001;
    const refreshed = await ask();
    assert.equal(state.loads, 2);
    assert.ok(refreshed.every(({ accessKeyId }) => accessKeyId === "AKIDEXAMPLE2"));
  });

  it("C8 uses the old ones until their end while fetching fails, without asking each time", async () => {
    const { time, state, provide } = source();
    await provide();
    state.failure = new Error("STS is down");
    time.now += 800_000;
    assert.equal((await provide()).accessKeyId, "AKIDEXAMPLE1");
    assert.equal((await provide()).accessKeyId, "AKIDEXAMPLE1");
    assert.equal(state.loads, 2);
    time.now += 100_000;
    await assert.rejects(provide(), CredentialsUnavailableError);
  });

  it("C8 denies without the cause, which may hold key material", async () => {
    const { state, provide } = source();
    state.failure = new Error(`signing with ${secret} failed`, { cause: { secret } });
    const error: unknown = await provide().catch((thrown: unknown) => thrown);
    assert.ok(error instanceof CredentialsUnavailableError);
    assert.equal(error.cause, undefined);
    const everything = [error.message, error.stack, JSON.stringify(error), String(error)].join();
    assert.ok(!everything.includes(secret));
  });

  it("C8 recovers after a failure, also when the first fetch failed", async () => {
    const { state, provide } = source();
    state.failure = new Error("STS is down");
    await assert.rejects(provide(), CredentialsUnavailableError);
    state.failure = undefined;
    assert.equal((await provide()).accessKeyId, "AKIDEXAMPLE2");
  });

  it("C8 denies credentials that are over when they arrive", async () => {
    const expired = { accessKeyId: "a", secretAccessKey: "b", expiration: new Date(0) };
    const { provide } = source({ load: () => Promise.resolve(expired) });
    await assert.rejects(provide(), CredentialsUnavailableError);
  });

  it("C8 denies when a fetch never ends, and asks again the next time", async () => {
    let loads = 0;
    const load = () => {
      loads += 1;
      return never<AwsCredentialIdentity>();
    };
    const { provide } = source({ load, loadMilliseconds: 5 });
    await assert.rejects(provide(), CredentialsUnavailableError);
    await assert.rejects(provide(), CredentialsUnavailableError);
    assert.equal(loads, 2);
  });

  it("keeps credentials without an end", async () => {
    let loads = 0;
    const load = () => {
      loads += 1;
      return Promise.resolve({ accessKeyId: "a", secretAccessKey: "b" });
    };
    const { time, provide } = source({ load });
    await provide();
    time.now += 1e9;
    await provide();
    assert.equal(loads, 1);
  });

  it("C8 BEST-21 fetches one at a time and gives nothing that is over, in any order of asking, answering and failing", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(fc.record({ wait: fc.nat(600_000), asks: fc.integer({ min: 1, max: 4 }) }), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.infiniteStream(fc.constantFrom("answers", "answers", "fails", "is over")),
        async (scheduler, steps, outcomes) => {
          const time = { now: 1_000_000 };
          const running = { now: 0, most: 0 };
          const load = async (): Promise<AwsCredentialIdentity> => {
            running.now += 1;
            running.most = Math.max(running.most, running.now);
            const outcome = String(outcomes.next().value);
            await scheduler.schedule(Promise.resolve(), "STS answers");
            running.now -= 1;
            if (outcome === "fails") throw new Error(canaries.secretAccessKey.text);
            const lasts = outcome === "answers" ? 900_000 : 0;
            return {
              accessKeyId: "AKIDEXAMPLE",
              secretAccessKey: canaries.secretAccessKey.text,
              expiration: new Date(time.now + lasts),
            };
          };
          const provide = keepCredentials({
            load,
            clock: () => time.now,
            loadMilliseconds: 60_000,
          });
          const ask = async (): Promise<void> => {
            const given = await provide().catch((thrown: unknown) => thrown);
            if (given instanceof Error) {
              assert.ok(given instanceof CredentialsUnavailableError, String(given));
              assert.ok(!inspect(given, { showHidden: true, depth: 9 }).includes("Canary"));
              return;
            }
            assert.ok(typeof given === "object" && given !== null && "expiration" in given);
            assert.ok(given.expiration instanceof Date);
            assert.ok(given.expiration.getTime() > time.now, "not over when it is given");
          };
          const asked: Promise<void>[] = [];
          for (const { wait, asks } of steps) {
            time.now += wait;
            for (let index = 0; index < asks; index += 1) {
              asked.push(scheduler.schedule(Promise.resolve(), "a call asks").then(ask));
            }
            await scheduler.waitIdle();
          }
          await Promise.all(asked);
          assert.ok(running.most <= 1, "one fetch at a time");
          assert.ok(!inspect(provide, { showHidden: true, depth: 9 }).includes("Canary"));
        },
      ),
      { numRuns: 200 },
    );
  });
});
