import type { PlanContext } from "../context";
import { distinct } from "../governance/graph";

/** Access from outside the account that configuration declares, as an archive rule: all filters must hold. */
export interface IntendedAccess {
  /** Name of the rule, unique within its analyzer; part of the logical name. */
  readonly key: string;
  /** Filters: the finding's property, and the values of which it must be one. */
  readonly filters: readonly IntendedFilter[];
}

/** One condition of an archive rule. */
export interface IntendedFilter {
  /** Key, as in the IAM User Guide, "IAM Access Analyzer filter keys". */
  readonly criteria: "principal.AWS" | "resourceType" | "isPublic";
  /** Values, of which the finding must have one. */
  readonly eqs: readonly string[];
}

/**
 * What the estate lets in from other accounts, because configuration says so: key administrators, and people who may
 * assume its roles. Roles of the account itself are inside the analyzer's zone of trust, and need no rule. A rule names exact
 * principals and one type of resource, and never public access, so that it can hide nothing else.
 */
export function intendedAccess({ config, environment }: PlanContext): readonly IntendedAccess[] {
  const people = Object.values(config.identity.people).flat();
  const declared = [
    ["key-administrators", "AWS::KMS::Key", config.keys.administratorArns],
    ["people", "AWS::IAM::Role", distinct(people.map(({ arn }) => arn))],
  ] as const;
  return declared.flatMap(([key, resourceType, arns]) => {
    const foreign = arns.filter((arn) => accountOf(arn) !== environment.accountId);
    return foreign.length === 0 ? [] : [archiveRule(key, resourceType, foreign)];
  });
}

function archiveRule(
  key: string,
  resourceType: string,
  principals: readonly string[],
): IntendedAccess {
  return {
    key,
    filters: [
      { criteria: "principal.AWS", eqs: principals },
      { criteria: "resourceType", eqs: [resourceType] },
      { criteria: "isPublic", eqs: ["false"] },
    ],
  };
}

const accountOf = (arn: string): string | undefined => arn.split(":")[4];
