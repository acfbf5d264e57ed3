import type { Clock } from "../clock";
import type { Incident, StepRequest } from "./incident";
import type { Ports } from "./ports";
import type { Recorder } from "./recorder";
import { readSaved, type Saved } from "./saved";
import type { ContainableService, ContainmentSettings } from "./settings";

/** What every step works with. */
export interface StepTools {
  /** What the stack is, and what can be contained of it. */
  readonly settings: ContainmentSettings;
  /** Everything outside. */
  readonly ports: Ports;
  /** Time. */
  readonly clock: Clock;
  /** Does and records actions. */
  readonly recorder: Recorder;
  /** What was asked for. */
  readonly request: StepRequest;
}

/** A service that is to be contained, and what it was before. */
export interface Target extends StepTools {
  /** The incident so far. */
  readonly incident: Incident;
  /** Name of the service. */
  readonly name: string;
  /** What can be contained of it. */
  readonly service: ContainableService;
  /** What was saved; `none` where nothing was, `unreadable` where nobody knows. */
  readonly saved: Saved | "none" | "unreadable";
}

/** A step that acts on a service. */
export type ServiceStep = (target: Target) => Promise<void>;

/** What was saved for an incident, as far as that can be known. */
export async function findSaved(
  { ports, recorder }: Pick<StepTools, "ports" | "recorder">,
  incident: string,
): Promise<Target["saved"]> {
  const saved = await recorder.find<Saved | "none">(
    "read what was saved",
    async () => (await readSaved(ports.evidence, incident)) ?? "none",
    (found) => (found === "none" ? "nothing saved" : undefined),
  );
  return saved ?? "unreadable";
}

/** What was saved, where it is known. */
export const knownOf = ({ saved }: Pick<Target, "saved">): Saved | undefined =>
  typeof saved === "string" ? undefined : saved;
