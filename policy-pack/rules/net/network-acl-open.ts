import type { CheckContext, StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { aclTypes } from "../../network/acl-entries";
import {
  type AclDirection,
  aclDirections,
  opensEverything,
  portsOpenToAnybody,
} from "../../network/acl-judgement";
import { firstUndecided, widestAllow } from "../../network/acl-place";
import { administrationPortsOf } from "../../network/administration-ports";
import type { Traffic } from "../../network/boxes";

/** No network ACL lets the Internet use every port, or remote administration. */
export const networkAclOpen: StackRule = {
  id: "net/network-acl-open",
  title: "Network ACLs are not open to the Internet",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [aclTypes.acl, aclTypes.entry],
  why: "An ACL that allows everything guards nothing when a security group is wrong.",
  fix: "Allow single ports to and from the blocks of declared peers; split a range of ephemeral ports around 3389.",
  decides:
    "Entries are evaluated as AWS does, inline and separate ones together: by number, first match, denial at the end. Reported is every TCP or UDP port open to a quarter of the Internet or more, per direction and family, and remote administration open from there.",
  cannotDecide:
    "Single public blocks and single ports are left to the security groups and the reachability rules. Only unknown values that could open everything are undecided.",
  frameworks: familyFrameworks.net,
  params: {
    ports: {
      type: "array",
      description: "Ports of remote administration over TCP: SSH and RDP.",
      default: [22, 3389],
    },
  },
  since: "0.1.0",
  examples: {
    pass: "allow tcp 443 from 10.0.0.0/16",
    fail: "allow -1 from 0.0.0.0/1 and from 128.0.0.0/1",
  },
  check: (stack, context) =>
    aclDirections(stack).flatMap((direction) =>
      ([4, 6] as const).flatMap((family) => judge(direction, family, context)),
    ),
};

function judge(
  { egress, entries, certain, possible }: AclDirection,
  family: 4 | 6,
  context: CheckContext,
): readonly StackObservation[] {
  const ports = egress ? [] : administrationPortsOf(context);
  const side = `IPv${String(family)} ${egress ? "to" : "from"} the Internet`;
  const opened = openedBy(certain, family, ports);
  if (opened !== undefined) {
    const message = `The ACL opens ${opened.what} for ${side}.`;
    return widestAllow(entries, family, opened.ports).map((place) => ({
      ...place,
      verdict: "fail",
      message,
    }));
  }
  const maybe = openedBy(possible, family, ports);
  if (maybe === undefined) return [];
  const message = `Unknown values decide whether the ACL opens ${maybe.what} for ${side}.`;
  return firstUndecided(entries).map((place) => ({ ...place, verdict: "undecided", message }));
}

interface Opened {
  readonly what: string;
  readonly ports: readonly number[];
}

function openedBy(traffic: Traffic, family: 4 | 6, ports: readonly number[]): Opened | undefined {
  if (opensEverything(traffic, family)) return { what: "every port", ports: [] };
  const open = portsOpenToAnybody(traffic, family, ports);
  return open.length === 0 ? undefined : { what: `port ${open.join(" and ")}`, ports: open };
}
