import {
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from "node:crypto";
import { decodePart, encodePart, signedPrefixes } from "./text";

/** What an anchor signs. */
type AnchoredKind = "certificate" | "kms";

/** Signs with the trust anchor's private key: ECDSA on NIST P-256 with SHA-256, signatures in DER. */
export interface Anchor {
  /** Id that verifiers know the key by; exactly the one in their list. */
  readonly keyId: string;
  /**
   * The signature of some bytes.
   * @throws when there is none, or not in time.
   */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Public keys of anchors by key id: one, or two while keys are rotated. */
export type AnchorKeys = Readonly<Record<string, KeyObject>>;

/** `<key id>.<body>.<signature>`, where the signature covers the kind, the key id and the body. */
export async function signByAnchor(
  anchor: Anchor,
  kind: AnchoredKind,
  body: string,
): Promise<string> {
  const head = `${encodePart(Buffer.from(anchor.keyId, "utf8"))}.${body}`;
  const signature = await anchor.sign(Buffer.from(signedPrefixes[kind] + head, "utf8"));
  return `${head}.${encodePart(signature)}`;
}

/** The body of what an anchor of the list signed as this kind; undefined for everything else. */
export function openAnchored(
  anchors: ReadonlyMap<string, KeyObject>,
  kind: AnchoredKind,
  text: string,
): string | undefined {
  const [keyId = "", body = "", signed = "", ...rest] = text.split(".");
  const key = anchors.get(decodePart(keyId)?.toString("utf8") ?? "");
  const signature = decodePart(signed);
  if (key === undefined || signature === undefined || rest.length > 0) return undefined;
  const bytes = Buffer.from(`${signedPrefixes[kind]}${keyId}.${body}`, "utf8");
  return verifyBytes("sha256", bytes, { key, dsaEncoding: "der" }, signature) ? body : undefined;
}

/**
 * Anchor keys as verifiers look them up.
 * @throws when there is none, or one is not a public key on NIST P-256.
 */
export function checkedAnchors(keys: AnchorKeys): ReadonlyMap<string, KeyObject> {
  const anchors = new Map(Object.entries(keys));
  if (anchors.size === 0) throw new Error("No receipt anchor is given: give at least one.");
  for (const [keyId, key] of anchors) {
    const isP256 = key.asymmetricKeyDetails?.namedCurve === "prime256v1";
    if (key.type === "public" && isP256 && keyId !== "") continue;
    throw new Error(`The receipt anchor "${keyId}" is not a public key on NIST P-256.`);
  }
  return anchors;
}

/**
 * Reads public keys as KMS gives them (GetPublicKey: DER of SubjectPublicKeyInfo), in base64, by key id.
 * @throws when one cannot be read.
 */
export function readAnchors(base64ByKeyId: Readonly<Record<string, string>>): AnchorKeys {
  const entries = Object.entries(base64ByKeyId).map(([keyId, base64]) => {
    try {
      const key = createPublicKey({
        key: Buffer.from(base64, "base64"),
        format: "der",
        type: "spki",
      });
      return [keyId, key] as const;
    } catch {
      throw new Error(`The receipt anchor "${keyId}" is not base64 of a public key in DER.`);
    }
  });
  return Object.fromEntries(entries);
}

/** An anchor whose private key is in this process, with the public key that verifiers need. */
export interface LocalAnchor extends Anchor {
  /** What to put into the verifiers' list under `keyId`. */
  readonly publicKey: KeyObject;
}

/** An anchor for local runs and tests. The key is made anew unless it is given. */
export function createLocalAnchor(
  keyId: string,
  privateKey = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey,
): LocalAnchor {
  return {
    keyId,
    publicKey: createPublicKey(privateKey),
    sign: (bytes) =>
      Promise.resolve(signBytes("sha256", bytes, { key: privateKey, dsaEncoding: "der" })),
  };
}
