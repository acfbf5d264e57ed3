import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { assertExactUses, assertNamedUses } from "../support/policy-pack/random-isolation";

const root = path.resolve(__dirname, "../..");

// A process of its own, in which nobody counts coverage: counting makes a thousand graphs three times as slow.
function runWithoutCoverage(runs: number): string {
  const env = { ...process.env, NODE_V8_COVERAGE: undefined };
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...["--require", "ts-node/register/transpile-only"],
      ...["tests/support/policy-pack/random-isolation.ts", String(runs)],
    ],
    { cwd: root, env, encoding: "utf8" },
  );
  return status === 0 ? "" : `exit code ${String(status)}\n${stderr}`;
}

describe("isolation in random graphs", () => {
  it("KMS-72 BEST-25 is exact: AWS allows what the graph asks for, and nothing else", function () {
    this.timeout(600_000);
    assertExactUses(20);
    assert.equal(runWithoutCoverage(1000), "");
  });

  it("IAM-56 IR-100 lets every role do what its policies name, people included", () => {
    assertNamedUses(25);
  });
});
