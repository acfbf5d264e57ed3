import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { CompositePlan } from "../../plan/monitoring/composites";
import type { Tags } from "../../plan/tags";

/** What a composite alarm is made from. */
export interface CompositeArgs {
  /** The alarm. */
  readonly composite: CompositePlan;
  /** What it does where it tells anybody: topic, and response plans. At most five. */
  readonly actionArns: readonly pulumi.Input<string>[];
  /** Tags. */
  readonly tags: Tags;
  /** Alarms that must exist before: CloudWatch refuses a rule that names others. */
  readonly before: readonly pulumi.Resource[];
}

/** Declares an alarm on the states of others. */
export function combineAlarms(
  name: string,
  { composite, before, actionArns, tags }: CompositeArgs,
  parent: pulumi.Resource,
): cloudwatch.CompositeAlarm {
  const { suppressor } = composite;
  return new cloudwatch.CompositeAlarm(
    name,
    {
      alarmName: composite.name,
      alarmDescription: composite.description,
      alarmRule: composite.rule,
      actionsEnabled: true,
      alarmActions: composite.tells ? [...actionArns] : [],
      ...(suppressor !== undefined && {
        actionsSuppressor: {
          alarm: suppressor.alarm,
          waitPeriod: suppressor.waitSeconds,
          extensionPeriod: suppressor.extensionSeconds,
        },
      }),
      tags: { ...tags, AlertClass: composite.alertClass },
    },
    { parent, dependsOn: [...before] },
  );
}
