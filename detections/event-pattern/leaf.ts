/** A JSON number as it is written: EventBridge compares text, so that 300, 300.0 and 3.0e2 differ. */
export class NumberText {
  /** The characters. */
  readonly text: string;
  /** What they stand for. */
  readonly value: number;

  constructor(text: string, value: number) {
    this.text = text;
    this.value = value;
  }

  /** As JSON.stringify should show it. */
  toJSON(): number {
    return this.value;
  }
}

/** A value that has nothing below it. */
export type Leaf = string | boolean | null | NumberText;

/** The leaf that a value is; undefined for objects, arrays and what JSON does not have. */
export function leafOf(value: unknown): Leaf | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return new NumberText(String(value), value);
  return value instanceof NumberText ? value : undefined;
}

/** Whether a value is an object with fields. */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof NumberText);

/**
 * Parses JSON and keeps how its numbers are written.
 * @throws {SyntaxError} when it is no JSON.
 */
export const parseKeepingNumbers = (json: string): unknown =>
  JSON.parse(json, (_key, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" ? new NumberText(context?.source ?? String(value), value) : value,
  );
