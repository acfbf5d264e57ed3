/** The file of a stack's waivers, as whoever runs the program finds it. */
export type WaiverFile =
  | { readonly kind: "text"; readonly name: string; readonly text: string }
  | { readonly kind: "absent" | "unreadable"; readonly name: string };

/** A waiver, as a review reports it. */
export interface WaiverPlan {
  /** Rule of the policy pack. */
  readonly rule: string;
  /** URN of the resource; its stack may be `*`. */
  readonly urn: string;
  /** Why the finding is accepted. */
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** Where it was asked for. */
  readonly ticket: string;
  /** Last day on which it counts, `YYYY-MM-DD`. */
  readonly expires: string;
}

/** What a review knows of waivers, laid out as `runtime/review/waivers.ts` reads it. */
export interface ReviewWaiversPlan {
  /** Version of the layout. */
  readonly version: 1;
  /** Name of the file. */
  readonly file: string;
  /** Whether there is one, and whether it is a list. */
  readonly status: "read" | "absent" | "unreadable";
  /** Entries that are no waivers: the policy pack refuses them. */
  readonly malformed: number;
  /** The waivers, in the order of the file. */
  readonly waivers: readonly WaiverPlan[];
}

/** Name of the file that holds a stack's waivers, beside its configuration. */
export const waiverFileName = (stack: string): string => `waivers.${stack}.json`;

/** Characters of a field that a report has room for. */
const maxCharacters = 300;

/** Plans what a review knows of the waivers that are declared when the program runs. */
export function planReviewWaivers(file: WaiverFile): ReviewWaiversPlan {
  const known = { version: 1, file: file.name, malformed: 0, waivers: [] } as const;
  if (file.kind !== "text") return { ...known, status: file.kind };
  const list = listIn(file.text);
  if (list === undefined) return { ...known, status: "unreadable" };
  const waivers = list.flatMap((item) => waiverOf(item) ?? []);
  return { ...known, status: "read", malformed: list.length - waivers.length, waivers };
}

function listIn(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function waiverOf(item: unknown): WaiverPlan | undefined {
  if (typeof item !== "object" || item === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(item));
  const text = (name: keyof WaiverPlan): string => {
    const value = fields.get(name);
    return typeof value === "string" ? value.trim().slice(0, maxCharacters) : "";
  };
  const waiver = {
    rule: text("rule"),
    urn: text("urn"),
    reason: text("reason"),
    owner: text("owner"),
    ticket: text("ticket"),
    expires: text("expires"),
  };
  const isWhole = Object.values(waiver).every((value) => value !== "") && isDay(waiver.expires);
  return isWhole ? waiver : undefined;
}

// JavaScript takes 2027-02-30 for a day in March.
function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}
