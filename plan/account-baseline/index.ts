import type { PlanContext } from "../context";
import type { EventRulePlan } from "../monitoring/event-rules";
import type { Tags } from "../tags";
import { type AnalyzerPlan, planAnalyzers, planFindingsRule } from "./analyzers";
import { type DetectorsPlan, planDetectors } from "./detectors";
import { planDetectorFindings } from "./findings";

export type { AnalyzerPlan } from "./analyzers";

/** Settings of which an account, or an account's Region, has only one. */
export interface AccountBaselinePlan {
  /** Password policies: one, or none where another stack owns the account's settings. */
  readonly passwordPolicies: readonly PasswordPolicyPlan[];
  /** Access analyzers, one of each type; none where another stack owns the account's settings. */
  readonly analyzers: readonly AnalyzerPlan[];
  /** AWS's detectors. */
  readonly detectors: DetectorsPlan;
  /** Rules that forward what analyzers and detectors find. */
  readonly findingsRules: readonly EventRulePlan[];
  /** Keys of the account-wide blocks and defaults to switch on: `account`, or none. */
  readonly accountDefaults: readonly string[];
  /** Whether this stack sets the account up, or refers to the one that does; policies read it. */
  readonly owner: "owner" | "reference";
  /** Tags. */
  readonly tags: Tags;
}

/** The account's password policy. */
export interface PasswordPolicyPlan {
  /** Fewest characters. */
  readonly minimumLength: number;
  /** Former passwords that cannot be used again. */
  readonly reusePrevention: number;
  /** Days until a password expires, 1 to 1095. */
  readonly maxAgeDays: number;
}

/** Plans the account's settings for the stack that owns them; nothing for one that refers to them (IAM-65). */
export function planAccountBaseline(context: PlanContext): AccountBaselinePlan {
  const { config, tags } = context;
  const owner = config.accountBaseline;
  const detectors = planDetectors(context);
  if (owner === "reference") {
    return {
      passwordPolicies: [],
      analyzers: [],
      detectors,
      findingsRules: [],
      accountDefaults: [],
      owner,
      tags,
    };
  }
  return {
    // CIS AWS Foundations: length 14, 24 former passwords. NIST SP 800-63B advises against a maximum age, and later CIS
    // editions dropped it, where a second factor is certain. Here no setting makes IAM demand one of every user, so a
    // password may be the only factor: the age stays as long as that is so, and scanners go on asking for 90 days.
    passwordPolicies: [{ minimumLength: 14, reusePrevention: 24, maxAgeDays: 90 }],
    analyzers: planAnalyzers(context),
    detectors,
    findingsRules: [planFindingsRule(context), ...planDetectorFindings(context)],
    accountDefaults: ["account"],
    owner,
    tags,
  };
}
