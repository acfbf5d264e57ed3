import type { Observation, StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { type AclEntry, aclEntries, aclTypes } from "../../network/acl-entries";
import { type EntryEffect, entryEffects, possiblyHidden } from "../../network/acl-evaluation";
import { contains } from "../../network/boxes";

/** Every entry of a network ACL has an effect where it stands. */
export const aclOrder: StackRule = {
  id: "net/acl-order",
  title: "Entries of a network ACL have an effect where they stand",
  severity: "medium",
  level: "mandatory",
  onUndecided: "warn",
  needs: "stack",
  applies: [aclTypes.acl, aclTypes.entry],
  why: "The lowest number decides: a denial after the allowance it was meant to limit denies nothing, and looks as if it did.",
  fix: "Give the entry a lower number than those that hide it, or remove it.",
  decides:
    "Whether an entry decides no packet, because entries with lower numbers decide all of them. A denial that earlier allowances make useless stops the deployment; other hidden entries are noted.",
  cannotDecide:
    "Whether an entry that decides some packets decides those it was meant for. Unknown numbers, blocks, ports and actions are noted where they could hide an entry.",
  frameworks: { ...familyFrameworks.net, pciDss: ["1.2.7"], cis: [] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "100 deny tcp 22 from everywhere, 200 allow tcp 1-1024 from 10.0.0.0/8",
    fail: "100 allow tcp 1-1024 from 10.0.0.0/8, 200 deny tcp 22 from 10.0.0.0/8",
  },
  check: (stack) =>
    [...aclEntries(stack).byAcl.values()].flatMap((entries) =>
      [false, true].flatMap((egress) => judgeDirection(entries, egress)),
    ),
};

function judgeDirection(
  entries: readonly AclEntry[],
  egress: boolean,
): readonly StackObservation[] {
  const effects = entryEffects(entries, egress);
  const hidden = effects.filter(({ decides }) => decides.length === 0);
  return [
    ...hidden.map((effect) => ({ resource: effect.entry.resource, ...judge(effect) })),
    ...possiblyHidden(entries, egress)
      .filter((entry) => !hidden.some((effect) => effect.entry === entry))
      .map(undecidedOrder),
  ];
}

function judge({ entry, about, allowedBefore, earlier }: EntryEffect): Observation {
  const { path } = entry;
  const evidence = earlier.map(({ resource, path: at }) => ({ urn: resource.urn, path: at }));
  const number = String(entry.number);
  if (entry.allows === false && contains(allowedBefore, about)) {
    const message = `Entry ${number} denies nothing: earlier entries allow all of it.`;
    return { verdict: "fail", path, message, evidence };
  }
  const message = `Entry ${number} decides nothing: earlier entries decide all of it.`;
  return { verdict: "fail", level: "advisory", path, message, evidence };
}

const undecidedOrder = ({ resource, path }: AclEntry): StackObservation => ({
  resource,
  verdict: "undecided",
  path,
  message: "Unknown values decide whether earlier entries leave this one anything to decide.",
});
