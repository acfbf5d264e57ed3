import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ConfigError } from "../../config/issues";
import { UsageError } from "../../preview/errors";
import { explainCall, explainCommand } from "../../tools/explain";
import { exampleConfig } from "../support/context";

const project = mkdtempSync(path.join(tmpdir(), "explain-"));

const stackFile = (overrides: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({
    config: {
      "aws:region": "us-east-1",
      "aws:allowedAccountIds": ["111122223333"],
      ...exampleConfig,
      ...overrides,
    },
  });

before(() => {
  writeFileSync(path.join(project, "Pulumi.yaml"), "name: agent-runtime\nruntime: nodejs\n");
  writeFileSync(path.join(project, "Pulumi.dev.yaml"), stackFile());
  writeFileSync(
    path.join(project, "Pulumi.flat.yaml"),
    stackFile({ governance: { maxDelegationDepth: 0 } }),
  );
  writeFileSync(path.join(project, "Pulumi.bad.yaml"), stackFile({ environment: "stage" }));
});

after(() => {
  rmSync(project, { recursive: true });
});

const explain = (call: string, stack = "dev", changes = {}) =>
  explainCall({ directory: project, stack, call, changes });

describe("explainCall", () => {
  it("names the policy that allows a declared call", () => {
    const { allowed, text } = explain("orbit reason axon:POST:/reason");
    assert.equal(allowed, true);
    assert.match(text, /permitted by orbit-to-axon-reason-1/);
    assert.match(text, /policy digest: [0-9a-f]{64}$/);
  });

  it("says who else may make a call that the caller may not", () => {
    const { allowed, text } = explain("axon reason axon:POST:/reason");
    assert.equal(allowed, false);
    assert.match(text, /permitted to: orbit/);
  });

  it("shows the condition that fails", () => {
    const { allowed, text } = explain("orbit reason axon:POST:/reason", "dev", { method: "GET" });
    assert.equal(allowed, false);
    assert.match(text, /false {2}context\.method == resource\.method/);
    assert.match(text, /true {3}context\.path == resource\.path/);
  });

  it("decides with the configuration of the stack that is asked about", () => {
    const delegated = { delegationDepth: 1 };
    assert.equal(explain("orbit reason axon:POST:/reason", "dev", delegated).allowed, true);
    assert.equal(explain("orbit reason axon:POST:/reason", "flat", delegated).allowed, false);
  });

  it("lists the names there are, where it knows none of those that are asked about", () => {
    const { allowed, text } = explain("nobody think axon:GET:/");
    assert.equal(allowed, false);
    assert.match(
      text,
      /services: axon, orbit\n.*intents: reason\n.*operations: axon:POST:\/reason\n/,
    );
  });

  for (const call of ["", "orbit", "orbit reason", "orbit reason axon:POST:/reason please"]) {
    it(`refuses ${JSON.stringify(call)} as a question`, () => {
      assert.throws(() => explain(call), UsageError);
    });
  }

  it("refuses a stack that does not exist, or whose configuration is invalid", () => {
    assert.throws(() => explain("orbit reason axon:POST:/reason", "live"), UsageError);
    assert.throws(() => explain("orbit reason axon:POST:/reason", "bad"), ConfigError);
  });

  it("tells by its exit code whether a call is allowed, denied, or not understood", () => {
    const run = (...args: readonly string[]) => explainCommand([...args, "--cwd", project]);
    const allowed = run("dev", "orbit reason axon:POST:/reason");
    const denied = run("dev", "orbit", "reason", "axon:POST:/reason", "--depth", "4");
    const misused = run("dev", "orbit reason axon:POST:/reason", "--deep", "4");
    assert.deepEqual([allowed.exitCode, denied.exitCode, misused.exitCode], [0, 1, 2]);
    assert.match(denied.text, /false {2}context\.delegationDepth <= 3/);
    assert.match(misused.text, /usage: npm run explain/);
  });
});
