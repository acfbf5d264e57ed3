import type { PlanContext } from "../context";
import { containmentAtWork } from "./health";
import { type AlarmClass, alertClasses } from "./patterns/pattern";

/** An alarm on the states of others. */
export interface CompositePlan {
  /** Stable key. */
  readonly key: string;
  /** Physical name. */
  readonly name: string;
  /** What it is about. */
  readonly alertClass: AlarmClass;
  /** What an operator should read. */
  readonly description: string;
  /** Physical names of the alarms it looks at. */
  readonly alarms: readonly string[];
  /** Condition on their states, in CloudWatch's syntax, at most 10,240 characters. */
  readonly rule: string;
  /** Whether it tells the topic: the state of a class does not, because its alarms have done so already. */
  readonly tells: boolean;
  /** Alarm during which it tells nobody, and how many seconds it waits for it, and after it. */
  readonly suppressor:
    | { readonly alarm: string; readonly waitSeconds: number; readonly extensionSeconds: number }
    | undefined;
}

/** An alarm that counts towards its class. */
interface RaisedAlarm {
  readonly key: string;
  readonly alertClass: AlarmClass;
  readonly alarmName: string;
}

/**
 * Plans the state of each alert class, and one alarm for two classes at once, which is what an intrusion looks like.
 * Containment changes roles and security groups and so looks like one itself: that alarm alone is silent meanwhile.
 * The alarms underneath, those that CIS asks for among them, are never disabled or suppressed (IR-99).
 */
export function planComposites(
  { names }: PlanContext,
  detections: readonly RaisedAlarm[],
): readonly CompositePlan[] {
  const classes = alertClasses.map((alertClass): CompositePlan => {
    const alarms = detections
      .filter((each) => each.alertClass === alertClass && !everyday.has(each.key))
      .map(({ alarmName }) => alarmName);
    return {
      key: `class-${alertClass}`,
      name: names.name(`class-${alertClass}`),
      alertClass,
      description: `At least one alarm of the class ${alertClass} is raised.`,
      alarms,
      rule: anyOf(alarms),
      tells: false,
      suppressor: undefined,
    };
  });
  const alarms = classes.map(({ name }) => name);
  const correlated: CompositePlan = {
    key: "correlated-alerts",
    name: names.name("correlated-alerts"),
    alertClass: "operations",
    description: "Alarms of two or more alert classes are raised at once.",
    alarms,
    rule: twoOf(alarms),
    tells: true,
    suppressor: {
      alarm: names.name(containmentAtWork),
      waitSeconds: 120,
      extensionSeconds: 600,
    },
  };
  return [...classes, correlated];
}

// Its paging variant stands for it: the exact text counts everyday refusals too (LOG-87).
const everyday = new Set(["unauthorized-api-calls"]);

const anyOf = (alarms: readonly string[]): string =>
  alarms.map((name) => `ALARM("${name}")`).join(" OR ");

const twoOf = (alarms: readonly string[]): string =>
  alarms
    .slice(0, -1)
    .map((name, index) => `(ALARM("${name}") AND (${anyOf(alarms.slice(index + 1))}))`)
    .join(" OR ");
