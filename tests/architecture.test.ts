import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "..");
const mirrored = [
  "config",
  "plan",
  "components",
  "policy-pack",
  "preview",
  "runtime",
  "lambdas",
  "detections",
  "services",
  "examples",
  "tools",
].filter((folder) => existsSync(path.join(root, folder)));

describe("architecture", () => {
  it("keeps every import in the direction of docs/architecture.md", () => {
    const run = () =>
      execFileSync(
        process.execPath,
        [
          "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
          "--config",
          ".dependency-cruiser.cjs",
          "index.ts",
          ...mirrored,
        ],
        { cwd: root, encoding: "utf8", stdio: "pipe" },
      );
    assert.match(run(), /no dependency violations found/);
  });

  it("has no test whose subject is gone", () => {
    const orphans = mirrored
      .flatMap((folder) => globSync(`tests/${folder}/**/*.test.ts`, { cwd: root }))
      // A test beside the folders of the policy pack, or of what AWS does with patterns, is about the whole.
      .filter((file) => !/^tests\/(policy-pack|detections)$/.test(path.dirname(file)))
      .filter((file) => {
        const subject = path.join(root, file.slice("tests/".length).replace(/\.test\.ts$/, ""));
        return !existsSync(`${subject}.ts`) && !existsSync(subject);
      });
    assert.deepEqual(orphans, []);
  });
});
