import assert from "node:assert/strict";
import { callTimes } from "../../../tools/demo/call-times";
import { governedCallLoopback } from "../../../tools/demo/governed-call-loopback";

describe("the measurement of a governed call", () => {
  it("measures calls that axon worked on, over TLS", async () => {
    const { direct, system } = await governedCallLoopback({
      ...{ calls: 20, warmUp: 5, withSystem: false },
    });
    assert.ok(direct.p50 > 0 && direct.p99 >= direct.p50);
    assert.equal(system, undefined);
  });

  it("takes no refusal for a fast call", async () => {
    await assert.rejects(callTimes(() => Promise.resolve(false), { calls: 1, warmUp: 0 }));
  });
});
