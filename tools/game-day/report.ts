import type { GameDay } from "./play";
import { standIns } from "./stand-ins";

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(3)} s`;

const shownTime = (milliseconds: number | undefined): string =>
  milliseconds === undefined ? "never" : seconds(milliseconds);

/** A game day for people: what happened when, the four times, and what was not as it has to be. */
export function reportText(day: GameDay): string {
  const { scenario, time, moments, milliseconds, problems } = day;
  const { detected, quarantined, contained, released } = milliseconds;
  return [
    `${scenario.name}: ${scenario.title}`,
    ...moments.map(
      ({ at, step, action, outcome }) =>
        `  ${seconds(at - time).padStart(8)}  ${step.padEnd(10)}  ${action}: ${outcome}`,
    ),
    `  from the event to detection ${shownTime(detected)}, to quarantine ${shownTime(quarantined)}, to containment ${shownTime(contained)}, to release ${shownTime(released)}`,
    ...problems.map((problem) => `  WRONG: ${problem}`),
    `  ${problems.length === 0 ? "contained and released" : "NOT contained and released as it has to be"}`,
    "",
  ].join("\n");
}

/** What is not moto, for people. */
export const standInText = (): string =>
  ["In the place of AWS and of moto here:", ...standIns.map((each) => `  ${each}`)].join("\n");

/** Game days as data. */
export const reportJson = (days: readonly GameDay[]) => ({
  version: 1,
  standIns,
  gameDays: days.map(({ scenario, time, moments, fired, incidents, milliseconds, problems }) => ({
    ...{ scenario: scenario.name, title: scenario.title, service: scenario.service },
    happenedAt: new Date(time).toISOString(),
    isGood: problems.length === 0,
    ...{ problems, milliseconds },
    detections: fired.map(({ key, alarmName, topicArn, contacts }) => ({
      ...{ key, contacts },
      alarmName: alarmName ?? null,
      topicArn: topicArn ?? null,
    })),
    incidents: incidents.map(({ id, verdict, service }) => ({ id, verdict, service })),
    timeline: moments.map(({ at, ...moment }) => ({ milliseconds: at - time, ...moment })),
  })),
});
