import { type Part, type PartName, partNames, partSchema } from "./part";
import type { Period } from "./period";
import type { Evidence } from "./ports";
import { type Report, reportSchema } from "./report";

const prefix = ({ id }: Period) => `reviews/${id}/`;

/** Keys of a review's objects. */
export const reviewKeys = {
  /** What all of them begin with. */
  prefix,
  /** An attempt at a part. */
  part: (period: Period, part: PartName, attempt: number) =>
    `${prefix(period)}parts/${part}-${String(attempt)}.json`,
  /** The report, for programs. */
  report: (period: Period) => `${prefix(period)}report.json`,
  /** The report, for people. */
  page: (period: Period) => `${prefix(period)}report.html`,
  /** Says that people were told. */
  told: (period: Period) => `${prefix(period)}told.json`,
} as const;

/** Text of an object that was kept before. */
async function readKept(evidence: Evidence, key: string): Promise<string> {
  const text = await evidence.read(key);
  if (text === undefined) throw new Error("An object of the review is gone.");
  return text;
}

/** The last attempt at each part. */
export async function storedParts(
  evidence: Evidence,
  period: Period,
  keys: ReadonlySet<string>,
): Promise<ReadonlyMap<PartName, Part>> {
  const parts = new Map<PartName, Part>();
  for (const name of partNames) {
    let attempt = 0;
    while (keys.has(reviewKeys.part(period, name, attempt + 1))) attempt += 1;
    if (attempt === 0) continue;
    const text = await readKept(evidence, reviewKeys.part(period, name, attempt));
    parts.set(name, partSchema.parse(JSON.parse(text)));
  }
  return parts;
}

/** Keeps an attempt at a part. What another run kept under the same key counts instead, and is given. */
export async function keepPart(evidence: Evidence, period: Period, part: Part): Promise<Part> {
  const key = reviewKeys.part(period, part.part, part.attempt);
  const isKept = await evidence.putOnce(key, `${JSON.stringify(part)}\n`, "application/json");
  return isKept ? part : partSchema.parse(JSON.parse(await readKept(evidence, key)));
}

/** The report that is kept. */
export const storedReport = async (evidence: Evidence, period: Period): Promise<Report> =>
  reportSchema.parse(JSON.parse(await readKept(evidence, reviewKeys.report(period))));
