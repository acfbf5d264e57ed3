import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import type * as testing from "../../policy-pack/testing";

const packFolder = path.resolve(__dirname, "../../policy-pack");
const name = "zero-trust-agent-runtime";

describe("the published tarball", () => {
  let folder: string;
  let installed: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "policy-pack-"));
    const npm = (args: readonly string[], cwd: string) =>
      execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    npm(["pack", "--pack-destination", folder], packFolder);
    const [tarball = ""] = readdirSync(folder);
    writeFileSync(path.join(folder, "package.json"), '{ "private": true }');
    const quiet = ["--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"];
    npm(["install", ...quiet, `./${tarball}`], folder);
    installed = path.join(folder, "node_modules", name);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("brings the pack, its kit with types, its manual and its history, and no source", () => {
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" });
    for (const file of [
      "PulumiPolicy.yaml",
      "README.md",
      "CHANGELOG.md",
      "bin/policy-config.schema.json",
      "bin/index.js",
      "bin/testing.js",
      "bin/types/testing/index.d.ts",
    ]) {
      assert.ok(files.includes(file), file);
    }
    assert.deepEqual(
      files.filter((file) => /\.test\.|\.map$|(?<!\.d)\.ts$|^rules/.test(file)),
      [],
    );
  });

  it("POL-470 is compiled: the runtime type-checks nothing at its start", () => {
    const project: unknown = parse(readFileSync(path.join(installed, "PulumiPolicy.yaml"), "utf8"));
    assert.deepEqual(project, {
      description: "No wildcards, everything encrypted, denied by default, kept for a year",
      runtime: { name: "nodejs", options: { typescript: false } },
      main: "bin/index.js",
    });
  });

  it("POL-15 judges through its own kit, alone in a folder, with the policy SDK as its only dependency", async () => {
    const load = createRequire(path.join(folder, "package.json"));
    const { dependencies } = load(`${name}/package.json`) as { dependencies: object };
    assert.deepEqual(Object.keys(dependencies), ["@pulumi/policy"]);
    const { TestPack, TestStack, unknown } = load(`${name}/testing`) as typeof testing;
    const pack = await TestPack.start({ directory: installed });
    try {
      const stack = new TestStack();
      stack.add("aws:cloudtrail/trail:Trail", "trail", {
        inputs: { isMultiRegionTrail: unknown.boolean, enableLogFileValidation: false },
      });
      const found = (await pack.judge(stack)).filter(({ rule }) => rule === "audit/trail");
      const verdicts = new Map(found.map(({ labels }) => [labels["path"], labels["verdict"]]));
      assert.equal(verdicts.get("/isMultiRegionTrail"), "undecided");
      assert.equal(verdicts.get("/enableLogFileValidation"), "fail");
      assert.deepEqual(
        [...new Set(found.map(({ level, severity }) => `${level} ${severity}`))],
        ["mandatory high"],
      );
      const { name: packName, policiesList } = await pack.info();
      assert.equal(packName, name);
      assert.equal(policiesList.length, 2);
    } finally {
      pack.stop();
    }
  });
});
