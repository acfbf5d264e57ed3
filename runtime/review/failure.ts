import type { Reason } from "./part";

// First match counts. Names are those of AWS's errors; a message is never looked at, let alone kept.
const known: readonly (readonly [RegExp, Reason])[] = [
  [/AccessDenied|Unauthorized|NotAuthorized|Forbidden/, "access-denied"],
  [/Throttl|TooManyRequests|SlowDown|RequestLimitExceeded|^LimitExceeded/, "throttled"],
  [/InvalidAccess|NotEnabled|SubscriptionRequired/, "not-enabled"],
  [/NotFound|NoSuch/, "missing"],
  // StartQuery refuses a time before the group existed, or before what it retains, under this name.
  [/MalformedQuery/, "outside-retention"],
  [/Timeout|Abort/, "timed-out"],
];

/** Why something could not be read, from the name of what was thrown. */
export function reasonOf(error: unknown): Reason {
  const name = error instanceof Error ? error.name : "";
  return known.find(([pattern]) => pattern.test(name))?.[1] ?? "failed";
}
