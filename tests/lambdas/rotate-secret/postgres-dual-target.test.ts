import assert from "node:assert/strict";
import { loginOf } from "../../../lambdas/rotate-secret/postgres-value";
import { MemoryDatabase } from "./databases";
import { administratorSecret, makeRig, rotateThrough, secretId, token } from "./rig";

const strategy = {
  kind: "postgres-dual",
  ...{ host: "db.internal", port: 5432, database: "orbit" },
  usernames: ["orbit_a", "orbit_b"] as [string, string],
  administratorSecret,
} as const;

const valueOf = (username: string, password: string) => JSON.stringify({ username, password });

function rigAt(current: string, roles: Readonly<Record<string, string>> = {}) {
  const database = new MemoryDatabase({
    orbit_a: "password-a",
    orbit_b: "password-b",
    administrator: "root-password",
    ...roles,
  });
  const administrator = valueOf("administrator", "root-password");
  return { ...makeRig({ strategy, value: current, database, administrator }), database };
}

describe("postgresDualTarget", () => {
  for (const [current, next] of [
    ["orbit_a", "orbit_b"],
    ["orbit_b", "orbit_a"],
  ] as const) {
    it(`changes ${next} alone while ${current} is in use`, async () => {
      const rig = rigAt(valueOf(current, `password-${current.at(-1) ?? ""}`));
      const kept = rig.database.roles.get(current);
      await rotateThrough(rig, []);
      assert.deepEqual(rig.database.changed, [next]);
      assert.equal(rig.database.roles.get(current), kept);
      const { username, password } = loginOf(
        rig.secretsManager.valueAt(secretId, "AWSCURRENT") ?? "",
      );
      assert.deepEqual([username, password], [next, rig.database.roles.get(next)]);
    });
  }

  it("starts with the first role when the secret has no value yet", async () => {
    const rig = rigAt("");
    rig.secretsManager.secrets.get(secretId)?.versions.delete("first");
    await rotateThrough(rig, []);
    assert.deepEqual(rig.database.changed, ["orbit_a"]);
  });

  it("reads the administrator's secret when it needs it, and never writes it", async () => {
    const rig = rigAt(valueOf("orbit_a", "password-a"));
    await rotateThrough(rig, [3, 3, 3, 3]);
    const asked = rig.secretsManager.done.filter(
      ([, { SecretId }]) => SecretId === administratorSecret,
    );
    assert.deepEqual(asked, [
      ["GetSecretValue", { SecretId: administratorSecret, VersionStage: "AWSCURRENT" }],
    ]);
  });

  it("never changes the role in use, whatever the pending value says", async () => {
    const rig = rigAt(valueOf("orbit_a", "password-a"));
    const { versions } = rig.secretsManager.secrets.get(secretId) ?? {};
    versions?.set(token, { stages: ["AWSPENDING"], value: valueOf("orbit_a", "other-password") });
    for (const step of ["setSecret", "testSecret"] as const) {
      await assert.rejects(rig.run(step), { reason: "value-unusable" });
    }
    assert.deepEqual([rig.database.tried, rig.database.changed], [[], []]);
  });

  it("touches no role that is not one of the two", async () => {
    const rig = rigAt(valueOf("administrator", "root-password"));
    await assert.rejects(rig.run("createSecret"), { reason: "value-unusable" });
    const other = rigAt(valueOf("orbit_a", "password-a"));
    const { versions } = other.secretsManager.secrets.get(secretId) ?? {};
    versions?.set(token, { stages: ["AWSPENDING"], value: valueOf("administrator", "mine") });
    await assert.rejects(other.run("setSecret"), { reason: "value-unusable" });
    assert.deepEqual(other.database.tried, []);
  });

  it("creates no role", async () => {
    const rig = rigAt(valueOf("orbit_a", "password-a"));
    rig.database.roles.delete("orbit_b");
    await rig.run("createSecret");
    await assert.rejects(rig.run("setSecret"), { reason: "role-missing" });
    assert.deepEqual([...rig.database.roles.keys()], ["orbit_a", "administrator"]);
    assert.equal(rig.database.open, 0);
  });

  it("fails when the administrator's password does not work", async () => {
    const rig = rigAt(valueOf("orbit_a", "password-a"), { administrator: "changed-by-hand" });
    await rig.run("createSecret");
    await assert.rejects(rig.run("setSecret"), { reason: "login-refused" });
    assert.deepEqual(rig.database.changed, []);
  });
});
