import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { aclTypes } from "../../network/acl-entries";
import {
  type AclDirection,
  aclDirections,
  ephemeralPorts,
  opensEverything,
  opensPartOf,
} from "../../network/acl-judgement";
import { firstUndecided, widestAllow } from "../../network/acl-place";
import type { Traffic } from "../../network/boxes";
import { subnetPlaces, subnetTypes } from "../../network/subnets";

/** Subnets without a way to the Internet admit no replies from there. */
export const isolatedReplies: StackRule = {
  id: "net/isolated-replies",
  title: "Isolated subnets exchange no replies with the Internet",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [
    aclTypes.acl,
    aclTypes.entry,
    aclTypes.association,
    subnetTypes.subnet,
    subnetTypes.route,
    subnetTypes.table,
    subnetTypes.tableAssociation,
  ],
  why: "Replies from everywhere are only needed where something calls everywhere; in an isolated subnet they are the second half of a way out.",
  fix: "Allow ephemeral ports to and from the blocks of declared peers only.",
  decides:
    "Whether the ACL of a subnet without any route to public addresses allows ports from 1024 on to or from a quarter of the Internet or more, in one piece or in several.",
  cannotDecide:
    "Subnets whose route table cannot be told are undecided only if their ACL is that open. Routes that other stacks add are not seen.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "allow tcp 32768-60999 from 10.0.0.0/16 in an isolated subnet",
    fail: "allow tcp 1024-65535 from 0.0.0.0/0 in an isolated subnet",
  },
  check: (stack) => {
    const places = subnetPlaces(stack);
    return aclDirections(stack).flatMap((direction) => {
      const own = places.filter(({ acl }) => acl === direction.acl);
      const isIsolated = own.some((place) => place.isIsolated === true);
      const isPossible = own.some((place) => place.isIsolated === undefined);
      return isIsolated || isPossible
        ? ([4, 6] as const).flatMap((family) => judge(direction, family, isIsolated))
        : [];
    });
  },
};

function judge(
  { egress, entries, certain, possible }: AclDirection,
  family: 4 | 6,
  isIsolated: boolean,
): readonly StackObservation[] {
  const side = egress ? "to" : "from";
  if (opensReplies(certain, family)) {
    const message = isIsolated
      ? `Ephemeral ports ${side} everywhere are open for a subnet that has no route there.`
      : `Ephemeral ports ${side} everywhere are open, and whether a subnet has a route there is unknown.`;
    const verdict = isIsolated ? "fail" : "undecided";
    return widestAllow(entries, family, []).map((place) => ({ ...place, verdict, message }));
  }
  if (!opensReplies(possible, family)) return [];
  const message = `Unknown values decide whether ephemeral ports ${side} everywhere are open for an isolated subnet.`;
  return firstUndecided(entries).map((place) => ({ ...place, verdict: "undecided", message }));
}

// Every port from everywhere is one cause, and reported by net/network-acl-open.
const opensReplies = (traffic: Traffic, family: 4 | 6): boolean =>
  opensPartOf(traffic, family, ephemeralPorts) && !opensEverything(traffic, family);
