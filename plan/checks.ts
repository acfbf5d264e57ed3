import type { ConfigIssue } from "../config/issues";
import type { Config } from "../config/resolve";
import { checkRuntimeAgent } from "./account-baseline/runtime-agent";
import { contextOf } from "./context";
import type { Environment } from "./environment";
import { checkModelPlaces } from "./identity/model-checks";
import { checkPolicySizes } from "./identity/size-checks";
import { type NamedResource, physicalNames } from "./name-limits";
import { checkAclQuota } from "./network/acl-quota";
import { checkAddressPlan } from "./network/checks";
import { planFlows } from "./network/flows";
import { planNetworkAcls } from "./network/network-acls";
import { checkRotations } from "./secrets/rotation-checks";

/** Everything a plan demands of a configuration beyond its schema: addresses that fit, quotas, names AWS accepts, models in reach. */
export function checkPlan(config: Config, environment: Environment): readonly ConfigIssue[] {
  const vpcIssues = checkAddressPlan(config, environment);
  const addressIssues = vpcIssues.length === 0 ? checkRotations(config, environment) : vpcIssues;
  return [
    ...addressIssues,
    // Entries are made of addresses: without these there is nothing to count.
    ...(addressIssues.length === 0 ? checkAclQuota(planNetworkAcls(planFlows({ config }))) : []),
    ...checkNameLimits(physicalNames(config, environment)),
    ...checkModelPlaces(config, environment),
    ...checkRuntimeAgent(config, environment),
    ...checkPolicySizes(contextOf(config, environment)),
  ];
}

/** Problems with physical names that AWS would refuse, each with how much too long it is. */
export function checkNameLimits(resources: readonly NamedResource[]): readonly ConfigIssue[] {
  return resources
    .filter(({ name, maxLength }) => name.length > maxLength)
    .map(({ path, name, kind, maxLength }) => ({
      code: "NAM001",
      path,
      problem: `the ${kind} name made from it has ${String(name.length)} characters`,
      given: name,
      allowed: `${String(maxLength)} characters`,
      fix: `shorten the service, project or stack name by ${String(name.length - maxLength)}`,
    }));
}
