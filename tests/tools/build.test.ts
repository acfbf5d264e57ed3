import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { deflateRawSync } from "node:zlib";
import { policyDigest } from "../../runtime/governance/bundle";
import { buildGovernance } from "../../tools/build";
import {
  aliasArn,
  functionName,
  reasonRequest,
  sampleText,
} from "../runtime/governance/sample-estate";

const root = path.resolve(__dirname, "../..");
const folder = `dist/tests/governance-${String(process.pid)}`;
const built = path.join(root, folder);

const files = (): readonly string[] =>
  readdirSync(built, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(built, path.join(entry.parentPath, entry.name)))
    .toSorted();

/** A table without items, on a free port of the process itself; the function is loaded once it listens. */
const program = (event: unknown, context: unknown, table: "empty" | "down") => `
  const server = require("node:http").createServer((request, response) => {
    response.setHeader("content-type", "application/x-amz-json-1.0");
    response.end("{}");
  });
  server.listen(0, "127.0.0.1", async () => {
    process.env.AWS_ENDPOINT_URL = "http://127.0.0.1:" + server.address().port;
    if (${String(table === "down")}) server.close();
    const { handler } = require(${JSON.stringify(built)});
    const answer = await handler(${JSON.stringify(event)}, ${JSON.stringify(context)});
    process.stderr.write(JSON.stringify(answer), () => process.exit());
  });`;

/** Invokes the built function in a process of its own, as Lambda does, and gives what it answered and logged. */
function invoke(event: unknown, alias: string, table: "empty" | "down" = "empty") {
  const context = { invokedFunctionArn: aliasArn(alias), functionName };
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", program(event, context, table)], {
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      POLICY_DIGEST: policyDigest(sampleText),
      TABLE_NAME: "estate-dev-governance",
      RECEIPT_SIGNING: "kms",
      RECEIPT_KEY_ID: "1234abcd-12ab-34cd-56ef-1234567890ab",
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    },
  });
  const lines = stdout.trim().split("\n");
  lines.forEach((line) => void JSON.parse(line));
  const answer: unknown = JSON.parse(stderr);
  return { answer, stdout };
}

function reasonOf(answer: unknown): unknown {
  return typeof answer === "object" && answer !== null && "reason" in answer && answer.reason;
}

const decisionLines = (stdout: string): number =>
  stdout.match(/"event_type":"governance.decision"/g)?.length ?? 0;

describe("build", () => {
  before(() => {
    buildGovernance(folder);
    writeFileSync(path.join(built, "bundle.json"), sampleText);
  });

  after(() => {
    rmSync(built, { recursive: true, force: true });
  });

  it("packs the governance function with what Node needs of Cedar, and nothing else", () => {
    const cedar = "node_modules/@cedar-policy/cedar-wasm";
    assert.deepEqual(files(), [
      "bundle.json",
      "index.js",
      `${cedar}/nodejs/cedar_wasm.js`,
      `${cedar}/nodejs/cedar_wasm_bg.wasm`,
      `${cedar}/nodejs/package.json`,
      `${cedar}/package.json`,
    ]);
  });

  it("keeps the zipped governance function below 3 MB", () => {
    const bytes = files()
      .map((file) => deflateRawSync(readFileSync(path.join(built, file))).length)
      .reduce((sum, length) => sum + length, 0);
    assert.ok(bytes < 3_000_000, `${String(bytes)} bytes`);
  });

  it("builds the same bytes each time", () => {
    const first = readFileSync(path.join(built, "index.js"));
    const again = `${folder}-again`;
    try {
      buildGovernance(again);
      assert.deepEqual(readFileSync(path.join(root, again, "index.js")), first);
    } finally {
      rmSync(path.join(root, again), { recursive: true, force: true });
    }
  });

  it("loads Cedar from beside the function, proves itself by a heartbeat, and writes lines of JSON", () => {
    const { answer, stdout } = invoke({}, "heartbeat");
    assert.deepEqual(answer, { alive: true });
    assert.match(stdout, /"phase":"ready"/);
    assert.match(stdout, /"phase":"heartbeat"/);
  });

  it("allows what the bundle permits, and denies what it does not, with one line each", () => {
    const minimal = { service: "orbit", intent: "reason" };
    for (const [intent, reason] of [
      ["reason", "permitted"],
      ["write", "no-permit"],
    ]) {
      const { answer, stdout } = invoke({ ...minimal, intent }, "orbit");
      assert.deepEqual([reasonOf(answer), decisionLines(stdout)], [reason, 1]);
    }
  });

  it("denies a call whose quarantine cannot be read, or whose receipt cannot be signed", () => {
    const event = { body: JSON.stringify(reasonRequest) };
    const down = invoke(event, "orbit", "down");
    assert.deepEqual(
      [reasonOf(down.answer), decisionLines(down.stdout)],
      ["quarantine-unreadable", 1],
    );
    const unsigned = invoke(event, "orbit");
    assert.deepEqual(
      [reasonOf(unsigned.answer), decisionLines(unsigned.stdout)],
      ["signing-failed", 1],
    );
  });
});
