import { accountNumbers, accountSettings, judgeNumber } from "../../audit/account-settings";
import { byType } from "../../engine/observations";
import type { Param, ResourceRule } from "../../engine/rule";
import { judgeSetting } from "../../engine/settings";
import { familyFrameworks } from "../../frameworks/frameworks";

const bound = (description: string, value: number): Param => ({
  type: "integer",
  description,
  default: value,
  minimum: 1,
});

/** Settings of a whole account are as strict as they can be. */
export const accountSettingsRule: ResourceRule = {
  id: "audit/account-settings",
  title: "Settings of the account block public sharing, plain metadata and weak passwords",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [...new Set([...accountSettings, ...accountNumbers].map(({ type }) => type))],
  why: "What the account allows, every mistake in it can use; what it refuses, nobody need remember.",
  fix: "Set the value that the message names.",
  decides:
    "Whether public sharing of snapshots and images is blocked, whether machines ask for tokens and answer within few hops by default, and whether passwords of users are long, mixed and new.",
  cannotDecide:
    "Settings that no stack declares, and those of other Regions; the greatest age of a password is not judged.",
  frameworks: {
    nist80053: ["AC-3", "AC-21", "CM-6", "IA-5(1)"],
    nist800207: familyFrameworks.audit.nist800207,
    pciDss: ["2.2.1", "8.3.6", "8.3.7"],
    cis: ["credentials and rotation"],
  },
  params: {
    passwordLength: bound("Least number of characters of a password.", 14),
    passwordReuse: bound("Earlier passwords that are refused.", 24),
    metadataHops: bound("Most hops that answers of the metadata service travel.", 1),
  },
  since: "0.2.0",
  examples: { pass: 'state: "block-all-sharing"', fail: "minimumPasswordLength: 8" },
  check: ({ type, properties }, context) => [
    ...(settings.get(type) ?? []).flatMap((setting) => judgeSetting(properties, setting)),
    ...(numbers.get(type) ?? []).flatMap((row) => judgeNumber(properties, row, context)),
  ],
};

const settings = byType(accountSettings);
const numbers = byType(accountNumbers);
