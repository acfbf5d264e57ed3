import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import type { FlowLogPlan } from "../../plan/network";

/** What a flow log is made from. */
export interface FlowLogArgs {
  /** Format and period. */
  readonly plan: FlowLogPlan;
  /** VPC whose traffic is recorded. */
  readonly vpcId: pulumi.Input<string>;
  /** Log group that receives the records. */
  readonly logGroupArn: pulumi.Input<string>;
  /** Role that writes them. */
  readonly roleArn: pulumi.Input<string>;
  /** What must be there before, such as the role's permissions. @default - nothing */
  readonly before?: readonly pulumi.Resource[];
}

/** Records every accepted and rejected packet flow of the VPC. */
export class FlowLog extends pulumi.ComponentResource {
  /** Id of the flow log. */
  readonly flowLogId: pulumi.Output<string>;

  constructor(name: string, args: FlowLogArgs, opts?: pulumi.ComponentResourceOptions) {
    super("agent-runtime:network:FlowLog", name, {}, opts);
    const flowLog = new ec2.FlowLog(
      `${name}-vpc`,
      {
        vpcId: args.vpcId,
        trafficType: "ALL",
        logDestinationType: "cloud-watch-logs",
        logDestination: args.logGroupArn,
        iamRoleArn: args.roleArn,
        logFormat: args.plan.format,
        maxAggregationInterval: args.plan.aggregationSeconds,
        tags: args.plan.tags,
      },
      { parent: this, dependsOn: [...(args.before ?? [])] },
    );
    this.flowLogId = flowLog.id;
    this.registerOutputs({ flowLogId: this.flowLogId });
  }
}
