import type { PlanContext } from "../context";
import type { EventRulePlan } from "../monitoring/event-rules";
import { type IntendedAccess, intendedAccess } from "./intended-access";

/** An access analyzer. AWS has one of each type for an account (and, for external access, a Region). */
export interface AnalyzerPlan {
  /** Stable key, part of the logical name. */
  readonly key: "analyzer" | "unused-access";
  /** Physical name. */
  readonly name: string;
  /** What it looks for: access from outside the account, or access inside it that nobody uses. */
  readonly type: "ACCOUNT" | "ACCOUNT_UNUSED_ACCESS";
  /** Days without use after which access is reported, 1 to 365; one entry where the type asks for it. */
  readonly unusedAccessAgeDays: readonly number[];
  /** Findings that are archived at once, because the estate intends what they report. */
  readonly archiveRules: readonly IntendedAccess[];
}

/** Analyzers of the account: external access always, unused access where the profile pays for it (BEST-24). */
export function planAnalyzers(context: PlanContext): readonly AnalyzerPlan[] {
  const { config, names } = context;
  const { unusedAccessAgeDays } = config.accountAnalysis;
  const external: AnalyzerPlan = {
    key: "analyzer",
    name: names.name("external-access"),
    type: "ACCOUNT",
    unusedAccessAgeDays: [],
    archiveRules: intendedAccess(context),
  };
  if (unusedAccessAgeDays === undefined) return [external];
  return [
    external,
    {
      key: "unused-access",
      name: names.name("unused-access"),
      type: "ACCOUNT_UNUSED_ACCESS",
      unusedAccessAgeDays: [unusedAccessAgeDays],
      archiveRules: [],
    },
  ];
}

/** Forwards every finding that is open; what an archive rule covers never is. */
export function planFindingsRule({ environment, names }: PlanContext): EventRulePlan {
  return {
    key: "access-findings",
    alertClass: "unauthorized-access",
    state: "ENABLED",
    region: environment.region,
    origin: "region",
    name: names.name("access-findings"),
    description: "IAM Access Analyzer found access from outside, or access that nobody uses",
    // Source: EventBridge Events Reference, "AWS Identity and Access Management Access Analyzer events".
    pattern: {
      source: ["aws.access-analyzer"],
      "detail-type": ["Access Analyzer Finding", "Unused Access Finding for IAM entities"],
      detail: { status: ["ACTIVE"] },
    },
  };
}
