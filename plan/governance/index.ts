import type { PlanContext } from "../context";
import { logicalNames } from "../naming";
import type { Tags } from "../tags";
import { type GovernanceAlarmsPlan, planAlarms } from "./alarms";
import { planSigning, type SigningPlan } from "./artefacts";
import { planBundle } from "./bundle";
import { type GovernanceFunctionPlan, planFunction } from "./function";
import { callersOf } from "./parties";
import { type GovernanceTablePlan, planTable } from "./table";

/** The decision before each call: function, table, alarms, and what workloads are told about it. */
export interface GovernancePlan {
  /** Who may ask, each through an alias of its own. */
  readonly callers: readonly string[];
  /** The function. */
  readonly function: GovernanceFunctionPlan;
  /** Quarantine flags, used receipts and accepted policies. */
  readonly table: GovernanceTablePlan;
  /** Alarms. */
  readonly alarms: GovernanceAlarmsPlan;
  /** Signing of the function's code; undefined where it is not signed. */
  readonly signing: SigningPlan | undefined;
  /** SHA-256 of the policies. */
  readonly policyDigest: string;
  /** What callees must know to verify receipts. */
  readonly receipts: {
    readonly signing: "ed25519" | "kms";
    readonly singleUse: boolean;
    /** Logical names of the keys that receipts are traced back to. */
    readonly anchorKeys: readonly string[];
  };
  /** Tags. */
  readonly tags: Tags;
}

/** Plans governance from the service graph. */
export function planGovernance(context: PlanContext): GovernancePlan {
  const bundle = planBundle(context);
  const { signing, singleUse, keyGenerations } = context.config.governance.receipts;
  return {
    callers: callersOf(context),
    function: planFunction(context, bundle),
    table: planTable(context, bundle.digest),
    alarms: planAlarms(context),
    signing: planSigning(context),
    policyDigest: bundle.digest,
    receipts: { signing, singleUse, anchorKeys: keyGenerations.map(logicalNames.receiptKey) },
    tags: context.tags,
  };
}
