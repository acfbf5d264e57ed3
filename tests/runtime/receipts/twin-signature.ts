import { encodePart } from "../../../runtime/receipts/text";

/** Order of NIST P-256. */
const order = BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

/** The other signature that ECDSA accepts for the same bytes: (r, n - s) in place of (r, s). */
export function twinSignature(part: string): string {
  const bytes = Buffer.from(part, "base64url");
  const r = integerAt(bytes, 2);
  const s = integerAt(bytes, 4 + r.length);
  const twin = order - BigInt(`0x${s.toString("hex")}`);
  const hex = twin.toString(16).padStart(64, "0");
  const magnitude = Buffer.from(hex.replace(/^(00)+/, ""), "hex");
  const isNegative = (magnitude[0] ?? 0) > 127;
  const body = isNegative ? Buffer.concat([Buffer.of(0), magnitude]) : magnitude;
  const content = Buffer.concat([Buffer.of(2, r.length), r, Buffer.of(2, body.length), body]);
  return encodePart(Buffer.concat([Buffer.of(48, content.length), content]));
}

/** The INTEGER of DER that begins at an offset. */
function integerAt(bytes: Buffer, offset: number): Buffer {
  const length = bytes[offset + 1] ?? 0;
  return bytes.subarray(offset + 2, offset + 2 + length);
}
