import type { JudgedStack, StackResource } from "../engine/rule";
import { pointer } from "../engine/value";
import { type Box, type Traffic, unionOf } from "./boxes";
import { type Defaults, defaultGroupKind, defaultsOf } from "./defaults";
import { type Block, everywhere } from "./intervals";
import type { PrefixList, PrefixLists } from "./prefix-lists";
import { boxesOf, type Selection } from "./protocols";
import {
  type GroupRule,
  groupReferenceTypes,
  groupRules,
  groupTypes,
  type Path,
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
      /** What is unknown. */
      readonly of: "block" | "group";
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
}

/** The rules of the groups of a stack. */
export interface EffectiveRules {
  /** Rules by URN of the group, or by id for groups of other stacks. A default group nobody adopts has the URN of its VPC. */
  readonly byGroup: ReadonlyMap<string, readonly EffectiveRule[]>;
  /** Rules whose group is unknown. */
  readonly unattached: readonly UnattachedRule[];
}

/** The rules in force on every group, whatever the style: inline, one resource for both directions, one for each. */
export function effectiveRules(stack: JudgedStack, prefixLists: PrefixLists): EffectiveRules {
  const defaults = defaultsOf(stack, defaultGroupKind);
  const context = { stack, defaults, prefixLists };
  const byGroup = new Map<string, EffectiveRule[]>();
  const unattached: UnattachedRule[] = [];
  const groups = stack.ofType(groupTypes.group, groupTypes.defaultGroup);
  for (const resource of groups) {
    const rules = groupRules(resource);
    byGroup.set(
      resource.urn,
      rules.map((rule) => resolved(context, { resource, rule, own: resource.urn })),
    );
  }
  for (const resource of stack.ofType(...separateTypes)) {
    const { key, candidates } = ownerOf(context, resource);
    for (const rule of groupRules(resource)) {
      const effective = resolved(context, { resource, rule, own: key });
      if (key === undefined) unattached.push({ ...effective, candidates });
      else append(byGroup, key, effective);
    }
  }
  return { byGroup, unattached };
}

/** Rules of each direction, apart. */
export const byDirection = <Item extends Pick<EffectiveRule, "direction">>(
  rules: readonly Item[],
): readonly (readonly Item[])[] =>
  (["ingress", "egress"] as const).map((direction) =>
    rules.filter((rule) => rule.direction === direction),
  );

/** Adds an item to the list of a key. */
export function append<Item>(index: Map<string, Item[]>, key: string, item: Item): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [item]);
  else list.push(item);
}

const separateTypes = [groupTypes.rule, groupTypes.ingressRule, groupTypes.egressRule] as const;

interface Owner {
  readonly key: string | undefined;
  readonly candidates: readonly string[];
}

function ownerOf({ stack, defaults }: Resolution, resource: StackResource): Owner {
  const owner = stack.reference(resource, ["securityGroupId"], groupReferenceTypes);
  switch (owner.kind) {
    case "resource":
      return { key: defaults.keyOf(owner.resource), candidates: [] };
    case "foreign":
      return { key: defaults.keyOfId(owner.name) ?? owner.name, candidates: [] };
    case "ambiguous":
      return { key: undefined, candidates: owner.candidates.map(defaults.keyOf) };
    case "unknown":
    case "absent":
      return { key: undefined, candidates: [] };
  }
}

interface Resolution {
  readonly stack: JudgedStack;
  readonly defaults: Defaults;
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
      return [
        {
          kind: "unknown",
          of: "group",
          candidates: held.own === undefined ? [] : [held.own],
          path,
        },
      ];
    case "group":
      return [groupPeer(context, held.resource, peer.path)];
    case "prefix-list":
      return [{ kind: "prefix-list", list: context.prefixLists(held.resource, peer.path), path }];
    case "unknown-block":
      return [{ kind: "unknown", of: "block", candidates: [], path }];
    // AWS refuses the rule, so it opens nothing.
    case "malformed":
      return [];
  }
}

const selfOf = (own: string | undefined, path: string): Peer =>
  own === undefined
    ? { kind: "unknown", of: "group", candidates: [], path }
    : { kind: "group", group: own, path };

function groupPeer({ stack, defaults }: Resolution, resource: StackResource, at: Path): Peer {
  const path = pointer(at);
  const reference = stack.reference(resource, at, groupReferenceTypes);
  switch (reference.kind) {
    case "resource":
      return { kind: "group", group: defaults.keyOf(reference.resource), path };
    case "ambiguous":
      return {
        kind: "unknown",
        of: "group",
        candidates: reference.candidates.map(defaults.keyOf),
        path,
      };
    case "foreign": {
      // AWS also writes groups as account/id.
      const [, account, id = reference.name] = /^(\d{12})\/(.+)$/.exec(reference.name) ?? [];
      const [own] = stack.named(id, groupReferenceTypes);
      const group = own === undefined ? defaults.keyOfId(id) : defaults.keyOf(own);
      if (group !== undefined) return { kind: "group", group, path };
      return { kind: "foreign-group", id, account, path };
    }
    case "unknown":
    case "absent":
      return { kind: "unknown", of: "group", candidates: [], path };
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
