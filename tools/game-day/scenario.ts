import type { PlanContext } from "../../plan/context";
import type { ContainmentSettings } from "../../runtime/containment/settings";
import type { SampleEvent } from "../detections/samples";
import type { Estate } from "./estate";

/** What a scenario's events are made for. */
export interface Stage {
  /** Names and surroundings. */
  readonly context: PlanContext;
  /** Ids that AWS chose. */
  readonly settings: ContainmentSettings;
  /** When it happens, in milliseconds since the epoch. */
  readonly time: number;
}

/** An incident that is rehearsed. */
export interface Scenario {
  /** Name on the command line. */
  readonly name: string;
  /** What happens, in a sentence. */
  readonly title: string;
  /** Service that has to be contained. */
  readonly service: string;
  /** Keys of detections that have to fire. */
  readonly detections: readonly string[];
  /** What AWS and the services write down of it. */
  readonly events: (stage: Stage) => readonly SampleEvent[];
  /** What an attacker really changes. @default - nothing */
  readonly act?: (estate: Estate) => Promise<void>;
}
