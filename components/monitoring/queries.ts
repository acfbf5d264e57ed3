import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { QueriesPlan } from "../../plan/monitoring/queries";
import { required } from "../find";

/** What saved queries are made from. */
export interface QueriesArgs {
  /** The queries. */
  readonly plan: QueriesPlan;
  /** Names of log groups, as outputs. */
  readonly logGroupNames: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The saved queries that reviews of access start from. */
export class Queries extends pulumi.ComponentResource {
  constructor(
    name: string,
    { plan, logGroupNames }: QueriesArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("agent-runtime:monitoring:Queries", name, {}, opts);
    for (const query of plan.queries) {
      new cloudwatch.QueryDefinition(
        `${name}-${query.key}`,
        {
          name: query.name,
          queryString: query.text,
          logGroupNames: query.logGroups.map((group) => required(logGroupNames, group)),
        },
        { parent: this },
      );
    }
    this.registerOutputs({});
  }
}
