import assert from "node:assert/strict";
import type { HttpHandler } from "../../../services/http/answer";
import { governed } from "../../../services/http/governed";
import { goodRequest, makeCallee, withHeader } from "../../support/callee";

describe("governed", () => {
  const made = (onRefused?: (status: number) => void) => {
    const callee = makeCallee();
    const worked: string[] = [];
    const handler: HttpHandler = ({ rawPath }) => {
      worked.push(rawPath);
      return Promise.resolve({ status: 200, body: {} });
    };
    const { telemetry } = callee.options;
    const options = { service: "axon", verifier: callee, telemetry };
    const { routes, onRefused: refused } = governed(
      onRefused ? { ...options, onRefused } : options,
      {
        "POST /reason": handler,
        "POST /other": handler,
      },
    );
    return { callee, worked, routes, refused };
  };

  it("V1 puts the verifier before every route", async () => {
    const { callee, worked, routes } = made();
    for (const route of Object.values(routes)) {
      const request = withHeader(await goodRequest(callee), "x-decision-receipt", undefined);
      const correlation = { id: "correlation-1", origin: "made" } as const;
      assert.equal((await route({ ...request, correlation })).status, 403);
    }
    assert.equal(callee.events().length, 2);
    assert.deepEqual(worked, []);
  });

  it("G20 records what is refused before it is verified, also when the hook fails", () => {
    const statuses: number[] = [];
    const { callee, refused } = made((status) => {
      statuses.push(status);
      throw new Error("hook");
    });
    assert.throws(() => refused?.(404), /hook/);
    assert.deepEqual(statuses, [404]);
    assert.partialDeepStrictEqual(callee.events(), [{ reason: "invalid-request", callee: "axon" }]);
  });
});
