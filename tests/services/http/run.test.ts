import assert from "node:assert/strict";
import { runService, type ServiceProcess, tellFailure } from "../../../services/http/run";

function fakeProcess() {
  const listeners = new Map<string, () => void>();
  const written: string[] = [];
  const own: ServiceProcess = {
    once: (signal, listener) => listeners.set(signal, listener),
    stderr: { write: (text) => written.push(text) },
  };
  return { own, listeners, written };
}

describe("run", () => {
  it("listens, and closes the server when it is told to end", async () => {
    for (const signal of ["SIGTERM", "SIGINT"]) {
      const { own, listeners } = fakeProcess();
      let closed = 0;
      const server = {
        listen: (port: number) => Promise.resolve(port + 1),
        close: () => Promise.resolve(void (closed += 1)),
      };
      assert.equal(await runService(() => Promise.resolve({ server, port: 1, host: "h" }), own), 2);
      listeners.get(signal)?.();
      assert.equal(closed, 1);
      assert.equal(own.exitCode, undefined);
    }
  });

  it("tells the operator why a service cannot start, and ends with status 1", async () => {
    const { own, written } = fakeProcess();
    await runService(() => Promise.reject(new Error("TLS is missing")), own);
    assert.equal(own.exitCode, 1);
    assert.deepEqual(written, ["TLS is missing\n"]);
  });

  it("L4 tells the kind of a failure, and nothing that its message or name may hold", () => {
    const { own, written } = fakeProcess();
    const error = new TypeError("AKIAIOSFODNN7EXAMPLE", { cause: "secret" });
    tellFailure(own)(error);
    error.name = "secret name";
    tellFailure(own)(error);
    tellFailure(own)("secret");
    const kinds = written.map((line): unknown => JSON.parse(line));
    assert.partialDeepStrictEqual(kinds, [
      { error: "TypeError" },
      { error: "unknown" },
      { error: "unknown" },
    ]);
    assert.ok(!written.join().includes("AKIA") && !written.join().includes("secret"));
  });
});
