import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

const pack = path.resolve(__dirname, "../../policy-pack");
const sources = globSync("**/*.ts", { cwd: pack })
  .filter((file) => !/^(bin|node_modules|testing)\//.test(file))
  .map((file) => ({ file, text: readFileSync(path.join(pack, file), "utf8") }));

const holding = (pattern: RegExp, allowed: readonly string[] = []) =>
  sources
    .filter(({ file, text }) => pattern.test(text) && !allowed.includes(file))
    .map(({ file }) => file);

describe("the source of the pack", () => {
  it("POL-1 meets the SDK in its entry point and in what checks the SDK, and nowhere else", () => {
    const sdk = ["index.ts", "engine/sdk.ts", "engine/config-schema.ts"];
    assert.deepEqual(holding(/from "@pulumi\/|load\("@pulumi\//, sdk), []);
  });

  it("POL-38 calls neither the network nor AWS", () => {
    assert.deepEqual(
      holding(/node:(http|https|http2|net|tls|dgram|dns|child_process)"|@aws-sdk|fetch\(/),
      [],
    );
  });

  it("POL-31 reads no clock, no file and no environment in a rule", () => {
    const rules = sources.filter(({ file }) => file.startsWith("rules/"));
    assert.ok(rules.length > 20);
    const impure = rules.filter(({ text }) =>
      /Date\.now|new Date\(\)|node:fs|process\.|Math\.random/.test(text),
    );
    assert.deepEqual(
      impure.map(({ file }) => file),
      [],
    );
  });

  it("POL-30 registers one resource policy and one stack policy", () => {
    const index = sources.find(({ file }) => file === "index.ts")?.text ?? "";
    assert.equal(index.match(/validateResource:/g)?.length, 1);
    assert.equal(index.match(/validateStack:/g)?.length, 1);
  });
});
