import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { detectionsCommand } from "../../tools/detections";

const root = path.resolve(__dirname, "../..");

describe("npm run detections", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "detections-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (content: string, ...options: readonly string[]) => {
    const file = path.join(folder, "event.json");
    writeFileSync(file, content);
    return detectionsCommand([file, "--cwd", root, ...options]);
  };
  const event = (eventName: string) =>
    JSON.stringify({ eventSource: "iam.amazonaws.com", eventName, awsRegion: "us-east-1" });

  for (const stack of ["dev", "prod"]) {
    it(`tells for ${stack} which alarm, topic and contact an event reaches`, () => {
      const { exitCode, text } = run(event("PutRolePolicy"), "--stack", stack);
      assert.equal(exitCode, 0);
      assert.match(text, new RegExp(`alarm agent-runtime-${stack}-iam-policy-changes`));
      assert.match(text, new RegExp(`agent-runtime-${stack}-alerts tells email security@barnabus`));
    });
  }

  it("prints the same as JSON", () => {
    const parsed: unknown = JSON.parse(run(event("PutRolePolicy"), "--json").text);
    assert.ok(typeof parsed === "object" && parsed !== null && "counts" in parsed);
    assert.match(JSON.stringify(parsed.counts), /"iam-policy-changes":1/);
  });

  it("tells by its exit code that nothing fires", () => {
    const { exitCode, text } = run(event("ListRoles"));
    assert.equal(exitCode, 1);
    assert.match(text, /fires nothing/);
  });

  for (const [what, content, options, problem] of [
    ["a file that is no JSON", "{", [], /neither JSON/],
    ["an event of unknown shape", '{"a":1}', [], /unknown shape/],
    ["a stack without a file", event("PutRolePolicy"), ["--stack", "stage"], /stage/],
    ["an unknown option", event("PutRolePolicy"), ["--loud"], /usage: npm run detections/],
    ["two files", event("PutRolePolicy"), ["other.json"], /usage: npm run detections/],
  ] as const) {
    it(`refuses ${what} without a stack trace`, () => {
      const { exitCode, text } = run(content, ...options);
      assert.equal(exitCode, 2);
      assert.match(text, problem);
      assert.doesNotMatch(text, /\n {4}at /);
    });
  }

  it("refuses a file that cannot be read", () => {
    const { exitCode, text } = detectionsCommand([path.join(folder, "none.json"), "--cwd", root]);
    assert.equal(exitCode, 2);
    assert.match(text, /none\.json cannot be read/);
  });
});
