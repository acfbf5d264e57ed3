import * as accessanalyzer from "@pulumi/aws/accessanalyzer";
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";
import type { AnalyzerPlan } from "../../plan/account-baseline";
import type { FindingsRulePlan } from "../../plan/account-baseline/analyzers";
import type { Tags } from "../../plan/tags";

/** What an analyzer is made from. */
export interface AnalyzerArgs {
  /** The analyzer. */
  readonly analyzer: AnalyzerPlan;
  /** Tags. */
  readonly tags: Tags;
}

/** Creates an analyzer and its archive rules. */
export function createAnalyzer(
  name: string,
  { analyzer, tags }: AnalyzerArgs,
  options: pulumi.CustomResourceOptions,
): void {
  const [unusedAccessAge] = analyzer.unusedAccessAgeDays;
  const { analyzerName } = new accessanalyzer.Analyzer(
    `${name}-${analyzer.key}`,
    {
      analyzerName: analyzer.name,
      type: analyzer.type,
      ...(unusedAccessAge === undefined
        ? {}
        : { configuration: { unusedAccess: { unusedAccessAge } } }),
      tags,
    },
    options,
  );
  for (const { key, filters } of analyzer.archiveRules) {
    new accessanalyzer.ArchiveRule(
      `${name}-${key}`,
      {
        analyzerName,
        ruleName: key,
        filters: filters.map(({ criteria, eqs }) => ({ criteria, eqs: [...eqs] })),
      },
      options,
    );
  }
}

/** What the rule that forwards findings is made from. */
export interface FindingsArgs {
  /** The rule. */
  readonly rule: FindingsRulePlan;
  /** Tags. */
  readonly tags: Tags;
  /** Topic that findings go to. */
  readonly topicArn: pulumi.Input<string>;
}

/** Forwards findings to the alert topic. */
export function forwardFindings(
  name: string,
  { rule, tags, topicArn }: FindingsArgs,
  options: pulumi.CustomResourceOptions,
): void {
  const created = new cloudwatch.EventRule(
    `${name}-findings`,
    {
      name: rule.name,
      description: rule.description,
      eventPattern: JSON.stringify(rule.pattern),
      state: "ENABLED",
      tags,
    },
    options,
  );
  new cloudwatch.EventTarget(
    `${name}-findings`,
    { rule: created.name, targetId: "alerts", arn: topicArn },
    options,
  );
}
