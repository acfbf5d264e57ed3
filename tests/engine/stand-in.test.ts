import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkInputs } from "../support/engine/provider-check";
import { findPulumi } from "../support/engine/pulumi-cli";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secret = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

describe("the stand-in provider's check", () => {
  it("turns a known document into its text", () => {
    assert.deepEqual(checkInputs({ policy: { Statement: [{ Effect: "Deny" }] }, role: "r" }), {
      policy: '{"Statement":[{"Effect":"Deny"}]}',
      role: "r",
    });
  });

  it("POL-13 turns a document with one unknown leaf into one unknown string", () => {
    const inputs = { policy: { Statement: [{ Effect: "Allow", Resource: [unknown, "*"] }] } };
    assert.deepEqual(checkInputs(inputs), { policy: unknown });
  });

  it("reaches documents inside lists, and leaves other objects alone", () => {
    const inputs = {
      inlinePolicies: [{ name: "a", policy: { Version: unknown } }],
      tags: { name: unknown, other: "b" },
    };
    assert.deepEqual(checkInputs(inputs), {
      inlinePolicies: [{ name: "a", policy: unknown }],
      tags: { name: unknown, other: "b" },
    });
  });

  it("marks a whole document secret for one secret leaf, and a leaf of an object by itself", () => {
    const inputs = { policy: { Action: secret("s3:*") }, tags: { a: "b", c: secret("d") } };
    assert.deepEqual(checkInputs(inputs), {
      policy: secret('{"Action":"s3:*"}'),
      tags: { a: "b", c: secret("d") },
    });
  });

  it("marks a whole list secret for one secret entry", () => {
    const { names } = checkInputs({ names: ["a", secret("b")] });
    assert.deepEqual(names, { ...secret(""), value: ["a", "b"] });
  });
});

describe("findPulumi", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "find-pulumi-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const program = (file: string, exitCode: number) => {
    writeFileSync(file, `#!/bin/sh\nexit ${String(exitCode)}\n`, { mode: 0o755 });
    return file;
  };
  const inFolder = (environment: NodeJS.ProcessEnv) =>
    findPulumi({ PULUMI_HOME: path.join(folder, "home"), PULUMI_VERSION: "0", ...environment });

  it("takes the pulumi that PULUMI_BIN names", () => {
    const binary = program(path.join(folder, "chosen"), 0);
    assert.deepEqual(inFolder({ PULUMI_BIN: binary }), { found: true, binary });
  });

  it("refuses a PULUMI_BIN that does not answer rather than skipping quietly", () => {
    const binary = program(path.join(folder, "broken"), 1);
    assert.throws(() => inFolder({ PULUMI_BIN: binary }), /PULUMI_BIN is .*broken/);
  });

  it("takes a pulumi on the PATH only if it answers", () => {
    const binary = program(path.join(folder, "pulumi"), 0);
    assert.deepEqual(inFolder({ PATH: folder }), { found: true, binary });
    program(binary, 1);
    assert.equal(inFolder({ PATH: folder }).found, false);
  });

  it("passes over the npm launcher, which would fetch a binary", () => {
    symlinkSync(require.resolve("pulumi/run.js"), path.join(folder, "pulumi"));
    assert.deepEqual(inFolder({ PATH: folder }), {
      found: false,
      reason: "no pulumi on the PATH; install it or set PULUMI_BIN",
    });
  });
});
