import { createHash } from "node:crypto";

/** A call as it goes over the wire: what a decision is made about, and what a receipt is bound to. */
export interface BoundCall {
  /** HTTP method in capitals. */
  readonly method: string;
  /** Host as the callee knows itself, in lower case, without port. */
  readonly host: string;
  /** Path exactly as sent, still encoded. */
  readonly path: string;
  /** Query exactly as sent, without the question mark; empty when there is none. */
  readonly query: string;
  /** SHA-256 of the body, 64 lower-case hexadecimal digits; that of no bytes when there is no body. */
  readonly bodySha256: string;
}

/**
 * SHA-256 over every part of a call and the operation it is decided for, each preceded by its length in
 * bytes, so that no two calls share an encoding. 64 lower-case hexadecimal digits.
 */
export function requestDigest(call: BoundCall, operation: string): string {
  const hash = createHash("sha256");
  for (const part of [call.method, call.host, call.path, call.query, call.bodySha256, operation]) {
    const bytes = Buffer.from(part, "utf8");
    hash.update(`${String(bytes.length)}:`).update(bytes);
  }
  return hash.digest("hex");
}

/** SHA-256 of a body, 64 lower-case hexadecimal digits. */
export const bodySha256 = (body: Uint8Array): string =>
  createHash("sha256").update(body).digest("hex");
