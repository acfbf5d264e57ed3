import type { Observation, ResourceRule } from "../../engine/rule";
import { pointer } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { publicAddresses } from "../../network/intervals";
import { type GroupRule, groupRules, groupRuleTypes, type WrittenPeer } from "../../network/rules";

/** No security-group rule may be open to public addresses, in either direction. */
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
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.1.0",
  examples: {
    pass: "an ingress rule with referencedSecurityGroupId",
    fail: "an ingress rule with cidrIpv4: 128.0.0.0/1",
  },
  check: (resource) =>
    groupRules(resource).flatMap((rule) => rule.peers.flatMap((peer) => judgePeer(rule, peer))),
};

function judgePeer({ direction }: GroupRule, peer: WrittenPeer): readonly Observation[] {
  const path = pointer(peer.path);
  if (peer.kind === "malformed") {
    return [{ verdict: "fail", path, message: `${peer.text} is not an address block.` }];
  }
  if (peer.kind === "unknown-block") {
    const message = `The block of this ${direction} rule is unknown.`;
    return [{ verdict: "undecided", path, message }];
  }
  if (peer.kind !== "block") return [];
  if (publicAddresses([peer.block], peer.block.family).length === 0) return [];
  return [{ verdict: "fail", path, message: `${direction} is open to ${peer.text}.` }];
}
