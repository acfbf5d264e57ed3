import { type Demand, demand, oneOf } from "./condition-demands";
import type { Condition } from "./document";
import { isOurOrganization, type Ours } from "./source-limit";

/** Whether conditions name exact callers, by the ARN of their role or user. */
export function namesCallers(conditions: readonly Condition[]): Demand {
  return demand(conditions, {
    isKey: oneOf("aws:principalarn"),
    accepts: (value, isPattern) =>
      !isPattern && /^arn:[^:]+:(?:iam|sts)::\d{12}:[^:]+\/./.test(value),
  });
}

/** Whether conditions keep callers inside an organization of ours. */
export function staysInOrganization(
  conditions: readonly Condition[],
  { organizations }: Pick<Ours, "organizations">,
): Demand {
  return demand(conditions, {
    isKey: oneOf("aws:principalorgid", "aws:principalorgpaths"),
    accepts: (value) => isOurOrganization(value, organizations),
  });
}

/** Whether conditions ask for an agreed external id, which keeps a third party from acting for others. */
export function asksExternalId(conditions: readonly Condition[]): Demand {
  return demand(conditions, {
    isKey: oneOf("sts:externalid"),
    accepts: (value, isPattern) => !isPattern && value.trim() !== "",
  });
}

/** The strongest of several demands: conditions are ANDed. */
export function strongest(...demands: readonly Demand[]): Demand {
  if (demands.includes("met")) return "met";
  return demands.includes("undecided") ? "undecided" : "unmet";
}
