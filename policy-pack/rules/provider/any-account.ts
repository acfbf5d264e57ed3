import { undecidable, violated } from "../../engine/observations";
import { decoded } from "../../engine/provider-accounts";
import type { ResourceRule } from "../../engine/rule";
import { isUnknown, listOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Providers act in named accounts only. */
export const anyAccount: ResourceRule = {
  id: "provider/any-account",
  title: "Providers act in named accounts only",
  severity: "low",
  level: "advisory",
  onUndecided: "warn",
  needs: "resource",
  applies: ["pulumi:providers:aws"],
  why: "With the wrong credentials at hand a program deploys into the wrong account, and rules cannot tell our accounts from others.",
  fix: "Set allowedAccountIds to the accounts of the stack.",
  decides: "allowedAccountIds names at least one account.",
  cannotDecide: "Whether the accounts are the right ones.",
  frameworks: familyFrameworks.provider,
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'allowedAccountIds: ["111122223333"]',
    fail: "a provider without allowedAccountIds",
  },
  check: ({ properties }) => {
    const accounts = decoded(properties["allowedAccountIds"]);
    const path = "/allowedAccountIds";
    if (isUnknown(accounts))
      return [undecidable(path, "The accounts of the provider are unknown.")];
    if (listOf(accounts).some((account) => account !== "")) return [];
    return [violated(path, "The provider acts in whatever account its credentials belong to.")];
  },
};
