import type { PlanContext } from "../context";
import type { IdentityPlan } from "../identity";
import type { MetricAlarmPlan } from "../monitoring/health";
import { logicalNames } from "../naming";
import type { Tags } from "../tags";
import { planReviewFilter, planSilenceAlarm, type ReviewFilterPlan } from "./alarms";
import { planReviewSettings } from "./settings";

/** The function that reviews accesses, its schedule and its alarms. */
export interface AuditReviewPlan {
  /** Physical name. */
  readonly name: string;
  /** Key of its role. */
  readonly role: "access-review";
  /** Log group it writes to. */
  readonly logGroup: string;
  /** Logical name of the key that encrypts its variables. */
  readonly encryptionKey: string;
  /** Memory in MB. */
  readonly memoryMegabytes: 256;
  /** Seconds until Lambda ends a run: the most there is. */
  readonly timeoutSeconds: 900;
  /** Instances at a time. AWS wants 100 of the account's to stay unreserved (Lambda API Reference, "PutFunctionConcurrency"). */
  readonly reservedConcurrency: 1;
  /** Text of `settings.json` beside the code. */
  readonly settingsText: string;
  /** Variable that gets the ids of keys, separated by commas; 4 KB, which Lambda allows for variables, hold 100. */
  readonly keyIdsVariable: "KEY_IDS";
  /** Logical names of these keys, in the order of the settings. */
  readonly keys: readonly string[];
  /** Rule that starts it. */
  readonly schedule: { readonly ruleName: string; readonly expression: "rate(6 hours)" };
  /** Account whose rule may start it. */
  readonly accountId: string;
  /** Count of finished runs. */
  readonly filter: ReviewFilterPlan;
  /** Alarm for silence. */
  readonly alarm: MetricAlarmPlan;
  /** Tags. */
  readonly tags: Tags;
}

/** Plans the review of accesses from what the other plans declare. */
export function planAuditReview(
  context: PlanContext,
  identity: Pick<IdentityPlan, "roles">,
): AuditReviewPlan {
  const { environment, names, tags } = context;
  const settings = planReviewSettings(context, identity);
  return {
    name: names.accessReview,
    role: "access-review",
    logGroup: names.logGroups.accessReview,
    encryptionKey: logicalNames.estateKey("evidence"),
    memoryMegabytes: 256,
    timeoutSeconds: 900,
    reservedConcurrency: 1,
    settingsText: `${JSON.stringify(settings)}\n`,
    keyIdsVariable: "KEY_IDS",
    keys: settings.keys.map(({ name }) => name),
    schedule: { ruleName: names.name("access-review"), expression: "rate(6 hours)" },
    accountId: environment.accountId,
    filter: planReviewFilter(context),
    alarm: planSilenceAlarm(context),
    tags,
  };
}
