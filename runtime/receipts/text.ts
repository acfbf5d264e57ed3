import type * as z from "zod/mini";

/** Longest receipt, in bytes of its text: it travels as one header. */
export const maxReceiptBytes = 2048;

/**
 * What signed bytes start with, by what is signed. None starts with another one, so that a signature of one kind
 * never holds for another kind.
 */
export const signedPrefixes = {
  certificate: "agent-runtime/receipt-certificate/1\n",
  kms: "agent-runtime/receipt/kms/1\n",
  ed25519: "agent-runtime/receipt/ed25519/1\n",
} as const;

/** Bytes as one part of a receipt's text: base64url without padding. */
export const encodePart = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

/** Bytes of a part; undefined when it is empty, or not exactly what `encodePart` writes. */
export function decodePart(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, "base64url");
  return bytes.length > 0 && bytes.toString("base64url") === part ? bytes : undefined;
}

/** A record as a part: one record has exactly one text. */
export interface PartCodec<Value> {
  /**
   * Writes a record.
   * @throws when it does not fit the schema; the message holds nothing of it.
   */
  encode(value: Value): string;
  /** Reads a record; undefined when it does not fit the schema, or is not exactly what `encode` writes. */
  decode(part: string): Value | undefined;
}

/** The codec of a strict schema: JSON with the schema's fields in the schema's order, without spaces. */
export function createPartCodec<Schema extends z.ZodMiniObject>(
  schema: Schema,
): PartCodec<z.output<Schema>> {
  const fields = Object.keys(schema.shape);
  const write = (value: z.output<Schema>) => JSON.stringify(value, fields);
  return {
    encode(value) {
      if (!schema.safeParse(value).success) throw new Error("The record does not fit its schema.");
      return encodePart(Buffer.from(write(value), "utf8"));
    },
    decode(part) {
      const bytes = decodePart(part);
      if (bytes === undefined) return undefined;
      const parsed = schema.safeParse(parseJson(bytes.toString("utf8")));
      // A duplicate key, a space or another order would be a second text of the same record.
      const isCanonical = parsed.success && Buffer.from(write(parsed.data), "utf8").equals(bytes);
      return isCanonical ? parsed.data : undefined;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The text of a receipt that is about to be handed out.
 * @throws when it is longer than callees take.
 */
export function withinSize(text: string): string {
  if (text.length <= maxReceiptBytes) return text;
  throw new Error(`The receipt is longer than ${String(maxReceiptBytes)} bytes.`);
}
