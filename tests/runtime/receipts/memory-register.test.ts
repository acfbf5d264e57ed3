import assert from "node:assert/strict";
import { createMemoryRegister } from "../../../runtime/receipts/memory-register";
import { claimsOf, FakeClock, start } from "./examples";

describe("createMemoryRegister", () => {
  let clock: FakeClock;

  beforeEach(() => {
    clock = new FakeClock();
  });

  it("G16 takes one of many uses at the same time", async () => {
    const register = createMemoryRegister({ clock: clock.read });
    const uses = Array.from({ length: 100 }, () => register.use(claimsOf()));
    assert.equal((await Promise.all(uses)).filter(Boolean).length, 1);
  });

  it("tells ids and audiences apart", async () => {
    const register = createMemoryRegister({ clock: clock.read });
    const uses = [
      await register.use(claimsOf()),
      await register.use(claimsOf({ aud: "other" })),
      await register.use(claimsOf({ jti: "another-id" })),
    ];
    assert.deepEqual(uses, [true, true, true]);
  });

  it("forgets nothing before it has ended for every clock, and keeps nothing for ever", async () => {
    const register = createMemoryRegister({ clock: clock.read });
    for (let second = 0; second < 1000; second += 1) {
      clock.set(second);
      const iat = start + second;
      await register.use(claimsOf({ jti: `receipt-${String(second)}`, iat, exp: iat + 30 }));
    }
    // 30 s of life, 5 s of skew and a margin of 60 s.
    assert.equal(register.size, 95);
  });
});
