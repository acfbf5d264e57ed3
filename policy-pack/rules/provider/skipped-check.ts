import { decoded } from "../../engine/provider-accounts";
import type { ResourceRule } from "../../engine/rule";
import { judgeSetting } from "../../engine/settings";
import { familyFrameworks } from "../../frameworks/frameworks";
import { providerChecks } from "../../provider/provider-checks";

/** Providers check whom they act for, and whom they talk to. */
export const skippedCheck: ResourceRule = {
  id: "provider/skipped-check",
  title: "Providers skip no check of accounts, credentials and certificates",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["pulumi:providers:aws"],
  why: "A provider that does not ask AWS which account it acts in cannot refuse the wrong one.",
  fix: "Remove the switch.",
  decides:
    "skipCredentialsValidation, skipRequestingAccountId and insecure are off. skipRegionValidation is accepted, since the SDK itself sets it on every provider.",
  cannotDecide: "Whether somebody skips a check by an environment variable.",
  frameworks: { ...familyFrameworks.provider, nist80053: ["CM-2", "IA-3", "SC-8"] },
  params: {},
  since: "0.2.0",
  examples: { pass: 'skipRequestingAccountId: "false"', fail: 'skipRequestingAccountId: "true"' },
  check: ({ properties }) =>
    providerChecks.flatMap((setting) =>
      judgeSetting({ [setting.path]: decoded(properties[setting.path]) ?? null }, setting),
    ),
};
