import * as z from "zod/mini";
import { maxTextLength, type Reading, type Row, readingOf, unreadable } from "./part";
import { shown } from "./text";

const text = z.string().check(z.minLength(1), z.maxLength(maxTextLength));

const waiverSchema = z.strictObject({
  rule: text,
  urn: text,
  reason: text,
  owner: text,
  ticket: text,
  expires: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/)),
});

const waiversSchema = z.strictObject({
  version: z.literal(1),
  file: text,
  status: z.enum(["read", "absent", "unreadable"]),
  malformed: z.int().check(z.minimum(0)),
  waivers: z.array(waiverSchema),
});

/**
 * Waivers of the policy pack, as the stack's file declared them when the program ran. `expires` is the last day on which
 * a waiver counts; `malformed` are entries that are none, which the pack refuses.
 */
export type Waivers = z.infer<typeof waiversSchema>;

/**
 * Reads the text of `waivers.json`.
 * @throws when it is not as it must be; the message repeats nothing of it.
 */
export function readWaivers(source: string): Waivers {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    throw new Error("waivers.json is no JSON.");
  }
  const parsed = waiversSchema.safeParse(value);
  if (!parsed.success) throw new Error("waivers.json is not as a review needs it.");
  return parsed.data;
}

/** What the part is judged by. */
export interface WaiverPartOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Most rows. */
  readonly maxRows: number;
}

/** What is declared, as a part: waivers in force, those that soon expire, and those that have. */
export function readWaiverPart(known: Waivers, { now, maxRows }: WaiverPartOptions): Reading {
  const { file, status, malformed, waivers } = known;
  if (status === "unreadable") return unreadable("malformed");
  const rows = waivers.map((waiver) => rowOf(waiver, now));
  if (rows.length + malformed === 0) {
    return readingOf([{ ...blank, what: shown(file), detail: "none are declared" }], maxRows);
  }
  const reading = readingOf(rows, maxRows);
  return malformed === 0 ? reading : { ...reading, status: "truncated", reason: "some-unreadable" };
}

const blank: Row = {
  ...{ who: null, what: null, detail: null, count: null, first: null, last: null },
  verdict: "expected",
};

const day = 86_400_000;
const soonDays = 30;

function rowOf(
  { rule, urn, reason, owner, ticket, expires }: Waivers["waivers"][number],
  now: number,
) {
  const { state, verdict } = stateAt(expires, now);
  return {
    ...blank,
    who: shown(owner),
    what: shown(urn),
    detail: shown(`${state}: ${rule}, ${ticket}: ${reason}`),
    last: shown(expires),
    verdict,
  };
}

// The pack counts a waiver on its last day too.
function stateAt(expires: string, now: number): { state: string; verdict: Row["verdict"] } {
  const today = Math.floor(now / day) * day;
  const days = (Date.parse(`${expires}T00:00:00Z`) - today) / day;
  if (days < 0) return { state: "expired", verdict: "unexpected" };
  if (days > soonDays) return { state: "in force", verdict: "expected" };
  return { state: `in force, expires within ${String(soonDays)} days`, verdict: "unjudged" };
}
