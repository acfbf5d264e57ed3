import type { CheckContext, Observation, ResourceRule } from "../../engine/rule";
import { pointer } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { openness } from "../../network/openness";
import { describeSelection } from "../../network/protocols";
import { type GroupRule, groupRules, groupRuleTypes, type WrittenPeer } from "../../network/rules";

/** No security-group rule may be open to public addresses that no declared edge names, in either direction. */
export const openRule: ResourceRule = {
  id: "net/open-rule",
  title: "Security groups are not open to public addresses",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: groupRuleTypes,
  why: "A public block lets strangers in, or data out; half the Internet is as bad as all of it.",
  fix: "Refer to a security group or a managed prefix list instead of a public block.",
  decides:
    "Whether a rule of any style, in either direction, holds a public address that no declared edge names for its protocol and port; one address is as much as all of them.",
  cannotDecide:
    "An edge counts from the moment its component is registered, so it belongs to the rule's component or to one before it. Prefix lists are judged by net/open-prefix-list, groups as peers by the reachability rules.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.1.0",
  examples: {
    pass: "an ingress rule with referencedSecurityGroupId",
    fail: "an ingress rule with cidrIpv4: 128.0.0.0/1",
  },
  check: (resource, context) =>
    groupRules(resource).flatMap((rule) =>
      rule.peers.flatMap((peer) => judgePeer(rule, peer, context)),
    ),
};

function judgePeer(
  rule: GroupRule,
  peer: WrittenPeer,
  { declared }: CheckContext,
): readonly Observation[] {
  const { direction, selection } = rule;
  const path = pointer(peer.path);
  if (peer.kind === "unknown-block") {
    const message = rule.isUnknown
      ? `The ${direction} rules here are unknown.`
      : `The block of this ${direction} rule is unknown, and a public one would fail.`;
    return [{ verdict: "undecided", path, message, fix: knownFix }];
  }
  if (peer.kind !== "block") return [];
  const verdict = openness({ block: peer.block, selection, direction }, declared);
  if (verdict === "pass") return [];
  const what = describeSelection(selection);
  if (verdict === "undecided") {
    const message = `Declared edges name only some ports for ${peer.text}, and those of this ${direction} rule are unknown.`;
    return [{ verdict, path, message, fix: knownFix }];
  }
  const message = `This ${direction} rule opens ${what} ${preposition[direction]} ${peer.text}, which no declared edge names.`;
  const fix = `Replace ${peer.text} by the group or managed prefix list of the ${other[direction]}, or declare an edge for ${what} with this block as its end.`;
  return [{ verdict, path, message, fix }];
}

const knownFix =
  "Give the block and the ports as literal values, so that they are known at preview.";

const preposition = { ingress: "from", egress: "to" } as const;

const other = { ingress: "callers", egress: "services it calls" } as const;
