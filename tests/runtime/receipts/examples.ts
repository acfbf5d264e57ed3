import { generateKeyPairSync, sign as signBytes } from "node:crypto";
import { createLocalAnchor, signByAnchor } from "../../../runtime/receipts/anchor";
import { certify } from "../../../runtime/receipts/certificate";
import { createEphemeralReceiptSigner } from "../../../runtime/receipts/ephemeral-signer";
import { createKmsReceiptSigner } from "../../../runtime/receipts/kms-signer";
import type { ReceiptClaims, ReceiptMode, ReceiptSigner } from "../../../runtime/receipts/receipt";
import { encodePart, signedPrefixes } from "../../../runtime/receipts/text";
import { createReceiptVerifier, type ReceiptVerifier } from "../../../runtime/receipts/verifier";

/** When the examples happen, in seconds since the epoch. */
export const start = 1_800_000_000;

/** Digest of the policies that the examples are decided with. */
export const policyDigest = "b".repeat(64);

/** Modes that every fact about receipts holds in. */
export const modes = ["kms", "ed25519"] as const;

/** The anchor that governance signs with; its key is made once for all tests. */
export const anchor = createLocalAnchor("anchor-1");

/** A clock that a test moves. */
export class FakeClock {
  /** Milliseconds since the epoch. */
  now = start * 1000;
  readonly read = (): number => this.now;

  /** Moves the clock. */
  advance(seconds: number): void {
    this.now += seconds * 1000;
  }

  /** Moves the clock to a moment after `start`. */
  set(seconds: number): void {
    this.now = (start + seconds) * 1000;
  }
}

/** Claims of a receipt that is issued at `start`. */
export const claimsOf = (changes: Partial<ReceiptClaims> = {}): ReceiptClaims => ({
  jti: "6f1c6c3e-9a44-4f06-8f0e-b7f9a9b8c001",
  aud: "axon",
  sub: "orbit",
  intent: "reason",
  operation: "axon:POST:/reason",
  req: "a".repeat(64),
  pol: policyDigest,
  cid: "correlation-1",
  iat: start,
  exp: start + 30,
  ...changes,
});

/** What governance signs with in a mode. */
export const signerOf = (mode: ReceiptMode, clock: FakeClock, by = anchor): ReceiptSigner =>
  mode === "kms"
    ? createKmsReceiptSigner({ anchor: by })
    : createEphemeralReceiptSigner({ anchor: by, clock: clock.read, policyDigest });

/** The verifier of `axon`, which knows `anchor` alone. */
export const verifierOf = (
  mode: ReceiptMode,
  clock: Pick<FakeClock, "read">,
  anchors = [anchor],
): ReceiptVerifier =>
  createReceiptVerifier({
    mode,
    anchors: Object.fromEntries(anchors.map(({ keyId, publicKey }) => [keyId, publicKey])),
    audience: "axon",
    clock: clock.read,
  });

/** Times and policies of a certificate that covers the examples. */
export const certificateOf = { pol: policyDigest, nbf: start - 5, exp: start + 895 };

/** Signs any body as governance would, whatever it says. */
export async function seal(
  mode: ReceiptMode,
  body: string,
  options: SealOptions = {},
): Promise<string> {
  const { by = anchor, certificate = certificateOf, prefix = mode } = options;
  if (mode === "kms") return signByAnchor(by, "kms", body);
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const head = `${await certify(by, publicKey, certificate)}.${body}`;
  const bytes = Buffer.from(signedPrefixes[prefix] + head, "utf8");
  return `${head}.${encodePart(signBytes(null, bytes, privateKey))}`;
}

interface SealOptions {
  readonly by?: typeof anchor;
  readonly certificate?: typeof certificateOf;
  readonly prefix?: keyof typeof signedPrefixes;
}

/** Text of JSON, or any value as JSON, as a part. */
export const partOf = (value: unknown): string =>
  encodePart(Buffer.from(typeof value === "string" ? value : JSON.stringify(value), "utf8"));

/** Part of a text that is divided by dots. */
export const partAt = (text: string, index: number): string => text.split(".").at(index) ?? "";

/** The text with one part replaced. */
export const withPart = (text: string, index: number, part: string): string =>
  text.split(".").with(index, part).join(".");
