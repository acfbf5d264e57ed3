import assert from "node:assert/strict";
import { globSync } from "node:fs";
import path from "node:path";
import { catalog } from "../../policy-pack/catalog";
import { selfTest } from "../../policy-pack/engine/self-test";

const rules = path.resolve(__dirname, "../../policy-pack/rules");

describe("catalog", () => {
  it("lists every rule file, and nothing twice", () => {
    const files = globSync("*/*.ts", { cwd: rules }).filter((file) => !file.endsWith("/index.ts"));
    assert.equal(catalog.length, files.length);
    assert.equal(new Set(catalog.map(({ id }) => id)).size, catalog.length);
  });

  it("says of each rule why it matters and what to do, in whole sentences", () => {
    for (const { id, why, fix, title, frameworks, examples } of catalog) {
      assert.match(id, /^[a-z]+\/[a-z-]+$/);
      assert.match(why, /\.$/, id);
      assert.match(fix, /\.$/, id);
      assert.ok(title !== "" && frameworks.length > 0, id);
      assert.notEqual(examples.pass, examples.fail, id);
    }
  });

  it("passes its own test, which sees two rules of one name", () => {
    assert.deepEqual(selfTest(catalog), []);
    assert.equal(selfTest([...catalog, ...catalog.slice(0, 1)]).length, 1);
  });
});
