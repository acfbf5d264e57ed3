/** `Content-Digest` header of RFC 9530 for a body with this SHA-256, given as 64 hexadecimal digits. */
export const contentDigest = (bodySha256: string): string =>
  `sha-256=:${Buffer.from(bodySha256, "hex").toString("base64")}:`;

/**
 * Reads a `Content-Digest` header: exactly one `sha-256` value in its one canonical base64 form.
 * The SHA-256 as 64 lower-case hexadecimal digits, or undefined for anything else.
 */
export function parseContentDigest(header: string): string | undefined {
  const [, encoded] = /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(header) ?? [];
  if (encoded === undefined) return undefined;
  const bytes = Buffer.from(encoded, "base64");
  // The last character carries two bits that decoding drops: a second spelling of the same digest.
  return bytes.toString("base64") === encoded ? bytes.toString("hex") : undefined;
}

/**
 * An own copy of a body, so that what is digested is what is sent, whatever happens to the original.
 * @throws TypeError when it is neither bytes nor text: a stream cannot be bound before it is read.
 */
export function freezeBody(body: unknown): Uint8Array<ArrayBuffer> {
  if (body === undefined) return new Uint8Array(0);
  if (typeof body === "string") return new Uint8Array(Buffer.from(body, "utf8"));
  if (body instanceof Uint8Array) return new Uint8Array(body);
  throw new TypeError("A body is bytes or text; a stream cannot be bound to a decision.");
}
