import * as accessanalyzer from "@pulumi/aws/accessanalyzer";
import type * as pulumi from "@pulumi/pulumi";
import type { AnalyzerPlan } from "../../plan/account-baseline";
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
