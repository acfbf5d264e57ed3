import * as z from "zod/mini";

/** Parts of a review, in the order they are read and reported in. */
export const partNames = [
  "secret-reads",
  "key-use",
  "governance-refusals",
  "iam-changes",
  "unused-roles",
  "unused-access",
  "control-status",
  "waivers",
] as const;

/** A part of a review. */
export type PartName = (typeof partNames)[number];

/** Why a part is not whole. */
export const reasons = {
  "access-denied": "AWS refused to show it",
  throttled: "AWS refused so many requests",
  missing: "what was to be read does not exist",
  "outside-retention": "the log holds nothing of that time",
  "not-enabled": "the service is not enabled in this account and Region",
  "not-in-program": "the program does not know it",
  "timed-out": "there was no answer in time",
  failed: "the query failed",
  "row-limit": "there were more rows than are kept",
  "scan-limit": "more of the log would have been scanned than is paid for",
  "some-unreadable": "some of it could not be read",
  malformed: "what was to be read is not as it must be",
} as const;

/** Why a part is not whole. */
export type Reason = keyof typeof reasons;

const reasonNames = Object.keys(reasons) as [Reason, ...Reason[]];

/** Longest text of a field, in characters. */
export const maxTextLength = 300;

const text = z.nullable(z.string().check(z.maxLength(maxTextLength)));

const rowSchema = z.strictObject({
  who: text,
  what: text,
  detail: text,
  count: z.nullable(z.number()),
  first: text,
  last: text,
  verdict: z.enum(["expected", "unexpected", "unjudged"]),
});

/**
 * One line of a part: who did what to what, how often, from when to when. `unexpected` is what no configuration
 * declares; `unjudged` is what configuration says nothing about. A field that does not apply is null.
 */
export type Row = z.infer<typeof rowSchema>;

/** Layout of a part, in its own object and in the report. */
export const partSchema = z.strictObject({
  version: z.literal(1),
  part: z.enum(partNames),
  attempt: z.int().check(z.minimum(1)),
  status: z.enum(["complete", "truncated", "unreadable"]),
  reason: z.nullable(z.enum(reasonNames)),
  scannedBytes: z.number(),
  rows: z.array(rowSchema),
});

/** What one attempt at a part came to. `reason` is null when it is complete. */
export type Part = z.infer<typeof partSchema>;

/** What reading a part gives, before it is known which attempt it was. */
export type Reading = Pick<Part, "status" | "reason" | "scannedBytes" | "rows">;

/** A part that could not be read. */
export const unreadable = (reason: Reason, scannedBytes = 0): Reading => ({
  status: "unreadable",
  reason,
  scannedBytes,
  rows: [],
});

/** What is kept of rows: all of them, or as many as are allowed, and said so. */
export function readingOf(rows: readonly Row[], maxRows: number, scannedBytes = 0): Reading {
  const isWhole = rows.length <= maxRows;
  return {
    status: isWhole ? "complete" : "truncated",
    reason: isWhole ? null : "row-limit",
    scannedBytes,
    rows: rows.slice(0, maxRows),
  };
}

// Waiting changes nothing about these.
const settled: ReadonlySet<Reason | null> = new Set(["not-enabled", "not-in-program", "malformed"]);

/** Whether a part is not tried again. */
export const isFinal = ({ status, reason, attempt }: Part, maxAttempts: number): boolean =>
  status !== "unreadable" || settled.has(reason) || attempt >= maxAttempts;
