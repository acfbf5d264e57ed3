import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

/** What lines are counted by. */
export interface LogFilterArgs {
  /** Physical name of the filter. */
  readonly key: string;
  /** Log group it looks at, as an output. */
  readonly logGroupName: pulumi.Input<string>;
  /** Pattern in CloudWatch's filter syntax. */
  readonly pattern: string;
  /** Metric that is counted up. */
  readonly metric: { readonly namespace: string; readonly name: string };
  /** What a matching line adds, and in which unit. @default one, as a count */
  readonly adds?: { readonly value: string; readonly unit: string };
}

const one = { value: "1", unit: "Count" };

/** Declares a filter that counts the matching lines of a log group; 0 where there are only others. */
export function countLines(
  name: string,
  { key, logGroupName, pattern, metric, adds = one }: LogFilterArgs,
  parent: pulumi.Resource,
): void {
  new cloudwatch.LogMetricFilter(
    name,
    {
      name: key,
      logGroupName,
      pattern,
      metricTransformation: { ...metric, ...adds, defaultValue: "0" },
    },
    { parent },
  );
}
