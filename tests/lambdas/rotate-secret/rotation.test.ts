import assert from "node:assert/strict";
import fc from "fast-check";
import type { Strategy } from "../../../lambdas/rotate-secret/environment";
import { loginOf } from "../../../lambdas/rotate-secret/postgres-value";
import { rotationSteps } from "../../../lambdas/rotate-secret/store";
import { MemoryDatabase } from "./databases";
import { type FaultKind, faultKinds } from "./faults";
import { Provider } from "./provider";
import { administratorSecret, makeRig, type Rig, rotateThrough, secretId, token } from "./rig";

const address = { host: "db.internal", port: 5432, database: "orbit" };
const loginValue = (username: string, password: string) => JSON.stringify({ username, password });

interface Case {
  readonly strategy: Strategy;
  readonly value: string;
  /** Whether who logs in with the current value is never refused, at no moment of the rotation. */
  readonly isGapless: boolean;
  /** Fewest calls that a rotation makes, counted from what its steps cannot do without. */
  readonly calls: number;
}

const cases: Readonly<Record<string, Case>> = {
  generated: {
    strategy: { kind: "generated", length: 48 },
    value: "first-value",
    isGapless: true,
    // describe ×4, look for a value, generate, put, read ×3, move
    calls: 11,
  },
  "postgres-single": {
    strategy: { kind: "postgres-single", ...address, username: "orbit" },
    value: loginValue("orbit", "first"),
    isGapless: false,
    // and: read current, try pending, log in with current, change, log in to test
    calls: 16,
  },
  "postgres-dual": {
    strategy: {
      kind: "postgres-dual",
      ...address,
      usernames: ["orbit_a", "orbit_b"],
      administratorSecret,
    },
    value: loginValue("orbit_a", "first"),
    isGapless: true,
    // and: read administrator, try pending, log in as administrator, change, log in to test
    calls: 16,
  },
  "http-provider": {
    strategy: { kind: "http-provider", url: "https://provider.example/rotate" },
    value: "first-value",
    isGapless: true,
    // and: four requests, with the current value read twice
    calls: 16,
  },
};

function rigOf({ strategy, value }: Case): Rig {
  return makeRig({
    strategy,
    value,
    administrator: loginValue("administrator", "root-password"),
    database: new MemoryDatabase({
      orbit: "first",
      orbit_a: "first",
      orbit_b: "never-used",
      administrator: "root-password",
    }),
    provider: new Provider("first-value"),
  });
}

/** Whether the value works where it is used: the oracle is the system itself, not what the function says. */
async function works({ database, provider }: Rig, kind: Strategy["kind"], value = "") {
  if (kind === "generated") return value !== "";
  if (kind === "http-provider") return provider.working.has(value);
  try {
    await (await database.login(address, loginOf(value))).end();
    return true;
  } catch {
    return false;
  }
}

async function assertRotated(rig: Rig, { strategy, value }: Case): Promise<void> {
  const { secretsManager } = rig;
  assert.deepEqual(secretsManager.holders(secretId, "AWSCURRENT"), [token]);
  assert.deepEqual(secretsManager.holders(secretId, "AWSPREVIOUS"), ["first"]);
  const current = secretsManager.valueAt(secretId, "AWSCURRENT");
  assert.notEqual(current, value);
  assert.ok(await works(rig, strategy.kind, current), "the current value does not work");
}

/** One rotation with one fault; whether its call was made at all. */
async function rotateWith(
  tried: Case,
  repeats: readonly number[],
  fault?: { readonly kind: FaultKind; readonly call: number },
) {
  const rig = rigOf(tried);
  const faults = rig.inject(fault);
  await rotateThrough(rig, repeats, async () => {
    const current = rig.secretsManager.valueAt(secretId, "AWSCURRENT");
    if (!tried.isGapless) return;
    assert.ok(await works(rig, tried.strategy.kind, current), "the current value was refused");
  });
  await assertRotated(rig, tried);
  return { rig, faults };
}

describe("rotate", () => {
  for (const [kind, tried] of Object.entries(cases)) {
    for (const fault of faultKinds) {
      it(`R1 ends in one current ${kind} value that works, with ${fault} at any call`, async () => {
        for (const repeats of [[], [3, 2, 3, 2]]) {
          let call = 0;
          let isHit = true;
          while (isHit) {
            call += 1;
            const { faults } = await rotateWith(tried, repeats, { kind: fault, call });
            isHit = faults.isHit;
          }
          assert.ok(call > tried.calls, `only ${String(call - 1)} calls could go wrong`);
        }
      });
    }

    it(`R1 makes one ${kind} value however often each step is repeated`, async () => {
      const times = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 4, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(times, async (repeats) => {
          const { rig } = await rotateWith(tried, repeats);
          assert.deepEqual(rig.secretsManager.mutations, [
            "PutSecretValue",
            "UpdateSecretVersionStage",
          ]);
          assert.ok(rig.database instanceof MemoryDatabase);
          assert.equal(rig.database.open, 0);
        }),
        { numRuns: 40 },
      );
    });

    it(`changes nothing of a current ${kind} value before the last step`, async () => {
      const rig = rigOf(tried);
      for (const step of ["createSecret", "setSecret", "testSecret"] as const) await rig.run(step);
      assert.deepEqual(rig.secretsManager.holders(secretId, "AWSCURRENT"), ["first"]);
      assert.equal(rig.secretsManager.valueAt(secretId, "AWSCURRENT"), tried.value);
    });

    it(`R3 reads the pending ${kind} value by its version id, never by label`, async () => {
      const { rig } = await rotateWith(tried, []);
      const reads = rig.secretsManager.done
        .filter(
          ([operation, { SecretId }]) => operation === "GetSecretValue" && SecretId === secretId,
        )
        .map(([, input]) => input);
      assert.ok(reads.some(({ VersionId }) => VersionId === token));
      assert.ok(reads.every((input) => !("VersionStage" in input)));
    });

    it(`R3 keeps to the version of its token when AWSPENDING moves to a later one (${kind})`, async () => {
      const rig = rigOf(tried);
      await rig.run("createSecret");
      rig.secretsManager.startRotation(secretId, "later-token");
      await assert.rejects(rig.run("setSecret"), { reason: "version-unknown" });
    });
  }

  it("R5 moves AWSCURRENT away from the version that holds it, by its id", async () => {
    const { rig } = await rotateWith(casesOf("generated"), []);
    const moves = rig.secretsManager.done.filter(([name]) => name === "UpdateSecretVersionStage");
    assert.deepEqual(moves, [
      [
        "UpdateSecretVersionStage",
        {
          SecretId: secretId,
          VersionStage: "AWSCURRENT",
          MoveToVersionId: token,
          RemoveFromVersionId: "first",
        },
      ],
    ]);
  });

  it("R5 changes nothing, and asks no database, when the version is current already", async () => {
    const { rig } = await rotateWith(casesOf("postgres-single"), []);
    const { database, secretsManager } = rig;
    assert.ok(database instanceof MemoryDatabase);
    const before = structuredClone(secretsManager.secrets);
    database.tried.length = 0;
    secretsManager.done.length = 0;
    for (const step of rotationSteps) await rig.run(step);
    assert.deepEqual(secretsManager.mutations, []);
    assert.deepEqual(secretsManager.secrets, before);
    assert.deepEqual(database.tried, []);
  });

  it("makes the first generated value of a secret that never had one", async () => {
    const rig = makeRig({ ...casesOf("generated"), database: new MemoryDatabase({}), value: "" });
    rig.secretsManager.secrets.get(secretId)?.versions.delete("first");
    await rotateThrough(rig, []);
    assert.deepEqual(rig.secretsManager.holders(secretId, "AWSCURRENT"), [token]);
    assert.deepEqual(rig.secretsManager.holders(secretId, "AWSPREVIOUS"), []);
  });

  for (const step of ["setSecret", "testSecret", "finishSecret"] as const) {
    it(`does not go on to ${step} without a pending value`, async () => {
      const rig = rigOf(casesOf("generated"));
      await assert.rejects(rig.run(step), { reason: "value-missing" });
      assert.deepEqual(rig.secretsManager.mutations, []);
    });
  }

  it("R5 is done at once when AWS has moved AWSCURRENT and the reply was lost", async () => {
    const rig = rigOf(casesOf("generated"));
    await rig.run("createSecret");
    // describe, read, move
    const faults = rig.inject({ kind: "lost-reply", call: 3 });
    await rig.run("finishSecret");
    assert.ok(faults.isHit);
    assert.deepEqual(rig.secretsManager.mutations, ["PutSecretValue", "UpdateSecretVersionStage"]);
  });

  it("fails when AWSCURRENT could not be moved, and is done when it is run again", async () => {
    const rig = rigOf(casesOf("generated"));
    await rig.run("createSecret");
    // describe, read, move
    rig.inject({ kind: "crash-before", call: 3 });
    await assert.rejects(rig.run("finishSecret"));
    assert.deepEqual(rig.secretsManager.holders(secretId, "AWSCURRENT"), ["first"]);
    await rig.run("finishSecret");
    assert.deepEqual(rig.secretsManager.holders(secretId, "AWSCURRENT"), [token]);
  });
});

function casesOf(kind: string): Case {
  const found = cases[kind];
  assert.ok(found);
  return found;
}
