import * as z from "zod/mini";
import { maxReceiptSeconds, type ReceiptClaims } from "./receipt";
import { createPartCodec, type PartCodec } from "./text";

const id = z.string().check(z.regex(/^[A-Za-z0-9_-]{8,64}$/));
const name = z.string().check(z.minLength(1), z.maxLength(128));
const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const seconds = z.int().check(z.nonnegative());

const claimsSchema = z
  .strictObject({
    jti: id,
    aud: name,
    sub: name,
    intent: name,
    // A callee, a method and a path.
    operation: z.string().check(z.minLength(1), z.maxLength(300)),
    req: digest,
    pol: digest,
    cid: id,
    iat: seconds,
    exp: seconds,
  })
  .check(z.refine(({ iat, exp }) => exp > iat && exp - iat <= maxReceiptSeconds));

/** Claims as a part of a receipt's text; a life beyond `maxReceiptSeconds` does not fit. */
export const claimsPart: PartCodec<ReceiptClaims> = createPartCodec(claimsSchema);
