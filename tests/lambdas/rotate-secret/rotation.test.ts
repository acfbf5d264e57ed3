import assert from "node:assert/strict";
import fc from "fast-check";
import { rotate } from "../../../lambdas/rotate-secret/rotation";
import {
  type RotationStep,
  rotationSteps,
  type SecretStore,
} from "../../../lambdas/rotate-secret/store";
import { crashing, MemoryStore } from "./memory-store";

const secretId = "arn:aws:secretsmanager:us-east-1:111122223333:secret:orbit/api-token-AbCdEf";
const token = "token-2";

/** Runs every step as often as `repeats` says; a step that crashes is run again, as Secrets Manager does. */
async function rotateThrough(store: SecretStore, repeats: readonly number[]): Promise<number> {
  let crashes = 0;
  for (const [index, step] of rotationSteps.entries()) {
    for (let done = 0; done < (repeats[index] ?? 1); ) {
      try {
        await rotate(store, { secretId, token, step });
        done += 1;
      } catch (error) {
        assert.match(String(error), /crash/);
        crashes += 1;
      }
    }
  }
  return crashes;
}

function assertRotated(memory: MemoryStore, previous: string | undefined): void {
  assert.deepEqual(memory.holders("AWSCURRENT"), [token]);
  assert.deepEqual(memory.holders("AWSPREVIOUS"), previous === undefined ? [] : [previous]);
  assert.match(memory.versions.get(token)?.value ?? "", /^generated-\d$/);
}

function pending(current?: string): MemoryStore {
  const memory = new MemoryStore(current);
  memory.startRotation(token);
  return memory;
}

describe("rotate", () => {
  it("makes the first value of a secret that never had one", async () => {
    const memory = pending();
    await rotateThrough(memory, []);
    assertRotated(memory, undefined);
  });

  it("ends in one current version however often each step is repeated", async () => {
    const repeats = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(repeats, fc.constantFrom(undefined, "token-1"), async (times, current) => {
        const memory = pending(current);
        await rotateThrough(memory, times);
        assertRotated(memory, current);
        assert.equal(memory.versions.get(token)?.value, "generated-1");
      }),
    );
  });

  for (const moment of ["before", "after"] as const) {
    it(`recovers from a crash ${moment} any call of the store`, async () => {
      let crashes = 0;
      let call = 0;
      do {
        call += 1;
        const memory = pending("token-1");
        crashes = await rotateThrough(crashing(memory, { call, moment }), [2, 1, 2, 2]);
        assertRotated(memory, "token-1");
      } while (crashes > 0);
      // describe, hasValue, generate and putPending come first; a run without crash ends the loop.
      assert.ok(call > 8, `only ${String(call - 1)} calls could crash`);
    });
  }

  it("changes nothing but the pending version before the last step", async () => {
    const memory = pending("token-1");
    for (const step of ["createSecret", "setSecret", "testSecret"] as const) {
      await rotate(memory, { secretId, token, step });
    }
    assert.deepEqual(memory.holders("AWSCURRENT"), ["token-1"]);
    assert.equal(memory.versions.get("token-1")?.value, "first");
  });

  it("asks nothing more about a version that is current already", async () => {
    const memory = new MemoryStore(token);
    for (const step of rotationSteps) {
      await rotate(crashing(memory, { call: 2, moment: "before" }), { secretId, token, step });
    }
    assert.deepEqual([...memory.versions.keys()], [token]);
  });

  it("finds the pending value missing in the test step", async () => {
    await assert.rejects(
      rotate(pending("token-1"), { secretId, token, step: "testSecret" }),
      /has no value/,
    );
  });

  const refused: readonly {
    readonly title: string;
    readonly prepare: (memory: MemoryStore) => void;
    readonly message: RegExp;
  }[] = [
    {
      title: "a secret that does not rotate",
      prepare: (memory) => {
        memory.rotationEnabled = false;
      },
      message: /not enabled/,
    },
    {
      title: "a version that does not exist",
      prepare: (memory) => {
        memory.versions.delete(token);
      },
      message: /no version token-2/,
    },
    {
      title: "a version without labels",
      prepare: (memory) => {
        memory.versions.set(token, { stages: [], value: "stray" });
      },
      message: /not pending/,
    },
    {
      title: "a version that was current before",
      prepare: (memory) => {
        memory.versions.set(token, { stages: ["AWSPREVIOUS"], value: "old" });
      },
      message: /not pending/,
    },
  ];

  for (const { title, prepare, message } of refused) {
    it(`refuses ${title} in every step, and changes nothing`, async () => {
      for (const step of rotationSteps satisfies readonly RotationStep[]) {
        const memory = pending("token-1");
        prepare(memory);
        const before = structuredClone(memory.versions);
        await assert.rejects(rotate(memory, { secretId, token, step }), message);
        assert.deepEqual(memory.versions, before);
      }
    });
  }
});
