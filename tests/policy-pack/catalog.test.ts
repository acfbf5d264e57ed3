import assert from "node:assert/strict";
import { globSync } from "node:fs";
import path from "node:path";
import { catalog } from "../../policy-pack/catalog";

const rules = path.resolve(__dirname, "../../policy-pack/rules");

describe("catalog", () => {
  it("POL-31 lists every rule file, and nothing twice", () => {
    const files = globSync("*/*.ts", { cwd: rules }).filter((file) => !file.endsWith("/index.ts"));
    const ids = files.map((file) => file.replace(/\.ts$/, "")).sort();
    assert.deepEqual(catalog.map(({ id }) => id).sort(), ids);
  });

  it("POL-32 says of each rule why it matters, what to do, what it decides and what not, in whole sentences", () => {
    for (const rule of catalog) {
      const { id, why, fix, decides, cannotDecide, title, examples, since } = rule;
      assert.match(id, /^[a-z]+\/[a-z-]+$/);
      for (const text of [why, fix, decides, cannotDecide]) {
        assert.match(text, /^\S.{15,}\.$/s, `${id}: ${text}`);
        assert.doesNotMatch(text, /TODO/, id);
      }
      assert.doesNotMatch(title, /\.$/, id);
      assert.match(since, /^\d+\.\d+\.\d+$/, id);
      assert.notEqual(examples.pass, examples.fail, id);
    }
  });

  it("POL-32 describes every limit, and keeps its defaults in its own type", () => {
    for (const { id, params } of catalog) {
      for (const [name, { type, description, default: value, strict = value }] of Object.entries(
        params,
      )) {
        assert.match(description, /\.$/, `${id} ${name}`);
        for (const given of [value, strict]) {
          const kind = Array.isArray(given)
            ? "array"
            : Number.isInteger(given)
              ? "integer"
              : typeof given;
          assert.equal(kind, type, `${id} ${name}`);
        }
      }
    }
  });
});
