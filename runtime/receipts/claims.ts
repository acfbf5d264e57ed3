import * as z from "zod/mini";
import { sha256Hex, shortId } from "../formats";
import { maxReceiptSeconds, type ReceiptClaims } from "./receipt";
import { createPartCodec, type PartCodec } from "./text";

const id = z.string().check(z.regex(shortId));
const name = z.string().check(z.minLength(1), z.maxLength(128));
const digest = z.string().check(z.regex(sha256Hex));
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
