import { createPublicKey, type KeyObject } from "node:crypto";
import * as z from "zod/mini";
import { sha256Hex } from "../formats";
import { type Anchor, openAnchored, signByAnchor } from "./anchor";
import { createPartCodec } from "./text";

/** Longest life of a certificate, in seconds. */
export const maxCertificateSeconds = 900;

const certificateSchema = z
  .strictObject({
    /** Raw Ed25519 public key, 32 bytes in base64url. */
    key: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
    /** Digest of the only policies that the key signs receipts for. */
    pol: z.string().check(z.regex(sha256Hex)),
    /** First moment it holds for, in seconds since the epoch. */
    nbf: z.int().check(z.nonnegative()),
    /** When it ends. */
    exp: z.int().check(z.nonnegative()),
  })
  .check(z.refine(({ nbf, exp }) => exp > nbf && exp - nbf <= maxCertificateSeconds));

const certificatePart = createPartCodec(certificateSchema);

/** What a certificate says beside the key. */
export type CertificateClaims = Omit<z.output<typeof certificateSchema>, "key">;

/** A certificate that was verified; its times must be checked on each use. */
export interface Certificate extends CertificateClaims {
  /** Key that receipts are verified with. */
  readonly publicKey: KeyObject;
}

/**
 * Has an Ed25519 key certified by the anchor: `<anchor's key id>.<certificate>.<signature>`.
 * @throws when the anchor does not sign.
 */
export function certify(
  anchor: Anchor,
  publicKey: KeyObject,
  claims: CertificateClaims,
): Promise<string> {
  const { x = "" } = publicKey.export({ format: "jwk" });
  return signByAnchor(anchor, "certificate", certificatePart.encode({ key: x, ...claims }));
}

/** A certificate that an anchor of the list signed; undefined for everything else. */
export function openCertificate(
  anchors: ReadonlyMap<string, KeyObject>,
  text: string,
): Certificate | undefined {
  const body = openAnchored(anchors, "certificate", text);
  const read = body === undefined ? undefined : certificatePart.decode(body);
  if (read === undefined) return undefined;
  const { key, ...claims } = read;
  const jwk = { kty: "OKP", crv: "Ed25519", x: key };
  return { ...claims, publicKey: createPublicKey({ key: jwk, format: "jwk" }) };
}
