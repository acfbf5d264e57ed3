import type { AlarmClass } from "../../../plan/monitoring/patterns/pattern";
import type { Lookup } from "./commands";

/** A question of an assessment, and what follows from its answer. */
interface Question {
  /** The question, which yes or no answers. */
  readonly ask: string;
  /** What follows from yes. */
  readonly yes: string;
  /** What follows from no. */
  readonly no: string;
}

/** What people need to know of a class of alarms; all else is in the plan. */
export interface Guide {
  /** The class. */
  readonly alertClass: AlarmClass;
  /** Title of its page. */
  readonly title: string;
  /** Keys of saved queries that show what happened. */
  readonly queries: readonly string[];
  /** What the account's API history is asked for. */
  readonly lookups: readonly Lookup[];
  /** How to assess. */
  readonly questions: readonly Question[];
  /** Which service is contained, and what containment does not reach. */
  readonly contain: readonly string[];
  /** How to remove what was left behind. */
  readonly eradicate: readonly string[];
  /** How to get back. */
  readonly recover: readonly string[];
  /** What to learn from it. */
  readonly learn: readonly string[];
}
