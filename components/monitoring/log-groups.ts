import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { LogGroupPlan, LogGroupsPlan } from "../../plan/monitoring/log-groups";
import { documentText } from "../documents";
import { byKey, mapValues } from "../find";

/** What log groups are made from. */
export interface LogGroupsArgs {
  /** All groups. */
  readonly plan: LogGroupsPlan;
  /** Key that encrypts them. */
  readonly keyArn: pulumi.Input<string>;
}

/** Every log group of the estate, encrypted and kept for at least a year. */
export class LogGroups extends pulumi.ComponentResource {
  /** ARNs by physical name, without the trailing `:*`. */
  readonly arns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Names by physical name, as outputs: whoever takes one waits for the group. */
  readonly names: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(
    name: string,
    { plan, keyArn }: LogGroupsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("agent-runtime:monitoring:LogGroups", name, {}, opts);
    const groups = byKey(
      plan.groups,
      (group) => group.name,
      (group) => this.#createGroup(name, group, { plan, keyArn }),
    );
    this.arns = mapValues(groups, ({ arn }) => arn);
    this.names = mapValues(groups, (group) => group.name);
    if (plan.delivery !== undefined) {
      new cloudwatch.LogResourcePolicy(
        `${name}-delivery`,
        { policyName: plan.delivery.name, policyDocument: documentText(plan.delivery.document) },
        { parent: this },
      );
    }
    this.registerOutputs({ arns: this.arns });
  }

  #createGroup(name: string, group: LogGroupPlan, { plan, keyArn }: LogGroupsArgs) {
    return new cloudwatch.LogGroup(
      `${name}-${group.key}`,
      {
        name: group.name,
        kmsKeyId: keyArn,
        retentionInDays: plan.retentionDays,
        logGroupClass: "STANDARD",
        deletionProtectionEnabled: plan.protect,
        tags: group.tags,
      },
      { parent: this, protect: plan.protect, deleteBeforeReplace: true },
    );
  }
}
