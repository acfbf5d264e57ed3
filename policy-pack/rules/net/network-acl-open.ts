import type { StackObservation, StackResource, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { type AclEntry, aclEntries } from "../../network/acl-entries";
import { openPorts } from "../../network/acl-evaluation";

const aclTypes = ["aws:ec2/networkAcl:NetworkAcl"] as const;

/** Remote administration: SSH and RDP. */
const administrationPorts = [22, 3389] as const;

/** No network ACL lets the whole Internet reach everything, or remote administration. */
export const networkAclOpen: StackRule = {
  id: "net/network-acl-open",
  title: "Network ACLs are not open to the Internet",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...aclTypes, "aws:ec2/networkAclRule:NetworkAclRule"],
  why: "An ACL that allows everything guards nothing when a security group is wrong.",
  fix: "Allow single ports to and from the blocks of declared peers; split a range of ephemeral ports around 3389.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.1.0",
  examples: {
    pass: "allow tcp 443 from 10.0.0.0/16",
    fail: "allow -1 from 0.0.0.0/1 and from 128.0.0.0/1",
  },
  check: (stack) => {
    const { entries, unattached } = aclEntries(stack);
    return [
      ...unattached.map(undecidedEntry),
      ...[...entries.values()].flatMap((list) =>
        ([false, true] as const).flatMap((egress) =>
          judgeDirection(
            list.filter((entry) => entry.egress === egress),
            egress,
          ),
        ),
      ),
    ];
  },
};

function judgeDirection(
  entries: readonly AclEntry[],
  egress: boolean,
): readonly StackObservation[] {
  const unknown = entries.filter(({ allows, isKnown }) => allows && !isKnown);
  const known = entries.filter(({ isKnown }) => isKnown);
  return [
    ...unknown.map(({ resource }) => undecidedEntry(resource)),
    ...([4, 6] as const).flatMap((family) => judgeFamily(known, family, egress)),
  ];
}

function judgeFamily(
  entries: readonly AclEntry[],
  family: 4 | 6,
  egress: boolean,
): readonly StackObservation[] {
  const { isEverything, ports, widest } = openPorts(entries, family);
  if (widest === undefined) return [];
  const { resource, path } = widest;
  const direction = egress ? "to" : "from";
  if (isEverything) {
    const message = `Every port is open ${direction} the Internet.`;
    return [{ resource, verdict: "fail", path, message }];
  }
  if (egress) return [];
  return administrationPorts
    .filter((port) => ports(port))
    .map((port) => ({
      resource,
      verdict: "fail",
      path,
      message: `Port ${String(port)} is open from the Internet.`,
    }));
}

const undecidedEntry = (resource: StackResource): StackObservation => ({
  resource,
  verdict: "undecided",
  path: "",
  message: "The entry's ACL, block, ports or number is unknown.",
});
