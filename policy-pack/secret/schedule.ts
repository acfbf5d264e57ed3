/**
 * The longest time between two runs of a schedule of Secrets Manager, in days; undefined when it cannot be read.
 * Syntax: Secrets Manager User Guide, "Schedule expressions". Example: `cron(0 8 1 * ? *)` runs on
 * the first of each month, so 31.
 */
export function longestGapDays(expression: string): number | undefined {
  const text = expression.trim();
  const cron = /^cron\((.*)\)$/.exec(text)?.[1];
  return cron === undefined ? rateDays(text) : cronDays(cron.trim().split(/\s+/));
}

function rateDays(text: string): number | undefined {
  const [, count = "", unit] = /^rate\(\s*(\d+)\s+(hour|day)s?\s*\)$/.exec(text) ?? [];
  const number = Number(count);
  if (unit === undefined || number === 0) return undefined;
  return unit === "hour" ? number / 24 : number;
}

/** A calendar day. */
interface Day {
  readonly month: number;
  /** Day of the month, from 1. */
  readonly date: number;
  /** Last day of the month. */
  readonly last: number;
  /** Day of the week, 1 for Sunday. */
  readonly weekday: number;
}

type Test = (day: Day) => boolean;

function cronDays(fields: readonly string[]): number | undefined {
  const [, , dates = "", months = "", weekdays = "", years] = fields;
  // A schedule that ends with a year leaves the secret as it is from then on.
  if (fields.length !== 6 || years !== "*") return undefined;
  if ((dates === "?") === (weekdays === "?")) return undefined;
  const month = numbers(months, monthNames, { least: 1, most: 12 });
  const day = weekdays === "?" ? dateTest(dates) : weekdayTest(weekdays);
  if (month === undefined || day === undefined) return undefined;
  return longestGap((each) => month.has(each.month) && day(each));
}

const monthNames = [
  "JAN",
  "FEB",
  "MAR",
  "APR",
  "MAY",
  "JUN",
  "JUL",
  "AUG",
  "SEP",
  "OCT",
  "NOV",
  "DEC",
];
const weekdayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

function dateTest(text: string): Test | undefined {
  if (text.toUpperCase() === "L") return ({ date, last }) => date === last;
  const dates = numbers(text, [], { least: 1, most: 31 });
  return dates && (({ date }) => dates.has(date));
}

function weekdayTest(text: string): Test | undefined {
  const [, name = "", kind = "", nth = ""] = /^(\w+?)(?:(L)|(#[1-5]))$/i.exec(text) ?? [];
  const days = numbers(name === "" ? text : name, weekdayNames, { least: 1, most: 7 });
  if (days === undefined) return undefined;
  if (kind !== "") return ({ weekday, date, last }) => days.has(weekday) && date > last - 7;
  if (nth === "") return ({ weekday }) => days.has(weekday);
  const week = Number(nth.slice(1));
  return ({ weekday, date }) => days.has(weekday) && Math.ceil(date / 7) === week;
}

interface Bounds {
  readonly least: number;
  readonly most: number;
}

// A list of numbers, names, ranges and steps; every number within the bounds for `*`.
function numbers(
  text: string,
  names: readonly string[],
  bounds: Bounds,
): ReadonlySet<number> | undefined {
  const found = new Set<number>();
  for (const part of text.toUpperCase().split(",")) {
    const range = rangeOf(part, names, bounds);
    if (range === undefined) return undefined;
    for (let value = range.from; value <= range.to; value += range.step) found.add(value);
  }
  return found;
}

function rangeOf(part: string, names: readonly string[], bounds: Bounds) {
  const [, first, second, step = "1"] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
  if (first === undefined) return undefined;
  const numberOf = (text: string): number =>
    names.includes(text) ? names.indexOf(text) + 1 : Number(text);
  const from = first === "*" ? bounds.least : numberOf(first);
  // A step without an end, such as 1/7, goes on to the last number.
  const isOpen = first === "*" || part.includes("/");
  const open = isOpen ? bounds.most : from;
  const range = { from, to: second === undefined ? open : numberOf(second), step: Number(step) };
  return isWithin(range, bounds) ? range : undefined;
}

const isWithin = (range: { from: number; to: number; step: number }, bounds: Bounds): boolean =>
  range.from >= bounds.least &&
  range.from <= range.to &&
  range.to <= bounds.most &&
  range.step >= 1;

// Twelve years hold every pattern of weekdays, month lengths and leap years that a gap can depend on but for centuries.
const firstDay = Date.UTC(2024, 0, 1);
const lastDay = Date.UTC(2036, 0, 1);
const millisecondsPerDay = 86_400_000;

function longestGap(runs: Test): number | undefined {
  let previous: number | undefined;
  let longest: number | undefined;
  for (let time = firstDay; time < lastDay; time += millisecondsPerDay) {
    if (!runs(dayOf(time))) continue;
    if (previous !== undefined) {
      longest = Math.max(longest ?? 0, (time - previous) / millisecondsPerDay);
    }
    previous = time;
  }
  return longest;
}

function dayOf(time: number): Day {
  const day = new Date(time);
  const month = day.getUTCMonth() + 1;
  return {
    month,
    date: day.getUTCDate(),
    last: new Date(Date.UTC(day.getUTCFullYear(), month, 0)).getUTCDate(),
    weekday: day.getUTCDay() + 1,
  };
}
