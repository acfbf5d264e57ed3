import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as z from "zod/mini";
import { buildServices } from "../../tools/build-services";
import {
  axonEnvironment,
  governedOrbitEnvironment,
  orbitEnvironment,
} from "../support/axon-environment";
import { latticeIdentity } from "../support/callee";
import { requestLoopback } from "../support/https-client";

const folder = mkdtempSync(path.join(tmpdir(), "services-"));
const nodeOptions = "--disable-proto=throw --disallow-code-generation-from-strings";
const running: ChildProcess[] = [];

const program = (name: string) => path.join(folder, name, "index.js");

/** Starts a built program alone in an empty folder, as a container does. */
function spawnProgram(name: string, environment: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [program(name)], {
    cwd: folder,
    env: { ...environment, NODE_OPTIONS: nodeOptions },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.push(child);
  const output = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.err += chunk.toString()));
  return { child, output };
}

const listening = z.object({ message: z.literal("listening"), port: z.number() });

async function start(name: string, environment: Readonly<Record<string, string>>) {
  const { child, output } = spawnProgram(name, environment);
  await once(child.stderr, "data");
  const { port } = z.parse(listening, JSON.parse(output.err.split("\n", 1)[0] ?? ""));
  return { child, output, port };
}

describe("build-services", () => {
  before(() => {
    assert.deepEqual(buildServices(folder).toSorted(), ["axon", "healthcheck", "orbit"]);
  });

  after(() => {
    for (const child of running) if (child.exitCode === null) child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  it("makes programs of at most two megabytes", () => {
    for (const name of ["axon", "orbit", "healthcheck"]) {
      assert.ok(statSync(program(name)).size < 2_000_000, name);
    }
  });

  it("V1 makes an axon that answers its health, and refuses unsigned and forged requests", async () => {
    const { child, output, port } = await start("axon", axonEnvironment);
    assert.equal((await requestLoopback({ port, path: "/healthz" })).status, 200);
    const request = {
      port,
      method: "POST",
      path: "/reason",
      body: '{"task":"add"}',
    };
    const json = ["content-type", "application/json"];
    assert.equal((await requestLoopback({ ...request, headers: json })).status, 403);
    const forged = [...json, "x-amzn-lattice-identity", latticeIdentity("dev-orbit")];
    assert.equal((await requestLoopback({ ...request, headers: forged })).status, 403);
    child.kill("SIGTERM");
    await once(child, "exit");
    assert.equal(child.exitCode, 0);
    const events = output.out.split("\n").filter((line) => line.includes('"request.verified"'));
    assert.equal(events.length, 2);
    assert.match(events[0] ?? "", /"reason":"identity-missing"/);
    assert.match(events[1] ?? "", /"reason":"receipt-missing"/);
  });

  it("V1 makes an orbit that refuses unsigned and forged requests where it is governed", async () => {
    const { child, output, port } = await start("orbit", governedOrbitEnvironment);
    assert.equal((await requestLoopback({ port, path: "/healthz" })).status, 200);
    const request = { port, method: "POST", path: "/dispatch", body: '{"task":"add"}' };
    const json = ["content-type", "application/json"];
    assert.equal((await requestLoopback({ ...request, headers: json })).status, 403);
    const forged = [...json, "x-amzn-lattice-identity", latticeIdentity("other")];
    assert.equal((await requestLoopback({ ...request, headers: forged })).status, 403);
    child.kill("SIGTERM");
    await once(child, "exit");
    const lines = output.out.split("\n").filter((line) => line.includes('"event_type"'));
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? "", /"reason":"identity-missing"/);
    assert.match(lines[1] ?? "", /"reason":"identity-unknown"/);
  });

  it("makes an orbit that answers its health and refuses what is no task", async () => {
    const { child, port } = await start("orbit", orbitEnvironment);
    assert.equal((await requestLoopback({ port, path: "/healthz" })).status, 200);
    const request = { port, method: "POST", path: "/dispatch", body: "{}" };
    const headers = ["content-type", "application/json"];
    assert.equal((await requestLoopback({ ...request, headers })).status, 400);
    child.kill("SIGTERM");
    await once(child, "exit");
    assert.equal(child.exitCode, 0);
  });

  it("makes programs that tell their operator what is missing", async () => {
    for (const name of ["axon", "orbit"]) {
      const { child, output } = spawnProgram(name, {});
      await once(child, "close");
      assert.equal(child.exitCode, 1);
      assert.match(
        output.err,
        /^The service cannot start with this environment:\n {2}PUBLIC_HOST is missing/,
      );
      assert.equal(output.out, "");
    }
  });

  it("makes a health check that ends with the health of its service", async () => {
    const { port } = await start("axon", axonEnvironment);
    const good = spawnProgram("healthcheck", { PORT: String(port) });
    await once(good.child, "close");
    assert.equal(good.child.exitCode, 0);
    const bad = spawnProgram("healthcheck", { PORT: "1" });
    await once(bad.child, "close");
    assert.equal(bad.child.exitCode, 1);
  });
});
