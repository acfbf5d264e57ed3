import assert from "node:assert/strict";
import { createMemoryQuarantine } from "../../../runtime/store/memory-quarantine";

describe("createMemoryQuarantine", () => {
  it("quarantines whom it is told to, until it is told otherwise", async () => {
    const flags = createMemoryQuarantine();
    const seen = [await flags.isQuarantined("orbit")];
    flags.set("orbit");
    seen.push(await flags.isQuarantined("orbit"), await flags.isQuarantined("axon"));
    flags.lift("orbit");
    seen.push(await flags.isQuarantined("orbit"));
    assert.deepEqual(seen, [false, true, false, false]);
  });
});
