import type { CheckContext, StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { type EffectiveRule, effectiveRules, type Peer } from "../../network/group-rules";
import { prefixListsOf } from "../../network/prefix-lists";
import { groupRuleTypes } from "../../network/rules";

/** Groups of other accounts are peers only if the account is ours. */
export const foreignGroup: StackRule = {
  id: "net/foreign-group",
  title: "Peer groups belong to accounts of our own",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: groupRuleTypes,
  why: "Who controls a group of another account decides what is in it, and so who may connect.",
  fix: "Refer to a group of your own account, or list the account in the pack's configuration.",
  decides:
    "Whether a peer that is written as account and group names an account that is not ours. Accounts are ours by configuration or by the provider's allowedAccountIds.",
  cannotDecide:
    "A group id without account may be that of a peered VPC of another account. Without known accounts no account can be called foreign.",
  frameworks: { ...familyFrameworks.net, nist80053: ["AC-4", "AC-20", "SC-7"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'referencedSecurityGroupId: "111122223333/sg-0a1b2c3d4e5f60718" in our own account 111122223333',
    fail: 'referencedSecurityGroupId: "444455556666/sg-0a1b2c3d4e5f60718"',
  },
  check: (stack, context) => {
    const { byGroup, unattached } = effectiveRules(stack, prefixListsOf(stack, context.declared));
    return [...[...byGroup.values()].flat(), ...unattached].flatMap((rule) =>
      rule.peers.flatMap((peer) => judgePeer(rule, peer, context)),
    );
  },
};

function judgePeer(
  { resource, direction }: EffectiveRule,
  peer: Peer,
  { accounts }: CheckContext,
): readonly StackObservation[] {
  // Without known accounts no account can be called foreign.
  if (accounts.size === 0) return [];
  const { path } = peer;
  if (peer.kind === "unknown" && peer.of === "group" && peer.candidates.length === 0) {
    const message = `The peer group of this ${direction} rule is unknown; one of a foreign account would fail.`;
    return [{ resource, verdict: "undecided", path, message }];
  }
  if (peer.kind !== "foreign-group" || peer.account === undefined || accounts.has(peer.account)) {
    return [];
  }
  const message = `The peer of this ${direction} rule is a group of account ${peer.account}, which is not ours.`;
  return [{ resource, verdict: "fail", path, message }];
}
