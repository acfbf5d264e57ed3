/** A week that is reviewed, from Monday to Monday in UTC. */
export interface Period {
  /** ISO 8601 week, such as `2026-W47`: part of every key of its report. */
  readonly id: string;
  /** First moment, in milliseconds since the epoch. */
  readonly from: number;
  /** First moment that no longer belongs to it, in milliseconds since the epoch. */
  readonly to: number;
}

const day = 86_400_000;
const week = 7 * day;

/** 1970-01-05, the first Monday of the epoch. */
const firstMonday = 4 * day;

/** CloudTrail delivers events some minutes late: a week is reviewed once an hour has passed since its end. */
export const settlingMilliseconds = 3_600_000;

/** The last week that is over and settled at a time. */
export const lastFullPeriod = (now: number): Period =>
  periodFrom(mondayOf(now - settlingMilliseconds) - week);

/**
 * The week of an id.
 * @param now Only weeks that are settled by then are taken.
 * @throws RangeError when the text is no week, or the week is not over.
 */
export function periodOf(id: string, now: number): Period {
  const match = /^(\d{4})-W(\d{2})$/.exec(id);
  if (match === null) throw new RangeError("A period is an ISO week, such as 2026-W47.");
  // The fourth of January is always in the first week (ISO 8601).
  const first = mondayOf(Date.UTC(Number(match[1]), 0, 4));
  const period = periodFrom(first + (Number(match[2]) - 1) * week);
  if (period.id !== id) throw new RangeError("There is no such week.");
  if (period.to + settlingMilliseconds > now) throw new RangeError("That week is not over.");
  return period;
}

const mondayOf = (time: number): number =>
  Math.floor((time - firstMonday) / week) * week + firstMonday;

function periodFrom(from: number): Period {
  // A week belongs to the year of its Thursday (ISO 8601).
  const year = new Date(from + 3 * day).getUTCFullYear();
  const number = Math.round((from - mondayOf(Date.UTC(year, 0, 4))) / week) + 1;
  const id = `${String(year).padStart(4, "0")}-W${String(number).padStart(2, "0")}`;
  return { id, from, to: from + week };
}
