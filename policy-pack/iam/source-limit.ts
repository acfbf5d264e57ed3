import type { CheckContext } from "../engine/rule";
import { type Demand, demand, oneOf } from "./condition-demands";
import type { Condition } from "./document";
import { ownership } from "./principal-forms";

/** The accounts and organizations that are ours. */
export type Ours = Pick<CheckContext, "accounts" | "organizations">;

/** On whose behalf a service may call: ours alone, ARNs that hold no account, somebody else's, or anybody's. */
export type SourceLimit = "ours" | "without-account" | "anybody" | "undecided";

/** Judges whether conditions tie a service to our own resources. */
export function sourceLimit(conditions: readonly Condition[], ours: Ours): SourceLimit {
  const limits = [...accountDemands(conditions, ours), arnDemand(conditions, ours)];
  if (limits.includes("met")) return "ours";
  if (limits.includes("undecided")) return "undecided";
  const isBucket = demand(conditions, {
    isKey: oneOf("aws:sourcearn"),
    accepts: (value, isPattern) => !isPattern && /^arn:[^:]+:[^:]+:[^:]*::./.test(value),
  });
  return isBucket === "met" ? "without-account" : "anybody";
}

function accountDemands(
  conditions: readonly Condition[],
  { accounts, organizations }: Ours,
): readonly Demand[] {
  return [
    demand(conditions, {
      isKey: oneOf("aws:sourceaccount"),
      accepts: (value) => isOurAccount(value, accounts),
    }),
    demand(conditions, {
      isKey: oneOf("aws:sourceorgid", "aws:sourceorgpaths"),
      accepts: (value) => isOurOrganization(value, organizations),
    }),
  ];
}

function arnDemand(conditions: readonly Condition[], { accounts }: Ours): Demand {
  return demand(conditions, {
    isKey: oneOf("aws:sourcearn"),
    accepts: (value) => isOurAccount(value.split(":")[4] ?? "", accounts),
  });
}

/** Whether text is one account id, and not one that is known to be somebody else's. */
export function isOurAccount(text: string, accounts: ReadonlySet<string>): boolean {
  return /^\d{12}$/.test(text) && ownership(text, accounts) !== "foreign";
}

/** Whether text is one organization, or a path below one, and not one that is known to be somebody else's. */
export function isOurOrganization(text: string, organizations: ReadonlySet<string>): boolean {
  const [id = ""] = text.split("/");
  return /^o-[a-z0-9]+$/.test(id) && (organizations.size === 0 || organizations.has(id));
}
