import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { type AclEntry, aclEntries } from "../../network/acl-entries";
import { evaluateAcl, isDecided } from "../../network/acl-evaluation";
import { addressesAt, addressesAtEvery, type Traffic } from "../../network/boxes";
import { countOf, isAnywhere } from "../../network/intervals";
import { protocolNumbers } from "../../network/protocols";

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
    const { byAcl, unattached } = aclEntries(stack);
    const lists = [...byAcl.values(), ...unattached.map((entry) => [entry])];
    return [
      ...unattached.filter(({ isForeign }) => !isForeign).map(undecidedEntry),
      ...lists.flatMap((list) =>
        ([false, true] as const).flatMap((egress) => judgeDirection(list, egress)),
      ),
    ];
  },
};

function judgeDirection(
  entries: readonly AclEntry[],
  egress: boolean,
): readonly StackObservation[] {
  const own = entries.filter((entry) => entry.egress === egress);
  const unknown = own.filter((entry) => entry.allows !== false && !isDecided(entry));
  const { certain } = evaluateAcl(entries, egress);
  return [
    ...unknown.map(undecidedEntry),
    ...([4, 6] as const).flatMap((family) => judgeFamily(own, certain, family)),
  ];
}

function judgeFamily(
  entries: readonly AclEntry[],
  traffic: Traffic,
  family: 4 | 6,
): readonly StackObservation[] {
  const widest = widestEntry(entries, family);
  if (widest === undefined) return [];
  const { resource, path, egress } = widest;
  const tcp = { family, protocol: protocolNumbers.tcp } as const;
  if (isAnywhere(addressesAtEvery(traffic, { ...tcp, ports: { from: 1, to: 65535 } }), family)) {
    const message = `Every port is open ${egress === true ? "to" : "from"} the Internet.`;
    return [{ resource, verdict: "fail", path, message }];
  }
  if (egress === true) return [];
  return administrationPorts
    .filter((port) => isAnywhere(addressesAt(traffic, { ...tcp, port }), family))
    .map((port) => ({
      resource,
      verdict: "fail",
      path,
      message: `Port ${String(port)} is open from the Internet.`,
    }));
}

function widestEntry(entries: readonly AclEntry[], family: 4 | 6): AclEntry | undefined {
  const size = ({ addresses }: AclEntry): bigint =>
    addresses.kind === "known"
      ? countOf(addresses.blocks.filter((block) => block.family === family))
      : 0n;
  return entries
    .filter((entry) => entry.allows === true && isDecided(entry) && size(entry) > 0n)
    .reduce<AclEntry | undefined>(
      (widest, entry) => (widest === undefined || size(entry) > size(widest) ? entry : widest),
      undefined,
    );
}

const undecidedEntry = ({ resource, path }: AclEntry): StackObservation => ({
  resource,
  verdict: "undecided",
  path,
  message: "The entry's ACL, block, ports or number is unknown.",
});
