import type { PlanContext } from "../context";
import type { AlertClass } from "../monitoring/patterns/pattern";

/** An alarm on the errors of a rotation function. */
export interface RotationAlarmPlan {
  /** Physical name. */
  readonly name: string;
  /** Alert class. */
  readonly alertClass: AlertClass;
  /** What an operator should read. */
  readonly description: string;
  /** Function whose errors are counted. */
  readonly functionName: string;
  /** Seconds of a period. */
  readonly periodSeconds: 300;
}

/**
 * Plans the alarm on the errors of a service's rotation function. It says which service is concerned; that a rotation
 * as a whole failed is an event of Secrets Manager (plan/monitoring/detections.ts).
 */
export const planRotationAlarm = ({ names }: PlanContext, service: string): RotationAlarmPlan => ({
  name: names.name(service, "rotation-errors"),
  alertClass: "secret-access-anomaly",
  description: `Rotation of the secrets of ${service} failed; the current values stay in force.`,
  functionName: names.rotationFunction(service),
  periodSeconds: 300,
});
