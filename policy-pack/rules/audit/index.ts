import type { Rule } from "../../engine/rule";
import { accessLog } from "./access-log";
import { accountBaseline } from "./account-baseline";
import { accountSettingsRule } from "./account-settings";
import { dataEvents } from "./data-events";
import { flowLog } from "./flow-log";
import { recorder } from "./recorder";
import { serviceLog } from "./service-logs";
import { auditTampering } from "./tampering";
import { auditTrail } from "./trail";
import { trailBucket } from "./trail-bucket";
import { trailEvents } from "./trail-events";

/** Every rule of family `audit`. */
export const auditRules: readonly Rule[] = [
  auditTrail,
  trailEvents,
  trailBucket,
  dataEvents,
  flowLog,
  accessLog,
  serviceLog,
  accountBaseline,
  accountSettingsRule,
  recorder,
  auditTampering,
];
