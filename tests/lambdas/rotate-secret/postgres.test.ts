import assert from "node:assert/strict";
import { inspect } from "node:util";
import type { Strategy } from "../../../lambdas/rotate-secret/environment";
import { RotationFailure } from "../../../lambdas/rotate-secret/failure";
import { postgresDatabase } from "../../../lambdas/rotate-secret/postgres";
import { loginOf } from "../../../lambdas/rotate-secret/postgres-value";
import { makeAuthority } from "../../../tools/demo/tls";
import { freePort } from "../../../tools/moto/free-port";
import { needsPostgres, type PostgresTools, startPostgresTools } from "../../support/postgres";
import type { FaultKind } from "./faults";
import { administratorSecret, makeRig, type Rig, rotateThrough, secretId, token } from "./rig";

const loginValue = (username: string, password: string) => JSON.stringify({ username, password });

/** A quote, a backslash and a dollar in what is escaped. */
const oddRole = "o'rb\"it\\$1";

describe("postgresDatabase", () => {
  let tools: PostgresTools;

  before(async function () {
    needsPostgres(this);
    tools = await startPostgresTools();
    await tools.administer(
      "CREATE ROLE orbit LOGIN",
      "CREATE ROLE orbit_a LOGIN",
      "CREATE ROLE orbit_b LOGIN",
      "CREATE ROLE rotator LOGIN CREATEROLE PASSWORD 'rotator-password'",
      // From version 16 on, CREATEROLE alone changes no role that it did not make.
      "GRANT orbit_a, orbit_b TO rotator WITH ADMIN OPTION",
      `CREATE ROLE "o'rb""it\\$1" LOGIN PASSWORD 'odd-password'`,
    );
  });

  after(() => (tools as PostgresTools | undefined)?.server.stop());

  const reset = () =>
    tools.administer(
      "ALTER ROLE orbit PASSWORD 'first-password'",
      "ALTER ROLE orbit_a PASSWORD 'first-password'",
      "ALTER ROLE orbit_b PASSWORD 'never-used'",
    );

  const strategies = (): readonly { readonly strategy: Strategy; readonly value: string }[] => [
    {
      strategy: { kind: "postgres-single", ...tools.address, username: "orbit" },
      value: loginValue("orbit", "first-password"),
    },
    {
      strategy: {
        kind: "postgres-dual",
        ...tools.address,
        usernames: ["orbit_a", "orbit_b"],
        administratorSecret,
      },
      value: loginValue("orbit_a", "first-password"),
    },
  ];

  const rigOf = ({ strategy, value }: { readonly strategy: Strategy; readonly value: string }) =>
    makeRig({
      strategy,
      value,
      administrator: loginValue("rotator", "rotator-password"),
      database: tools.database,
    });

  const logsIn = async (value: string) => {
    await (await tools.database.login(tools.address, loginOf(value))).end();
  };

  async function assertRotated({ secretsManager }: Rig): Promise<string> {
    assert.deepEqual(secretsManager.holders(secretId, "AWSCURRENT"), [token]);
    assert.deepEqual(secretsManager.holders(secretId, "AWSPREVIOUS"), ["first"]);
    const current = secretsManager.valueAt(secretId, "AWSCURRENT") ?? "";
    await logsIn(current);
    return current;
  }

  for (const index of [0, 1]) {
    const kind = ["postgres-single", "postgres-dual"][index] ?? "";
    for (const fault of ["crash-before", "crash-after", "lost-reply"] as const) {
      it(`R1 ends in one ${kind} password that a real server takes, with ${fault} at any call`, async () => {
        let call = 0;
        for (let isHit = true; isHit; ) {
          call += 1;
          isHit = await rotateWith(index, { kind: fault, call });
        }
        assert.ok(call > 16, `only ${String(call - 1)} calls could go wrong`);
      });
    }
  }

  async function rotateWith(
    index: number,
    fault: { readonly kind: FaultKind; readonly call: number },
  ): Promise<boolean> {
    await reset();
    const [tried] = strategies().slice(index);
    assert.ok(tried);
    const rig = rigOf(tried);
    const faults = rig.inject(fault);
    await rotateThrough(rig, [2, 2, 1, 2]);
    await assertRotated(rig);
    return faults.isHit;
  }

  it("R1 keeps the login of before working beside the new one, with two roles", async () => {
    await reset();
    const [, dual] = strategies();
    assert.ok(dual);
    const rig = rigOf(dual);
    await rotateThrough(rig, []);
    assert.equal(loginOf(await assertRotated(rig)).username, "orbit_b");
    await logsIn(dual.value);
  });

  for (const [position, password] of [
    ["AWSPENDING", "pending-password"],
    ["AWSCURRENT", "first-password"],
    ["AWSPREVIOUS", "older-password"],
  ] as const) {
    it(`R2 recovers when a real server has the password of ${position}`, async () => {
      await tools.administer(`ALTER ROLE orbit PASSWORD '${password}'`);
      const [single] = strategies();
      assert.ok(single);
      const rig = rigOf(single);
      const { versions } = rig.secretsManager.secrets.get(secretId) ?? {};
      versions?.set("older", {
        stages: ["AWSPREVIOUS"],
        value: loginValue("orbit", "older-password"),
      });
      versions?.set(token, {
        stages: ["AWSPENDING"],
        value: loginValue("orbit", "pending-password"),
      });
      await rotateThrough(rig, []);
      assert.equal(loginOf(await assertRotated(rig)).password, "pending-password");
    });
  }

  it("R7 sends no password that the server could log", async () => {
    await reset();
    const made: string[] = [];
    for (const tried of strategies()) {
      const rig = rigOf(tried);
      await rotateThrough(rig, []);
      made.push(loginOf(await assertRotated(rig)).password);
    }
    const log = tools.server.log.join("\n");
    assert.ok(log.includes('ALTER ROLE "orbit" WITH PASSWORD'), "the server logs statements");
    for (const password of made) assert.ok(!log.includes(password));
  });

  it("changes the password of a role whose name must be escaped", async () => {
    const session = await tools.database.login(tools.address, {
      username: oddRole,
      password: "odd-password",
    });
    await session.changePassword({ username: oddRole, password: "o'dd\"\\$$" });
    await session.end();
    const again = await tools.database.login(tools.address, {
      username: oddRole,
      password: "o'dd\"\\$$",
    });
    await again.end();
  });

  const admin = { username: "rotator", password: "rotator-password" };

  for (const [reason, login] of [
    ["role-missing", { username: "nobody_at_all", password: "canary-hunter2" }],
    ["database-refused", { username: "postgres", password: "canary-hunter2" }],
    ["value-unusable", { username: "orbit_a", password: "canäry-hunter2" }],
  ] as const) {
    it(`R7 fails with ${reason}, without a word of the server or the statement`, async () => {
      const session = await tools.database.login(tools.address, admin);
      await assert.rejects(session.changePassword(login), isShown(reason));
      await session.end();
    });
  }

  it("R7 fails a login as login-refused, without a word of the server", async () => {
    const login = { username: "orbit", password: "canary-hunter2" };
    await assert.rejects(tools.database.login(tools.address, login), isShown("login-refused"));
  });

  it("sends nothing to a server whose certificate descends from another authority", async () => {
    const other = await makeAuthority();
    const database = postgresDatabase({ readCa: () => other.cert });
    const before = tools.server.log.length;
    await assert.rejects(database.login(tools.address, admin), isShown("database-unreachable"));
    assert.ok(!tools.server.log.slice(before).join("\n").includes("rotator"));
  });

  it("sends nothing to a server whose certificate has another name", async () => {
    const other = await startPostgresTools("other.internal");
    try {
      await assert.rejects(
        other.database.login(other.address, admin),
        isShown("database-unreachable"),
      );
      assert.ok(!other.server.log.join("\n").includes("rotator"));
    } finally {
      await other.server.stop();
    }
  });

  it("says that a server that does not listen is unreachable", async () => {
    const address = { ...tools.address, port: await freePort() };
    await assert.rejects(tools.database.login(address, admin), isShown("database-unreachable"));
  });
});

/** Whether an error is of a reason, and shows nothing of a secret however far it is looked into. */
const isShown = (reason: string) => (error: unknown) => {
  assert.ok(error instanceof RotationFailure);
  assert.equal(error.reason, reason);
  assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }), /can.ry|hunter2|ALTER ROLE/);
  return true;
};
