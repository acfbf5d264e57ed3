import { addressesAtEvery, type Box, type NumberRange, type Traffic } from "./boxes";
import type { EffectiveRule, Peer } from "./group-rules";
import { type Block, everywhere } from "./intervals";
import type { PrefixList } from "./prefix-lists";
import { boxesOf, protocolNumbers, selectsEveryPort, widestOf } from "./protocols";

/** Ports that matter: port 0 is of no use to anybody. */
const usablePorts: NumberRange = { from: 1, to: 65535 };

/** How unknown values are read. */
export interface Reading {
  /** Whether at their widest; otherwise they open nothing. */
  readonly isPossible: boolean;
}

/** Whether rules of one group and direction together open every TCP or UDP port to somebody, and no single one does. */
export function opensEveryPort(rules: readonly EffectiveRule[], { isPossible }: Reading): boolean {
  const byPeer = new Map<string, Traffic>();
  // An unknown peer may be any of the others.
  const anybody: Box[] = [];
  for (const { selection, peers } of rules) {
    const selected = isPossible || selection.kind === "known" ? widestOf(selection) : undefined;
    if (selected === undefined || selectsEveryPort(selected)) continue;
    for (const peer of peers) {
      const { key, blocks, isComplete } = sideOf(peer);
      byPeer.set(key, [...(byPeer.get(key) ?? []), ...boxesOf(blocks, selected)]);
      if (!isComplete && isPossible) anybody.push(...boxesOf(everywhere, selected));
    }
  }
  return [...byPeer.values()].some((traffic) => isOpenAtEvery([...traffic, ...anybody]));
}

const isOpenAtEvery = (traffic: Traffic): boolean =>
  [protocolNumbers.tcp, protocolNumbers.udp].some((protocol) =>
    ([4, 6] as const).some(
      (family) => addressesAtEvery(traffic, { family, protocol, ports: usablePorts }).length > 0,
    ),
  );

interface Side {
  readonly key: string;
  readonly blocks: readonly Block[];
  readonly isComplete: boolean;
}

// Peers that are no addresses are each taken as one address space of their own.
const spaceOf = (key: string): Side => ({ key, blocks: everywhere, isComplete: true });

const unknownSide: Side = { key: "addresses", blocks: [], isComplete: false };

function sideOf(peer: Peer): Side {
  switch (peer.kind) {
    case "block":
      return { key: "addresses", blocks: [peer.block], isComplete: true };
    case "group":
      return spaceOf(`group ${peer.group}`);
    case "foreign-group":
      return spaceOf(`group ${peer.id}`);
    case "prefix-list":
      return listSide(peer.list);
    case "unknown":
      return unknownSide;
  }
}

function listSide(list: PrefixList): Side {
  switch (list.kind) {
    case "stack": {
      const blocks = list.entries.map(({ block }) => block);
      return { key: "addresses", blocks, isComplete: list.isComplete };
    }
    case "declared":
    case "aws-managed":
      return spaceOf(`list ${list.name}`);
    case "undecided":
      return unknownSide;
  }
}
