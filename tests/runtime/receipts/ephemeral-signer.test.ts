import assert from "node:assert/strict";
import fc from "fast-check";
import type { Anchor } from "../../../runtime/receipts/anchor";
import { createEphemeralReceiptSigner } from "../../../runtime/receipts/ephemeral-signer";
import type { ReceiptClaims } from "../../../runtime/receipts/receipt";
import { anchor, claimsOf, FakeClock, partAt, policyDigest, start, verifierOf } from "./examples";

/** The anchor with a switch, a counter, and a gate that a test can close. */
class Switched implements Anchor {
  readonly keyId = anchor.keyId;
  asked = 0;
  fails = false;
  gate: Promise<unknown> = Promise.resolve();

  async sign(bytes: Uint8Array): Promise<Uint8Array> {
    this.asked += 1;
    await this.gate;
    if (this.fails) throw new Error("the anchor does not answer");
    return anchor.sign(bytes);
  }

  /** Closes the gate; the result opens it. */
  close(): () => void {
    const opens: (() => void)[] = [];
    this.gate = new Promise<void>((resolve) => {
      opens.push(resolve);
    });
    return () => {
      for (const open of opens) open();
    };
  }
}

/** When a certificate of 900 s made at `start` is due for renewal, and the last moment it can cover a receipt. */
const due = 595;
const lastCovered = 865;

describe("createEphemeralReceiptSigner", () => {
  let clock: FakeClock;
  let switched: Switched;

  beforeEach(() => {
    clock = new FakeClock();
    switched = new Switched();
  });

  const make = (lifetimeSeconds?: number) =>
    createEphemeralReceiptSigner({
      anchor: switched,
      clock: clock.read,
      policyDigest,
      ...(lifetimeSeconds !== undefined && { lifetimeSeconds }),
    });

  function claimsNow(): ReceiptClaims {
    const iat = Math.floor(clock.now / 1000);
    return claimsOf({ iat, exp: iat + 30 });
  }

  const certificateIn = (text: string) => partAt(text, 1);

  it("asks the anchor once, however many receipts are signed at the same time", async () => {
    const signer = make();
    await signer.prepare();
    assert.equal(switched.asked, 1);
    const texts = await Promise.all(Array.from({ length: 100 }, () => signer.sign(claimsNow())));
    assert.equal(switched.asked, 1);
    const verifier = verifierOf("ed25519", clock);
    assert.deepEqual(new Set(texts.map((text) => verifier.verify(text).ok)), new Set([true]));
  });

  it("makes one key when the first receipts come before it is prepared", async () => {
    const signer = make();
    await Promise.all(Array.from({ length: 100 }, () => signer.sign(claimsNow())));
    assert.equal(switched.asked, 1);
  });

  it("makes another key in each process", async () => {
    const texts = [await make().sign(claimsNow()), await make().sign(claimsNow())];
    assert.notEqual(certificateIn(texts[0] ?? ""), certificateIn(texts[1] ?? ""));
  });

  it("keeps a receipt valid whose key is renewed between its signing and its verification", async () => {
    const signer = make();
    await signer.sign(claimsNow());
    clock.set(due - 1);
    const before = await signer.sign(claimsNow());
    clock.set(due);
    const after = await signer.sign(claimsNow());
    assert.equal(switched.asked, 2);
    assert.notEqual(certificateIn(after), certificateIn(before));
    const verifier = verifierOf("ed25519", clock);
    clock.set(due + 28);
    assert.deepEqual([verifier.verify(after).ok, verifier.verify(before).ok], [true, true]);
    clock.set(due + 29);
    assert.deepEqual(verifier.verify(before), { ok: false, reason: "receipt-expired" });
  });

  it("renews once, and lets others go on with the old key meanwhile", async () => {
    const signer = make();
    const old = certificateIn(await signer.sign(claimsNow()));
    clock.set(due);
    const open = switched.close();
    const renewing = signer.sign(claimsNow());
    const others = await Promise.all(Array.from({ length: 50 }, () => signer.sign(claimsNow())));
    assert.deepEqual(new Set(others.map(certificateIn)), new Set([old]));
    open();
    assert.notEqual(certificateIn(await renewing), old);
    assert.equal(switched.asked, 2);
  });

  it("serves with the old key while the anchor fails, until that can cover no receipt more", async () => {
    const signer = make();
    const old = certificateIn(await signer.sign(claimsNow()));
    switched.fails = true;
    for (const second of [due, due + 100, lastCovered]) {
      clock.set(second);
      const text = await signer.sign(claimsNow());
      assert.equal(certificateIn(text), old);
      clock.set(second + 29);
      assert.equal(verifierOf("ed25519", clock).verify(text).ok, true);
    }
    clock.set(lastCovered + 1);
    await assert.rejects(signer.sign(claimsNow()), /does not answer/);
    switched.fails = false;
    const text = await signer.sign(claimsNow());
    assert.equal(verifierOf("ed25519", clock).verify(text).ok, true);
  });

  it("does not ask a failing anchor for every receipt while the old key serves", async () => {
    const signer = make();
    await signer.sign(claimsNow());
    switched.fails = true;
    const asked: number[] = [];
    for (const second of [due, due + 1, due + 4, due + 5, due + 6]) {
      clock.set(second);
      await signer.sign(claimsNow());
      asked.push(switched.asked);
    }
    assert.deepEqual(asked, [2, 2, 2, 3, 3]);
  });

  it("fails when the first key is not certified, and tries again with the next receipt", async () => {
    const signer = make();
    switched.fails = true;
    await assert.rejects(signer.prepare(), /does not answer/);
    await assert.rejects(signer.sign(claimsNow()), /does not answer/);
    switched.fails = false;
    const text = await signer.sign(claimsNow());
    assert.equal(verifierOf("ed25519", clock).verify(text).ok, true);
  });

  it("signs again after a sleep of any length, with a new key", async () => {
    const signer = make();
    const old = certificateIn(await signer.sign(claimsNow()));
    clock.advance(7 * 86_400);
    const text = await signer.sign(claimsNow());
    assert.notEqual(certificateIn(text), old);
    assert.equal(verifierOf("ed25519", clock).verify(text).ok, true);
  });

  it("makes a new key when the clock goes back to before the old one's start", async () => {
    const signer = make();
    const old = certificateIn(await signer.sign(claimsNow()));
    clock.set(-6);
    const text = await signer.sign(claimsNow());
    assert.notEqual(certificateIn(text), old);
    assert.equal(verifierOf("ed25519", clock).verify(text).ok, true);
  });

  it("makes only receipts that hold for their whole life, whatever the anchor does", async () => {
    const step = fc.record({ seconds: fc.integer({ min: 0, max: 300 }), fails: fc.boolean() });
    const lives = fc.integer({ min: 120, max: 900 });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), lives, async (steps, life) => {
        clock = new FakeClock();
        switched = new Switched();
        const signer = make(life);
        for (const { seconds, fails } of steps) {
          clock.advance(seconds);
          switched.fails = fails;
          const text = await signer.sign(claimsNow()).catch(() => undefined);
          assert.ok(fails || text !== undefined, "it failed while the anchor answers");
          if (text === undefined) continue;
          const verifier = verifierOf("ed25519", clock);
          for (const second of [-5, 0, 29.999]) {
            clock.advance(second);
            assert.equal(verifier.verify(text).ok, true);
            clock.advance(-second);
          }
        }
      }),
    );
  });

  const refusals: Readonly<Record<string, Partial<ReceiptClaims>>> = {
    "other policies": { pol: "c".repeat(64) },
    "an issue in the past": { iat: start - 6, exp: start + 20 },
    "an issue in the future": { iat: start + 6, exp: start + 20 },
    "a life of more than 30 s": { exp: start + 31 },
  };
  for (const [title, changes] of Object.entries(refusals)) {
    it(`signs nothing with ${title}, and asks no anchor for it`, async () => {
      await assert.rejects(make().sign(claimsOf(changes)));
      assert.equal(switched.asked, 0);
    });
  }

  it("signs nothing when the clock gives no number", async () => {
    const signer = make();
    await signer.prepare();
    clock.now = Number.NaN;
    await assert.rejects(signer.sign(claimsOf()), /not issued now/);
  });

  for (const seconds of [0, 119, 901, Number.NaN]) {
    it(`is not made with a lifetime of ${String(seconds)} s`, () => {
      assert.throws(() => make(seconds), RangeError);
    });
  }

  it("signs with the shortest lifetime that it can be made with", async () => {
    const signer = make(120);
    for (let second = 0; second < 300; second += 1) {
      clock.set(second);
      const text = await signer.sign(claimsNow());
      clock.set(second + 29);
      assert.equal(verifierOf("ed25519", clock).verify(text).ok, true);
    }
    // Every 75 s: 120 s of life, of which 5 s are in the past, and a third is left.
    assert.equal(switched.asked, 4);
  });
});
