import { type KeyObject, verify as verifyBytes } from "node:crypto";
import type { Clock } from "../clock";
import type { RefusalReason } from "../reasons";
import { type AnchorKeys, checkedAnchors, openAnchored } from "./anchor";
import { type Certificate, openCertificate } from "./certificate";
import { claimsPart } from "./claims";
import { maxSkewSeconds, type ReceiptClaims, type ReceiptMode } from "./receipt";
import { createRecent, type Recent } from "./recent";
import { decodePart, maxReceiptBytes, signedPrefixes } from "./text";

/** What a callee verifies receipts with. */
export interface ReceiptVerifierOptions {
  /** How governance signs. A receipt cannot choose: one of the other mode is invalid. */
  readonly mode: ReceiptMode;
  /** Public keys of anchors by key id; both of them while keys are rotated. */
  readonly anchors: AnchorKeys;
  /** Name of the callee. */
  readonly audience: string;
  /** Clock of the callee. */
  readonly clock: Clock;
}

/** Why a receipt is not taken. */
export type ReceiptRefusal = Extract<RefusalReason, `receipt-${string}`>;

/** What a receipt proved. */
export type VerifiedReceipt =
  | { readonly ok: true; readonly claims: ReceiptClaims }
  | { readonly ok: false; readonly reason: ReceiptRefusal };

/** Verifies receipts as far as they speak for themselves. */
export interface ReceiptVerifier {
  /**
   * Verifies signature, life and audience of the text of a header. Never throws: what fails is invalid. The caller
   * still compares the claims with the request, asks whether the policies are accepted, and records the use.
   */
  verify(text: string | undefined): VerifiedReceipt;
}

/** Certificates that are remembered: more than governance has instances at a time. */
const rememberedCertificates = 256;

interface Opening {
  readonly anchors: ReadonlyMap<string, KeyObject>;
  readonly certificates: Recent<Certificate>;
  readonly now: number;
}

type Opened = { readonly claims: ReceiptClaims } | ReceiptRefusal;

/**
 * Makes the verifier of a callee.
 * @throws when no anchor is given, or one is not a public key on NIST P-256.
 */
export function createReceiptVerifier(options: ReceiptVerifierOptions): ReceiptVerifier {
  const { audience, clock } = options;
  const anchors = checkedAnchors(options.anchors);
  const certificates = createRecent<Certificate>(rememberedCertificates);
  const open = openers[options.mode];

  function verified(text: string): VerifiedReceipt {
    const now = clock() / 1000;
    const opened = open(text, { anchors, certificates, now });
    if (typeof opened === "string") return { ok: false, reason: opened };
    const reason = judge(opened.claims, audience, now);
    return reason === undefined ? { ok: true, ...opened } : { ok: false, reason };
  }

  return {
    verify(text) {
      if (text === undefined || text === "") return { ok: false, reason: "receipt-missing" };
      if (text.length > maxReceiptBytes) return { ok: false, reason: "receipt-invalid" };
      try {
        return verified(text);
      } catch {
        return { ok: false, reason: "receipt-invalid" };
      }
    },
  };
}

const openers: Readonly<Record<ReceiptMode, (text: string, opening: Opening) => Opened>> = {
  kms(text, { anchors }) {
    const body = openAnchored(anchors, "kms", text);
    const claims = body === undefined ? undefined : claimsPart.decode(body);
    return claims === undefined ? "receipt-invalid" : { claims };
  },
  ed25519(text, opening) {
    const parts = text.split(".");
    if (parts.length !== 5) return "receipt-invalid";
    const certificate = certificateOf(parts.slice(0, 3).join("."), opening);
    if (certificate === undefined) return "receipt-invalid";
    if (!(opening.now < certificate.exp)) return "receipt-expired";
    const body = openSigned(certificate.publicKey, text);
    const claims = body === undefined ? undefined : claimsPart.decode(body);
    return claims !== undefined && isCovered(claims, certificate) ? { claims } : "receipt-invalid";
  },
};

/** The part before the signature, when the signature over everything before it holds. */
function openSigned(publicKey: KeyObject, text: string): string | undefined {
  const end = text.lastIndexOf(".");
  const signature = decodePart(text.slice(end + 1));
  if (signature === undefined) return undefined;
  const head = text.slice(0, end);
  const bytes = Buffer.from(signedPrefixes.ed25519 + head, "utf8");
  if (!verifyBytes(null, bytes, publicKey, signature)) return undefined;
  return head.slice(head.lastIndexOf(".") + 1);
}

/** A certificate that was verified before is known by its whole text, so none is known that was altered. */
function certificateOf(text: string, { anchors, certificates }: Opening): Certificate | undefined {
  const known = certificates.get(text);
  if (known !== undefined) return known;
  const certificate = openCertificate(anchors, text);
  if (certificate !== undefined) certificates.keep(text, certificate);
  return certificate;
}

/** It holds from its start on, since a receipt is not issued in the future. */
const isCovered = ({ pol, iat, exp }: ReceiptClaims, certificate: Certificate) =>
  pol === certificate.pol && certificate.nbf <= iat && exp <= certificate.exp;

/** Comparisons are written so that a clock that gives no number refuses. */
function judge(
  { aud, iat, exp }: ReceiptClaims,
  audience: string,
  now: number,
): ReceiptRefusal | undefined {
  if (aud !== audience) return "receipt-audience";
  if (!(iat <= now + maxSkewSeconds)) return "receipt-invalid";
  return now < exp ? undefined : "receipt-expired";
}
