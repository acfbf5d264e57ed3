import type * as pulumi from "@pulumi/pulumi";
import type { GovernanceAlarmsPlan } from "../../plan/governance/alarms";
import type { Tags } from "../../plan/tags";
import { required } from "../find";
import { plannedAlarm, raiseAlarm } from "../monitoring/alert";
import { countLines } from "../monitoring/log-filter";

/** What alarms are made from. */
export interface AlarmsArgs {
  /** Filters and alarms. */
  readonly plan: GovernanceAlarmsPlan;
  /** Names of log groups, as outputs. */
  readonly logGroupNames: Readonly<Record<string, pulumi.Input<string>>>;
  /** Topic that alerts go to. */
  readonly topicArn: pulumi.Input<string>;
  /** Tags. */
  readonly tags: Tags;
}

/** Declares the filters and alarms of governance itself. */
export function createAlarms(name: string, args: AlarmsArgs, parent: pulumi.Resource): void {
  const { plan, logGroupNames, topicArn, tags } = args;
  for (const { key, pattern, logGroup } of plan.filters) {
    countLines(
      `${name}-${key}`,
      {
        ...{ key, pattern },
        logGroupName: required(logGroupNames, logGroup),
        metric: { namespace: plan.metricNamespace, name: key },
      },
      parent,
    );
  }
  for (const alarm of plan.alarms) {
    raiseAlarm(`${name}-${alarm.key}`, plannedAlarm(alarm, { topicArn, tags }), parent);
  }
}
