import type { JudgedStack, StackResource } from "../engine/rule";
import { pointer } from "../engine/value";
import { type Box, type Traffic, unionOf } from "./boxes";
import { type Block, everywhere } from "./intervals";
import type { PrefixList, PrefixLists } from "./prefix-lists";
import { boxesOf, type Selection } from "./protocols";
import {
  type GroupRule,
  groupReferenceTypes,
  groupRules,
  groupTypes,
  type Path,
  vpcType,
  type WrittenPeer,
} from "./rules";

/** The other side of a rule, as far as the stack tells. */
export type Peer =
  | {
      readonly kind: "block";
      /** Addresses. */
      readonly block: Block;
      /** The block as written. */
      readonly text: string;
      /** JSON pointer. */
      readonly path: string;
    }
  | {
      readonly kind: "group";
      /** Key of the group in `byGroup`. */
      readonly group: string;
      /** JSON pointer. */
      readonly path: string;
    }
  | {
      readonly kind: "foreign-group";
      /** Id of a group outside the stack. */
      readonly id: string;
      /** Account it belongs to. @default - undefined, the account of the rule */
      readonly account: string | undefined;
      /** JSON pointer. */
      readonly path: string;
    }
  | {
      readonly kind: "prefix-list";
      /** What stands behind it. */
      readonly list: PrefixList;
      /** JSON pointer. */
      readonly path: string;
    }
  | {
      readonly kind: "unknown";
      /** Keys of groups, if it is one of these; empty when it may be anybody. */
      readonly candidates: readonly string[];
      /** JSON pointer. */
      readonly path: string;
    };

/** A rule in force on a group. */
export interface EffectiveRule {
  /** Resource that holds the rule. */
  readonly resource: StackResource;
  /** JSON pointer of the rule; empty when the resource is the rule. */
  readonly path: string;
  /** Direction. */
  readonly direction: "ingress" | "egress";
  /** Whether the group holds the rule itself. */
  readonly isInline: boolean;
  /** Protocols and ports. */
  readonly selection: Selection;
  /** The other side. A rule without peers opens nothing. */
  readonly peers: readonly Peer[];
}

/** A rule whose group cannot be told. */
export interface UnattachedRule extends EffectiveRule {
  /** Keys of groups it may belong to; empty when it may be any. */
  readonly candidates: readonly string[];
  /** Whether the group is known, and belongs to another stack. */
  readonly isForeign: boolean;
}

/** The rules of the groups of a stack. */
export interface EffectiveRules {
  /** Rules by URN of the group. A default group that nobody adopts has the URN of its VPC. */
  readonly byGroup: ReadonlyMap<string, readonly EffectiveRule[]>;
  /** Rules of groups of other stacks, or whose group is unknown. */
  readonly unattached: readonly UnattachedRule[];
}

/** The rules in force on every group of the stack, over all styles: inline, one resource for both directions, one for each. */
export function effectiveRules(stack: JudgedStack, prefixLists: PrefixLists): EffectiveRules {
  const keyOf = groupKeys(stack);
  const byGroup = new Map<string, EffectiveRule[]>();
  const unattached: UnattachedRule[] = [];
  const groups = stack.ofType(groupTypes.group, groupTypes.defaultGroup);
  for (const group of groups) byGroup.set(group.urn, []);
  const add = (group: string, rule: EffectiveRule) => {
    const list = byGroup.get(group);
    if (list === undefined) byGroup.set(group, [rule]);
    else list.push(rule);
  };
  const context = { stack, keyOf, prefixLists };
  for (const group of groups) {
    for (const rule of groupRules(group))
      add(group.urn, resolved(context, { resource: group, rule, own: group.urn }));
  }
  for (const resource of stack.ofType(
    groupTypes.rule,
    groupTypes.ingressRule,
    groupTypes.egressRule,
  )) {
    const owner = stack.reference(resource, ["securityGroupId"], groupReferenceTypes);
    const own = owner.kind === "resource" ? keyOf(owner.resource) : undefined;
    for (const rule of groupRules(resource)) {
      const effective = resolved(context, { resource, rule, own });
      if (own !== undefined) add(own, effective);
      else {
        const candidates = owner.kind === "ambiguous" ? owner.candidates.map(keyOf) : [];
        unattached.push({ ...effective, candidates, isForeign: owner.kind === "foreign" });
      }
    }
  }
  return { byGroup, unattached };
}

/** The key of the group that a resource is or stands for: its URN, or for a VPC that of its default group. */
export function groupKeys(stack: JudgedStack): (resource: StackResource) => string {
  const adopted = new Map<string, string>();
  for (const group of stack.ofType(groupTypes.defaultGroup)) {
    for (const { urn } of stack.referred(group, "vpcId", [vpcType])) adopted.set(urn, group.urn);
  }
  return ({ urn }) => adopted.get(urn) ?? urn;
}

interface Resolution {
  readonly stack: JudgedStack;
  readonly keyOf: (resource: StackResource) => string;
  readonly prefixLists: PrefixLists;
}

interface Held {
  readonly resource: StackResource;
  readonly rule: GroupRule;
  readonly own: string | undefined;
}

function resolved(context: Resolution, held: Held): EffectiveRule {
  const { resource, rule } = held;
  return {
    resource,
    path: pointer(rule.path),
    direction: rule.direction,
    isInline: rule.path.length > 0,
    selection: rule.selection,
    peers: rule.peers.flatMap((peer) => resolvedPeer(context, held, peer)),
  };
}

function resolvedPeer(context: Resolution, held: Held, peer: WrittenPeer): readonly Peer[] {
  const path = pointer(peer.path);
  switch (peer.kind) {
    case "block":
      return [{ ...peer, path }];
    case "self":
      return [selfOf(held.own, path)];
    case "unknown-self":
      return [{ kind: "unknown", candidates: held.own === undefined ? [] : [held.own], path }];
    case "group":
      return [groupPeer(context, held.resource, peer.path)];
    case "prefix-list":
      return [{ kind: "prefix-list", list: context.prefixLists(held.resource, peer.path), path }];
    case "unknown-block":
      return [{ kind: "unknown", candidates: [], path }];
    // AWS refuses the rule, so it opens nothing.
    case "malformed":
      return [];
  }
}

const selfOf = (own: string | undefined, path: string): Peer =>
  own === undefined
    ? { kind: "unknown", candidates: [], path }
    : { kind: "group", group: own, path };

function groupPeer({ stack, keyOf }: Resolution, resource: StackResource, at: Path): Peer {
  const path = pointer(at);
  const reference = stack.reference(resource, at, groupReferenceTypes);
  switch (reference.kind) {
    case "resource":
      return { kind: "group", group: keyOf(reference.resource), path };
    case "ambiguous":
      return { kind: "unknown", candidates: reference.candidates.map(keyOf), path };
    case "foreign": {
      const [, account, id = reference.name] = /^(\d{12})\/(.+)$/.exec(reference.name) ?? [];
      const [own] = stack.named(id, groupReferenceTypes);
      if (own !== undefined) return { kind: "group", group: keyOf(own), path };
      return { kind: "foreign-group", id, account, path };
    }
    case "unknown":
    case "absent":
      return { kind: "unknown", candidates: [], path };
  }
}

/** Packets between a group and addresses that rules name. Groups as peers are not addresses: see `peers`. */
export interface RuleTraffic {
  /** What the rules open for certain. */
  readonly certain: Traffic;
  /** What they open at most: unknown ports and unknown peers are read as everything. */
  readonly possible: Traffic;
}

/** The packets that rules open between a group and the addresses they name. */
export function trafficOf(
  rules: readonly Pick<EffectiveRule, "selection" | "peers">[],
): RuleTraffic {
  const certain: Box[] = [];
  const possible: Box[] = [];
  for (const { selection, peers } of rules) {
    if (selection.kind === "malformed") continue;
    const selected = selection.kind === "known" ? selection : selection.widest;
    for (const peer of peers) {
      const { blocks, isComplete } = blocksOfPeer(peer);
      const known = boxesOf(blocks, selected);
      if (selection.kind === "known") certain.push(...known);
      possible.push(...(isComplete ? known : boxesOf(everywhere, selected)));
    }
  }
  return { certain: unionOf(certain), possible: unionOf(possible) };
}

function blocksOfPeer(peer: Peer): {
  readonly blocks: readonly Block[];
  readonly isComplete: boolean;
} {
  switch (peer.kind) {
    case "block":
      return { blocks: [peer.block], isComplete: true };
    case "prefix-list":
      return peer.list.kind === "stack"
        ? { blocks: peer.list.entries.map(({ block }) => block), isComplete: peer.list.isComplete }
        : { blocks: [], isComplete: false };
    case "group":
      return { blocks: [], isComplete: true };
    case "unknown":
      return { blocks: [], isComplete: peer.candidates.length > 0 };
    case "foreign-group":
      return { blocks: [], isComplete: true };
  }
}
