import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { type AclEntry, aclEntries, aclTypes, entriesByDirection } from "../../network/acl-entries";

/** Entries of one direction have numbers of their own. */
export const aclDuplicateNumber: StackRule = {
  id: "net/acl-duplicate-number",
  title: "Entries of a network ACL have numbers of their own",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [aclTypes.acl, aclTypes.defaultAcl, aclTypes.entry],
  why: "AWS keeps one entry for each number and direction, so one of the two is not in force, or refused halfway through an update.",
  fix: "Give every entry of a direction a number of its own.",
  decides:
    "Whether two entries of one ACL and direction have the same known number, inline and separate ones together.",
  cannotDecide: "Entries that other stacks add to the ACL are not seen.",
  frameworks: { ...familyFrameworks.net, nist80053: ["CM-2", "SC-7"], cis: [] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "ingress 100 and egress 100",
    fail: "ingress 100 twice",
  },
  check: (stack) =>
    [...aclEntries(stack).byAcl.values()].flatMap(entriesByDirection).flatMap(judge),
};

function judge(entries: readonly AclEntry[]): readonly StackObservation[] {
  const seen = new Map<number, AclEntry>();
  return entries.flatMap((entry): readonly StackObservation[] => {
    const { resource, path, number } = entry;
    if (number === undefined) return entries.length > 1 ? [undecidedNumber(entry)] : [];
    const earlier = seen.get(number);
    if (earlier === undefined) {
      seen.set(number, entry);
      return [];
    }
    const evidence = [{ urn: earlier.resource.urn, path: earlier.path }];
    if (entry.egress === undefined || earlier.egress === undefined) {
      const message = `Another entry has number ${String(number)}, and whether it is of this direction is unknown.`;
      return [{ resource, verdict: "undecided", path, message, evidence }];
    }
    const message = `Another entry of this direction also has number ${String(number)}.`;
    return [{ resource, verdict: "fail", path, message, evidence }];
  });
}

const undecidedNumber = ({ resource, path }: AclEntry): StackObservation => ({
  resource,
  verdict: "undecided",
  path,
  message: "The entry's number is unknown, and that of another entry would fail.",
});
