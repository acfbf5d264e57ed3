import type { PlanContext } from "../context";
import type { Tags } from "../tags";

/** Settings of which an account, or an account's Region, has only one. */
export interface AccountBaselinePlan {
  /** Password policies: one, or none where another stack owns the account's settings. */
  readonly passwordPolicies: readonly PasswordPolicyPlan[];
  /** Access analyzers by name: one, or none. */
  readonly analyzers: readonly string[];
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
  /** Days until a password expires. */
  readonly maxAgeDays: number;
}

/** Plans the account's settings for the stack that owns them; nothing for one that refers to them (IAM-65). */
export function planAccountBaseline({ config, names, tags }: PlanContext): AccountBaselinePlan {
  const owner = config.accountBaseline;
  if (owner === "reference") {
    return { passwordPolicies: [], analyzers: [], accountDefaults: [], owner, tags };
  }
  return {
    // CIS AWS Foundations: length 14, 24 former passwords.
    passwordPolicies: [{ minimumLength: 14, reusePrevention: 24, maxAgeDays: 90 }],
    analyzers: [names.name("external-access")],
    accountDefaults: ["account"],
    owner,
    tags,
  };
}
