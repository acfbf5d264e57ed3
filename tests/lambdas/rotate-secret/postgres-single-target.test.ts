import assert from "node:assert/strict";
import { MemoryDatabase } from "./databases";
import { makeRig, secretId, token } from "./rig";

const address = { host: "db.internal", port: 5432, database: "orbit" };
const strategy = { kind: "postgres-single", ...address, username: "orbit" } as const;
const valueOf = (password: string, username = "orbit") => JSON.stringify({ username, password });

/** A rotation whose values are stored, with the role at one password. */
function rigAt(password: string, pending = valueOf("pending-password")) {
  const database = new MemoryDatabase({ orbit: password });
  const rig = makeRig({ strategy, value: valueOf("current-password"), database });
  const { versions } = rig.secretsManager.secrets.get(secretId) ?? {};
  versions?.set("older", { stages: ["AWSPREVIOUS"], value: valueOf("previous-password") });
  versions?.set(token, { stages: ["AWSPENDING"], value: pending });
  return { ...rig, database };
}

describe("postgresSingleTarget", () => {
  for (const [found, tried] of [
    ["pending", ["pending"]],
    ["current", ["pending", "current"]],
    ["previous", ["pending", "current", "previous"]],
  ] as const) {
    it(`R2 recovers when the database has the ${found} password`, async () => {
      const { run, database } = rigAt(`${found}-password`);
      await run("setSecret");
      assert.equal(database.roles.get("orbit"), "pending-password");
      assert.deepEqual(
        database.tried,
        tried.map((name) => `orbit ${name}-password`),
      );
      assert.deepEqual(database.changed, found === "pending" ? [] : ["orbit"]);
      assert.equal(database.open, 0);
    });
  }

  it("R2 gives up on a password that no version has, and changes nothing", async () => {
    const { run, database } = rigAt("set-by-hand");
    await assert.rejects(run("setSecret"), { reason: "login-refused" });
    assert.deepEqual([...database.roles], [["orbit", "set-by-hand"]]);
  });

  it("stores what AWS documents for PostgreSQL, with a password of 48 characters", async () => {
    const { run, secretsManager } = rigAt("current-password");
    secretsManager.startRotation(secretId, token);
    await run("createSecret");
    const stored: unknown = JSON.parse(secretsManager.valueAt(secretId, "AWSPENDING") ?? "");
    assert.ok(typeof stored === "object" && stored !== null && "password" in stored);
    const { password, ...rest } = stored;
    assert.match(String(password), /^[A-Za-z0-9]{48}$/);
    assert.deepEqual(rest, {
      engine: "postgres",
      host: "db.internal",
      port: 5432,
      dbname: "orbit",
      username: "orbit",
    });
  });

  it("sends passwords to the configured server alone, whatever the secret says", async () => {
    const elsewhere = { host: "evil.example", port: 1, dbname: "evil", engine: "postgres" };
    const pending = JSON.stringify({
      ...elsewhere,
      username: "orbit",
      password: "pending-password",
    });
    const { run, database } = rigAt("current-password", pending);
    await run("setSecret");
    for (const { host, port, database: name } of database.asked) {
      assert.deepEqual({ host, port, database: name }, address);
    }
  });

  it("refuses a pending value for another role before it asks the database", async () => {
    const { run, database } = rigAt("current-password", valueOf("pending-password", "postgres"));
    for (const step of ["setSecret", "testSecret"] as const) {
      await assert.rejects(run(step), { reason: "value-unusable" });
    }
    assert.deepEqual(database.tried, []);
  });

  for (const pending of [
    "plain",
    "null",
    "{}",
    '{"username":"orbit"}',
    '{"username":"orbit","password":""}',
  ]) {
    it(`cannot use ${pending} as value`, async () => {
      const { run } = rigAt("current-password", pending);
      await assert.rejects(run("setSecret"), { reason: "value-unusable" });
    });
  }
});
