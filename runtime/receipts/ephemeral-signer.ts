import { generateKeyPairSync, type KeyObject, sign as signBytes } from "node:crypto";
import type { Clock } from "../clock";
import type { Anchor } from "./anchor";
import { certify, maxCertificateSeconds } from "./certificate";
import { claimsPart } from "./claims";
import { maxSkewSeconds, type ReceiptClaims, type ReceiptSigner } from "./receipt";
import { encodePart, signedPrefixes, withinSize } from "./text";

/** What a signer with keys of its own needs. */
export interface EphemeralReceiptSignerOptions {
  /** Certifies the keys. */
  readonly anchor: Anchor;
  /** Clock of governance; claims must be issued by the same. */
  readonly clock: Clock;
  /** Digest of the policies that receipts are signed for; any other is refused. */
  readonly policyDigest: string;
  /** Life of a certificate, in seconds, 120 to 900. A stolen process image signs no longer. @default 900 */
  readonly lifetimeSeconds?: number;
}

/** Signs with a key that only this process has ever had. */
export interface EphemeralReceiptSigner extends ReceiptSigner {
  /**
   * Makes and certifies the first key, so that the first decision need not wait for it.
   * @throws when the anchor does not certify it; `sign` tries again then.
   */
  prepare(): Promise<void>;
}

interface CertifiedKey {
  readonly privateKey: KeyObject;
  readonly certificate: string;
  readonly notBefore: number;
  readonly expires: number;
}

/** A shorter life would leave no time to renew a certificate that must outlive the receipts under it. */
const minLifetimeSeconds = 120;

/** Pause after a renewal that failed while the old key still serves: an anchor in trouble is not asked each time. */
const renewalPauseSeconds = 5;

/**
 * Signs receipts locally, mode `ed25519`: makes an Ed25519 key in memory, has it certified by the anchor, and
 * replaces both when less than a third of the certificate's life is left. One call renews and waits for it, since a
 * function may be frozen as soon as it has answered; others go on with the old key meanwhile. No receipt outlives
 * its certificate: where the old one ends too early and there is no new one, `sign` throws.
 * @throws RangeError when the lifetime is out of bounds.
 */
export function createEphemeralReceiptSigner(
  options: EphemeralReceiptSignerOptions,
): EphemeralReceiptSigner {
  const { anchor, clock, policyDigest, lifetimeSeconds = maxCertificateSeconds } = options;
  if (!(lifetimeSeconds >= minLifetimeSeconds && lifetimeSeconds <= maxCertificateSeconds)) {
    throw new RangeError("lifetimeSeconds must be from 120 to 900.");
  }
  let current: CertifiedKey | undefined;
  let renewal: Promise<void> | undefined;
  let pausedUntil = 0;
  const nowSeconds = () => Math.floor(clock() / 1000);

  async function replaceKey(): Promise<void> {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    // A callee's clock may be behind.
    const notBefore = nowSeconds() - maxSkewSeconds;
    const expires = notBefore + lifetimeSeconds;
    const times = { nbf: notBefore, exp: expires };
    const certificate = await certify(anchor, publicKey, { pol: policyDigest, ...times });
    current = { privateKey, certificate, notBefore, expires };
  }

  function renew(): Promise<void> {
    renewal ??= replaceKey().finally(() => {
      renewal = undefined;
    });
    return renewal;
  }

  async function renewEarly({ expires }: CertifiedKey): Promise<void> {
    const now = nowSeconds();
    const isDue = now >= expires - lifetimeSeconds / 3 && now >= pausedUntil;
    if (!isDue || renewal !== undefined) return;
    await renew().catch(() => {
      pausedUntil = now + renewalPauseSeconds;
    });
  }

  async function keyFor(claims: ReceiptClaims): Promise<CertifiedKey> {
    if (current !== undefined && covers(current, claims)) await renewEarly(current);
    else await renew();
    if (current !== undefined && covers(current, claims)) return current;
    throw new Error("The certificate does not cover the receipt's life.");
  }

  return {
    prepare: renew,
    async sign(claims) {
      const body = claimsPart.encode(claims);
      if (claims.pol !== policyDigest) throw new Error("The receipt names other policies.");
      if (!(Math.abs(nowSeconds() - claims.iat) <= maxSkewSeconds)) {
        throw new Error("The receipt is not issued now.");
      }
      return sealed(await keyFor(claims), body);
    },
  };
}

const covers = ({ notBefore, expires }: CertifiedKey, { iat, exp }: ReceiptClaims) =>
  notBefore <= iat && exp <= expires;

function sealed({ privateKey, certificate }: CertifiedKey, body: string): string {
  const head = `${certificate}.${body}`;
  const bytes = Buffer.from(signedPrefixes.ed25519 + head, "utf8");
  return withinSize(`${head}.${encodePart(signBytes(null, bytes, privateKey))}`);
}
