import type { JudgedStack } from "../engine/rule";
import type { AclEntries } from "../network/acl-entries";
import { evaluateAcl } from "../network/acl-evaluation";
import { allTraffic, type Box, everyPort, everyProtocol, unionOf } from "../network/boxes";
import type { Defaults } from "../network/defaults";
import type { EffectiveRule, EffectiveRules, Peer } from "../network/group-rules";
import { type Block, everywhere } from "../network/intervals";
import { boxesOf } from "../network/protocols";
import { type Bounds, exactly, nothing } from "./bounds";

/** Direction, seen from the resource that is guarded. */
export type Direction = "ingress" | "egress";

/** What a network ACL lets through, each ACL evaluated once. */
export type AclFilter = (acl: string | undefined, direction: Direction) => Bounds;

/** Whatever it may be, nothing is proven. */
export const anything: Bounds = { certain: [], possible: allTraffic };

/** Evaluates ACLs by key. The default ACL that nobody adopts lets everything through. */
export function aclFilter({ byAcl, unattached }: AclEntries, defaults: Defaults): AclFilter {
  const cache = new Map<string, Bounds>();
  const evaluate = (acl: string, direction: Direction): Bounds => {
    const entries = byAcl.get(acl);
    const isUnadopted = defaults.isDefault(acl) && !byAcl.has(acl);
    if (isUnadopted) return exactly(allTraffic);
    if (entries === undefined) return anything;
    const isEgress = direction === "egress";
    const loose = unattached.filter(
      ({ candidates }) => candidates.length === 0 || candidates.includes(acl),
    );
    const own = evaluateAcl(entries, isEgress);
    if (loose.length === 0) return own;
    // An entry that may belong here may open or close whatever it is about.
    const allowing = loose.filter(({ allows }) => allows !== false);
    const widened = evaluateAcl([...entries, ...allowing], isEgress);
    return { certain: [], possible: unionOf(own.possible, widened.possible) };
  };
  return (acl, direction) => {
    if (acl === undefined) return anything;
    const key = `${direction} ${acl}`;
    const cached = cache.get(key) ?? evaluate(acl, direction);
    cache.set(key, cached);
    return cached;
  };
}

/** The groups of a resource, as a filter. */
export interface GroupSet {
  /** Keys of its groups. */
  readonly groups: readonly string[];
  /** Whether it has groups whose rules cannot be told. */
  readonly hasUnknown: boolean;
  /** Whether groups guard it at all. */
  readonly isGuarded: boolean;
}

/** A rule with the certainty that it belongs to the group. */
export interface HeldRule {
  /** The rule. */
  readonly rule: EffectiveRule;
  /** Whether it belongs to the group for certain. */
  readonly isCertain: boolean;
}

/** Rules of a set of groups in one direction. */
export type GroupRules = (set: GroupSet, direction: Direction) => readonly HeldRule[];

/** Finds the rules of groups. The default group that nobody adopts lets everything out, and itself in. */
export function groupRulesOf(
  stack: JudgedStack,
  { byGroup, unattached }: EffectiveRules,
): GroupRules {
  const cache = new Map<string, readonly HeldRule[]>();
  const collect = (groups: readonly string[], direction: Direction): readonly HeldRule[] => {
    const own = groups.flatMap((group) => [
      ...(byGroup.get(group) ?? []),
      ...rulesByAws(stack, group),
    ]);
    const loose = unattached.filter(
      ({ candidates }) => candidates.length === 0 || candidates.some((key) => groups.includes(key)),
    );
    return [
      ...own.map((rule) => ({ rule, isCertain: true })),
      ...loose.map((rule) => ({ rule, isCertain: false })),
    ].filter(({ rule }) => rule.direction === direction);
  };
  return ({ groups }, direction) => {
    const key = `${direction} ${groups.join("\n")}`;
    const found = cache.get(key) ?? collect(groups, direction);
    cache.set(key, found);
    return found;
  };
}

// A default group that nobody adopts goes by the URN of its VPC.
function rulesByAws(stack: JudgedStack, group: string): readonly EffectiveRule[] {
  const vpc = stack.byUrn(group);
  if (vpc?.type !== "aws:ec2/vpc:Vpc") return [];
  const rule = {
    resource: vpc,
    path: "",
    isInline: false,
    selection: { kind: "known", protocols: everyProtocol, ports: everyPort },
  } as const;
  const anywhere = everywhere.map(
    (block): Peer => ({ kind: "block", block, text: "anywhere", path: "" }),
  );
  return [
    { ...rule, direction: "egress", peers: anywhere },
    { ...rule, direction: "ingress", peers: [{ kind: "group", group, path: "" }] },
  ];
}

/** The packets between a set of groups and addresses: groups as peers are not addresses. */
export function addressTraffic(set: GroupSet, rules: readonly HeldRule[]): Bounds {
  if (!set.isGuarded) return exactly(allTraffic);
  if (set.hasUnknown) return { ...addressesIn(rules), possible: allTraffic };
  return rules.length === 0 ? nothing : addressesIn(rules);
}

function addressesIn(rules: readonly HeldRule[]): Bounds {
  const certain: Box[] = [];
  const possible: Box[] = [];
  for (const { rule, isCertain } of rules) {
    const { selection } = rule;
    if (selection.kind === "malformed") continue;
    const selected = selection.kind === "known" ? selection : selection.widest;
    for (const peer of rule.peers) {
      const { blocks, isComplete } = blocksOf(peer);
      const known = boxesOf(blocks, selected);
      if (isCertain && selection.kind === "known") certain.push(...known);
      possible.push(...(isComplete ? known : boxesOf(everywhere, selected)));
    }
  }
  return { certain: unionOf(certain), possible: unionOf(possible) };
}

/** Addresses of a peer. Lists of AWS hold addresses of its services, not the Internet at large. */
export function blocksOf(peer: Peer): {
  readonly blocks: readonly Block[];
  readonly isComplete: boolean;
} {
  switch (peer.kind) {
    case "block":
      return { blocks: [peer.block], isComplete: true };
    case "prefix-list":
      return peer.list.kind === "stack"
        ? { blocks: peer.list.entries.map(({ block }) => block), isComplete: peer.list.isComplete }
        : { blocks: [], isComplete: peer.list.kind !== "undecided" };
    case "unknown":
      return { blocks: [], isComplete: peer.candidates.length > 0 };
    case "group":
    case "foreign-group":
      return { blocks: [], isComplete: true };
  }
}
