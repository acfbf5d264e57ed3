import assert from "node:assert/strict";
import { mock } from "node:test";
import { DeadlineError, withDeadline } from "../../../runtime/request/deadline";
import { never } from "../../support/governed-calls";

describe("withDeadline", () => {
  it("C1 ends in time although the work never does and ignores its signal", async () => {
    await assert.rejects(
      withDeadline(5, () => never()),
      DeadlineError,
    );
  });

  it("C1 tells the work that nobody waits any more", async () => {
    let seen: AbortSignal | undefined;
    const work = (signal: AbortSignal) => {
      seen = signal;
      return never();
    };
    await assert.rejects(withDeadline(5, work), DeadlineError);
    assert.ok(seen?.reason instanceof DeadlineError);
  });

  it("C1 gives what the work gives in time, or its error, and leaves no timer behind", async () => {
    const cleared = mock.method(globalThis, "clearTimeout");
    try {
      assert.equal(await withDeadline(60_000, () => Promise.resolve("done")), "done");
      await assert.rejects(
        withDeadline(60_000, () => Promise.reject(new RangeError("broken"))),
        RangeError,
      );
      assert.equal(cleared.mock.callCount(), 2);
    } finally {
      cleared.mock.restore();
    }
  });
});
