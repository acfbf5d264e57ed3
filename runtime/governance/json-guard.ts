import { type JsonProblem, type JsonRead, maxTextBytes } from "./json-limits";
import { JsonReader } from "./json-reader";

// Byte order mark: JSON texts must not begin with one (RFC 8259, section 8.1).
const byteOrderMark = 0xfeff;

/**
 * Reads the text of a request as JSON of which there is only one reading: no duplicate keys, no number that
 * loses something, no text that is not Unicode, and no more of anything than the limits. Objects have no prototype.
 * What is not a text is a problem like any other; it never throws.
 */
export function readGuardedJson(body: unknown): JsonRead {
  const text = textOf(body);
  if (typeof text !== "string") return { ok: false, problem: text.problem };
  const problem = problemOfText(text);
  if (problem !== undefined) return { ok: false, problem };
  return new JsonReader(text).read();
}

function textOf(body: unknown): string | { readonly problem: JsonProblem } {
  if (typeof body === "string") return body;
  if (!(body instanceof Uint8Array)) return { problem: "not-text" };
  if (body.byteLength > maxTextBytes) return { problem: "too-large" };
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return { problem: "not-text" };
  }
}

function problemOfText(text: string): JsonProblem | undefined {
  // A text has at least as many bytes as code units, so that a huge one is refused without being walked.
  if (text.length > maxTextBytes || Buffer.byteLength(text, "utf8") > maxTextBytes) {
    return "too-large";
  }
  if (text.charCodeAt(0) === byteOrderMark) return "byte-order-mark";
  if (text.includes("\u0000")) return "nul";
  return /\p{Surrogate}/u.test(text) ? "lone-surrogate" : undefined;
}
