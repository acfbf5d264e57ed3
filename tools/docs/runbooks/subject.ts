import type { PlanContext } from "../../../plan/context";
import { type EstatePlan, planEstate } from "../../../plan/estate";
import { allDetections, type Detection } from "../../../plan/monitoring/catalogue";

/** What runbooks are about. */
export interface Subject {
  /** Configuration, environment and names. */
  readonly context: PlanContext;
  /** Everything that the stack holds. */
  readonly plan: EstatePlan;
  /** Every way in which it notices something. */
  readonly detections: readonly Detection[];
}

/** What the runbooks of a stack are made from. */
export function subjectOf(context: PlanContext): Subject {
  const plan = planEstate(context.config, context.environment);
  return { context, plan, detections: allDetections(plan) };
}

/** Code within a line; whatever the text holds ends neither the code nor the line. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** A block of commands. */
export const shell = (...commands: readonly string[]): readonly string[] => [
  "```sh",
  ...commands,
  "```",
  "",
];

/** Items of a list. */
export const list = (items: readonly string[]): readonly string[] => [
  ...items.map((item) => `- ${item}`),
  "",
];
