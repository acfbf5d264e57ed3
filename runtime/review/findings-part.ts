import { type Reading, type Row, unreadable } from "./part";
import type { Finding, Findings } from "./ports";
import { shown, shownTime } from "./text";

/** What an AWS service found, as a part: every open finding is something that configuration does not intend. */
export function readFindings(found: Findings | undefined, maxRows: number): Reading {
  if (found === undefined) return unreadable("not-enabled");
  const isWhole = !found.hasMore && found.findings.length <= maxRows;
  return {
    status: isWhole ? "complete" : "truncated",
    reason: isWhole ? null : "row-limit",
    scannedBytes: 0,
    rows: found.findings.slice(0, maxRows).map(rowOf),
  };
}

const rowOf = ({ resource, type, detail, seenAt }: Finding): Row => ({
  who: null,
  what: shown(resource),
  detail: shown(`${type}, ${detail}`),
  count: null,
  first: null,
  last: shownTime(seenAt),
  verdict: "unexpected",
});
