import * as z from "zod/mini";
import { type Part, partSchema } from "./part";
import type { Period } from "./period";

const number = z.int().check(z.minimum(0));

/** Layout of `report.json`. A field is only ever added; a changed meaning is a new version. */
export const reportSchema = z.strictObject({
  version: z.literal(1),
  stack: z.string(),
  period: z.strictObject({ id: z.string(), from: z.string(), to: z.string() }),
  totals: z.strictObject({
    complete: number,
    truncated: number,
    unreadable: number,
    unexpected: number,
    scannedBytes: number,
  }),
  parts: z.array(partSchema),
});

/** A review of a week. `to` is the first moment that no longer belongs to it. */
export type Report = z.infer<typeof reportSchema>;

/** The report of a week. It says nothing of when it was made: the same parts give the same bytes. */
export function reportOf(stack: string, period: Period, parts: readonly Part[]): Report {
  const having = (status: Part["status"]) => parts.filter((part) => part.status === status).length;
  return {
    version: 1,
    stack,
    period: {
      id: period.id,
      from: new Date(period.from).toISOString(),
      to: new Date(period.to).toISOString(),
    },
    totals: {
      complete: having("complete"),
      truncated: having("truncated"),
      unreadable: having("unreadable"),
      unexpected: parts.flatMap(({ rows }) => rows).filter(isUnexpected).length,
      scannedBytes: parts.reduce((sum, { scannedBytes }) => sum + scannedBytes, 0),
    },
    parts: [...parts],
  };
}

const isUnexpected = ({ verdict }: Part["rows"][number]) => verdict === "unexpected";

/** What people are told: counts and where the report is, and nothing that came out of a log. */
export function noticeOf({ stack, period, totals }: Report, location: string): string {
  return [
    `Access review ${period.id} of ${stack}`,
    `${String(totals.unexpected)} entries are not declared.`,
    `Parts: ${String(totals.complete)} complete, ${String(totals.truncated)} truncated, ${String(totals.unreadable)} unreadable.`,
    `Report: ${location}`,
  ].join("\n");
}
