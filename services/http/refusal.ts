import { isRetryable, outcomeOf, type RefusalReason } from "../../runtime/reasons";
import type { HttpAnswer } from "./answer";

/** Seconds after which a refused caller may ask again. */
const retryAfterSeconds = 2;

/**
 * The answer to a refused request. It tells the class of the reason and whether asking again can help, so that
 * agents stop; the reason itself is in the logs, under the same correlation id.
 */
export function refusalAnswer(reason: RefusalReason): HttpAnswer {
  if (isRetryable(reason)) {
    return { status: 503, body: { error: "unavailable", retryable: true }, retryAfterSeconds };
  }
  const isDenial = outcomeOf(reason) === "deny";
  return isDenial
    ? { status: 403, body: { error: "denied", retryable: false } }
    : { status: 502, body: { error: "not-decided", retryable: false } };
}
