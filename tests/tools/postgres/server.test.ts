import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { needsPostgres, startPostgresTools } from "../../support/postgres";

const folders = () => globSync(path.join(tmpdir(), "postgres-*"));

describe("startPostgres", () => {
  before(function () {
    needsPostgres(this);
  });

  it("starts a server that takes TLS alone, logs statements, and leaves nothing behind", async () => {
    const before = folders();
    const tools = await startPostgresTools();
    const { server, address } = tools;
    try {
      assert.equal(folders().length, before.length + 1);
      await tools.administer("SELECT 'statement of the test'");
      assert.ok(server.log.some((line) => line.includes("statement of the test")));
      const plain = new Client({ ...address, user: "postgres", password: "any", ssl: false });
      await assert.rejects(plain.connect(), { code: "28000" });
    } finally {
      await server.stop();
    }
    assert.deepEqual(folders(), before);
    const ended = new Client({ ...address, user: "postgres", password: "any" });
    await assert.rejects(ended.connect());
  });
});
