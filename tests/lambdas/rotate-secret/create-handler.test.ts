import assert from "node:assert/strict";
import { inspect } from "node:util";
import { RotationFailure } from "../../../lambdas/rotate-secret/failure";
import { loginOf } from "../../../lambdas/rotate-secret/postgres-value";
import { rotationSteps } from "../../../lambdas/rotate-secret/store";
import { eventSchemas } from "../../../runtime/telemetry/events";
import type { RotationFailureReason } from "../../../runtime/telemetry/rotation-failures";
import { assertNoCanary, canaries } from "../../support/canaries";
import { parseLine } from "../../support/security-events";
import { MemoryDatabase } from "./databases";
import { type Fault, faultKinds } from "./faults";
import { administratorSecret, makeRig, type Rig, rotateThrough, secretId, token } from "./rig";

const address = { host: "db.internal", port: 5432, database: "orbit" };
const single = { kind: "postgres-single", ...address, username: "orbit" } as const;
const loginValue = (username: string, password: string) => JSON.stringify({ username, password });

const rigWith = (password: string): Rig =>
  makeRig({
    strategy: single,
    value: loginValue("orbit", password),
    database: new MemoryDatabase({ orbit: password }),
  });

interface Refused {
  readonly title: string;
  readonly reason: RotationFailureReason;
  readonly change?: Readonly<Record<string, unknown>>;
  readonly prepare?: (rig: Rig) => void;
  /** Whether AWS is asked nothing at all. */
  readonly isSilent?: boolean;
}

const withStages = (stages: string[]) => (rig: Rig) => {
  rig.secretsManager.secrets.get(secretId)?.versions.set(token, { stages, value: "stray" });
};

const refused: readonly Refused[] = [
  {
    title: "a secret outside the allow-list",
    reason: "secret-not-listed",
    change: { SecretId: secretId.replace("orbit/", "axon/") },
    isSilent: true,
  },
  {
    title: "a secret whose name only starts like a listed one",
    reason: "secret-not-listed",
    change: { SecretId: secretId.replace("-AbCdEf", "-other-AbCdEf") },
    isSilent: true,
  },
  {
    title: "a listed secret of another account",
    reason: "secret-not-listed",
    change: { SecretId: secretId.replace("111122223333", "444455556666") },
    isSilent: true,
  },
  {
    title: "a secret by name instead of ARN",
    reason: "secret-not-listed",
    change: { SecretId: "orbit/credential" },
    isSilent: true,
  },
  { title: "an unknown step", reason: "invalid-event", change: { Step: "drop" }, isSilent: true },
  {
    title: "a missing token",
    reason: "invalid-event",
    change: { ClientRequestToken: undefined },
    isSilent: true,
  },
  {
    title: "a secret that does not rotate",
    reason: "rotation-disabled",
    prepare: ({ secretsManager }) => {
      const secret = secretsManager.secrets.get(secretId);
      if (secret !== undefined) secret.rotationEnabled = false;
    },
  },
  {
    title: "a token that is no version",
    reason: "version-unknown",
    change: { ClientRequestToken: "another-token-that-is-none" },
  },
  {
    title: "a token that objects inherit",
    reason: "version-unknown",
    change: { ClientRequestToken: "constructor" },
  },
  {
    title: "a version without labels",
    reason: "version-unknown",
    prepare: withStages([]),
  },
  {
    title: "a version that was current before",
    reason: "version-not-pending",
    prepare: withStages(["AWSPREVIOUS"]),
  },
  {
    title: "a version with another label",
    reason: "version-not-pending",
    prepare: withStages(["mine"]),
  },
];

const faults: readonly (Fault | undefined)[] = [
  undefined,
  ...faultKinds.flatMap((kind) => [4, 9].map((call) => ({ kind, call }))),
];

/** All that a rotation writes and throws when the password of before is a certain one. */
async function everythingShown(password: string, fault: Fault | undefined): Promise<string> {
  const rig = rigWith(password);
  rig.inject(fault);
  const shown: string[] = [];
  for (const step of [...rotationSteps, ...rotationSteps]) {
    await rig.run(step).catch((error: unknown) => {
      assert.ok(error instanceof RotationFailure);
      shown.push(inspect(error, { depth: 9, showHidden: true }), String(error.stack));
    });
  }
  const all = [...shown, ...rig.sink.lines].join("\n");
  const made = loginOf(rig.secretsManager.valueAt(secretId, "AWSCURRENT") ?? "");
  assert.ok(!all.includes(made.password));
  return all;
}

describe("createHandler", () => {
  for (const { title, reason, change = {}, prepare, isSilent = false } of refused) {
    it(`R6 refuses ${title} in every step, without a mutating call`, async () => {
      for (const step of rotationSteps) {
        const rig = rigWith("first");
        prepare?.(rig);
        const before = structuredClone(rig.secretsManager.secrets);
        await assert.rejects(rig.run(step, change), { name: "RotationFailure", reason });
        assert.deepEqual(rig.secretsManager.mutations, []);
        assert.deepEqual(rig.secretsManager.secrets, before);
        if (isSilent) assert.deepEqual(rig.secretsManager.done, []);
        assert.ok(rig.database instanceof MemoryDatabase);
        assert.deepEqual(rig.database.tried, []);
        const [line, ...more] = rig.sink.lines.map(parseLine);
        assert.deepEqual([line?.["phase"], line?.["failure"], more], ["refused", reason, []]);
      }
    });
  }

  it("records each invocation in one event of the vocabulary", async () => {
    const rig = rigWith("first");
    await rotateThrough(rig, []);
    const lines = rig.sink.lines.map(parseLine);
    assert.deepEqual(
      lines.map(({ step }) => step),
      [...rotationSteps],
    );
    for (const line of lines) {
      const { event_type, phase, step, secret, version, duration_ms } = line;
      const event = { event_type, phase, step, secret, version, duration_ms };
      assert.ok(eventSchemas["secret.rotation"].safeParse(event).success);
      assert.deepEqual([phase, secret, version], ["done", secretId, token]);
    }
  });

  it("keeps the end of an ARN that is too long for an event", async () => {
    const long = `${secretId.slice(0, -7)}${"x".repeat(300)}-AbCdEf`;
    const rig = rigWith("first");
    await assert.rejects(rig.run("createSecret", { SecretId: long }));
    const [line] = rig.sink.lines.map(parseLine);
    assert.equal(line?.["secret"], long.slice(-200));
    assert.equal(line["invalid_fields"], undefined);
  });

  it("R7 shows no secret in any log or error, whatever fails", async () => {
    const secrets = Object.values(canaries).map(({ secret }) => secret);
    for (const secret of secrets) {
      for (const fault of faults) assertNoCanary(await everythingShown(secret, fault));
    }
  });

  it("R7 shows nothing of a value that is not what the strategy stores", async () => {
    for (const value of [canaries.password.text, canaries.secretString.text, '{"username":7}']) {
      const rig = makeRig({
        strategy: {
          kind: "postgres-dual",
          ...address,
          usernames: ["orbit_a", "orbit_b"],
          administratorSecret,
        },
        value,
        database: new MemoryDatabase({}),
      });
      await assert.rejects(rig.run("createSecret"), (error) => {
        assertNoCanary(inspect(error, { depth: 9, showHidden: true }));
        return error instanceof RotationFailure && error.reason === "value-unusable";
      });
      assertNoCanary(rig.sink.lines.join("\n"));
    }
  });

  it("shows an error that nobody expected without its text", async () => {
    const rig = makeRig({
      strategy: single,
      value: loginValue("orbit", "first"),
      database: { login: () => Promise.reject(new Error(canaries.password.text)) },
    });
    await rig.run("createSecret");
    await assert.rejects(rig.run("setSecret"), { reason: "unexpected" });
    assertNoCanary(rig.sink.lines.join("\n"));
  });

  it("R4 tests only as long as the invocation has time for", async () => {
    for (const [remainingMilliseconds, longest] of [
      [900_000, 60_000],
      [42_000, 30_000],
      [5_000, 0],
    ] as const) {
      const database = new MemoryDatabase({ orbit: "first" });
      const value = loginValue("orbit", "first");
      const rig = makeRig({ strategy: single, value, database, remainingMilliseconds });
      await rig.run("createSecret");
      await assert.rejects(rig.run("testSecret"), { reason: "login-refused" });
      assert.ok(rig.time.now <= longest, String(rig.time.now));
      assert.ok(rig.time.now >= longest - 5_000, String(rig.time.now));
    }
  });
});
