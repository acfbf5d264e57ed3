import assert from "node:assert/strict";
import type { RoleFacts, RoleUse } from "../../../runtime/review/ports";
import { readRolePart } from "../../../runtime/review/role-part";
import { NamedError, now, role, settings } from "./world";

const day = 86_400_000;
const facts = (changes: Partial<RoleFacts>): RoleFacts => ({
  arn: role("orbit-task"),
  createdAt: now - 400 * day,
  lastUsedAt: now - day,
  ...changes,
});

const used: RoleUse = {
  facts: (name) => Promise.resolve(facts({ arn: role(name) })),
  startServices: (arn) => Promise.resolve(arn),
  services: () => Promise.resolve([{ namespace: "kms", lastUsedAt: now - day }]),
};

function read(roles: Partial<RoleUse>, { maxRows = 10, milliseconds = 900_000 } = {}) {
  let left = milliseconds;
  const patience = {
    now: () => now,
    remaining: () => left,
    sleep: (waited: number) => {
      left -= waited;
      return Promise.resolve();
    },
  };
  const limited = { ...settings, limits: { ...settings.limits, maxRows } };
  return readRolePart({ settings: limited, roles: { ...used, ...roles }, patience });
}

const verdicts = async (roles: Partial<RoleUse>) =>
  (await read(roles)).rows.map(({ verdict, detail }) => [verdict, detail]);

describe("readRolePart", () => {
  it("A5 marks roles that were not used for ninety days, or never", async () => {
    for (const lastUsedAt of [undefined, now - 91 * day]) {
      const found = await verdicts({ facts: () => Promise.resolve(facts({ lastUsedAt })) });
      assert.deepEqual(found, [
        ["unexpected", "role not used"],
        ["unexpected", "role not used"],
      ]);
    }
  });

  it("A5 marks roles that may use services which they do not use, and names these", async () => {
    const services = () =>
      Promise.resolve([
        { namespace: "kms", lastUsedAt: now - day },
        { namespace: "s3", lastUsedAt: undefined },
        { namespace: "sns", lastUsedAt: now - 91 * day },
      ]);
    assert.deepEqual((await verdicts({ services }))[0], [
      "unexpected",
      "services not used: s3 sns",
    ]);
  });

  it("A5 judges no role that is younger than that", async () => {
    const young = facts({ createdAt: now - 89 * day, lastUsedAt: undefined });
    assert.deepEqual((await verdicts({ facts: () => Promise.resolve(young) }))[0], [
      "unjudged",
      "new",
    ]);
  });

  it("waits for IAM's answer", async () => {
    let looks = 0;
    const services = () => Promise.resolve(++looks % 3 === 0 ? [] : undefined);
    assert.deepEqual(await verdicts({ services }), [
      ["expected", "in use"],
      ["expected", "in use"],
    ]);
  });

  it("A4 keeps the roles that could be read, and says that others could not", async () => {
    const reading = await read({
      facts: (name) =>
        name === "axon-task"
          ? Promise.reject(new NamedError("AccessDenied"))
          : Promise.resolve(facts({})),
    });
    assert.deepEqual(
      [reading.status, reading.reason, reading.rows.length],
      ["truncated", "some-unreadable", 1],
    );
  });

  it("A4 has one reason when no role could be read", async () => {
    const reading = await read({ facts: () => Promise.reject(new NamedError("Throttling")) });
    assert.deepEqual([reading.status, reading.reason], ["unreadable", "throttled"]);
  });

  it("A3 ends in time though IAM never answers", async () => {
    const reading = await read({ services: () => Promise.resolve(undefined) });
    assert.deepEqual([reading.status, reading.reason], ["unreadable", "timed-out"]);
  });

  it("A4 says that there were more roles than rows are kept", async () => {
    const reading = await read({}, { maxRows: 1 });
    assert.deepEqual(
      [reading.status, reading.reason, reading.rows.length],
      ["truncated", "row-limit", 1],
    );
  });
});
