import type { CheckContext, StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { type EffectiveRule, effectiveRules, type Peer } from "../../network/group-rules";
import { openness } from "../../network/openness";
import { type PrefixList, prefixListsOf, prefixListTypes } from "../../network/prefix-lists";
import { describeSelection } from "../../network/protocols";
import { groupRuleTypes } from "../../network/rules";

/** Prefix lists hide no public addresses from security-group rules. */
export const openPrefixList: StackRule = {
  id: "net/open-prefix-list",
  title: "Prefix lists open no public addresses",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...groupRuleTypes, ...prefixListTypes],
  why: "A prefix list can hold the whole Internet, and the rule that uses it does not show it.",
  fix: "Use a list of private blocks, a list that AWS keeps, or a security group.",
  decides:
    "Lists of the stack are expanded with their separate entries. Lists that AWS keeps are known by name, by the gateway endpoint that gives out their id, or by an id of eight digits; egress to them is accepted, ingress from them is noted.",
  cannotDecide:
    "A list of nobody in the stack is undecided until a declared edge names its id or its name. Which addresses AWS puts into its own lists is not looked at.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "egress to the prefix list of a gateway endpoint",
    fail: "ingress from a prefix list with the entry 0.0.0.0/1",
  },
  check: (stack, context) => {
    const { byGroup, unattached } = effectiveRules(stack, prefixListsOf(stack, context.declared));
    return [...[...byGroup.values()].flat(), ...unattached].flatMap((rule) =>
      rule.peers.flatMap((peer) =>
        peer.kind === "prefix-list" ? judgeList(rule, peer, context) : [],
      ),
    );
  },
};

type ListPeer = Extract<Peer, { readonly kind: "prefix-list" }>;
type StackList = Extract<PrefixList, { readonly kind: "stack" }>;

function judgeList(
  rule: EffectiveRule,
  { list, path }: ListPeer,
  context: CheckContext,
): readonly StackObservation[] {
  const { resource, direction, selection } = rule;
  if (list.kind === "stack") {
    return judgeEntries({ resource, path, direction, selection }, list, context);
  }
  if (list.kind === "undecided") {
    const message = `Nobody tells what the prefix list of this ${direction} rule holds; public addresses would fail.`;
    const fix =
      "Name the list's id as the end of an edge in a component's zeroTrust input, or declare the list in the stack.";
    return [{ resource, verdict: "undecided", path, message, fix }];
  }
  if (list.kind === "aws-managed" && direction === "ingress") {
    const message = `This ingress rule admits ${list.name}, whose service sends for every customer of AWS.`;
    const fix = `Declare an edge from ${list.name}, or admit a security group instead.`;
    return [{ resource, verdict: "fail", level: "advisory", path, message, fix }];
  }
  return [];
}

function judgeEntries(
  { resource, path, direction, selection }: Omit<EffectiveRule, "isInline" | "peers">,
  { resource: list, entries, isComplete }: StackList,
  { declared }: CheckContext,
): readonly StackObservation[] {
  const verdicts = entries.map((entry) => ({
    entry,
    verdict: openness({ block: entry.block, selection, direction }, declared),
  }));
  const open = verdicts.filter(({ verdict }) => verdict === "fail").map(({ entry }) => entry);
  if (open.length > 0) {
    const blocks = open.map(({ text }) => text).join(", ");
    const what = describeSelection(selection);
    const message = `Through the prefix list ${list.name} this ${direction} rule opens ${what} to ${blocks}, which no declared edge names.`;
    const evidence = open.map((entry) => ({ urn: entry.resource.urn, path: entry.path }));
    const fix = `Take ${blocks} out of the prefix list ${list.name}, or declare an edge for it.`;
    return [{ resource, verdict: "fail", path, message, fix, evidence }];
  }
  if (isComplete && verdicts.every(({ verdict }) => verdict === "pass")) return [];
  const message = `Entries of the prefix list ${list.name} are unknown, and a public one would fail.`;
  return [{ resource, verdict: "undecided", path, message }];
}
