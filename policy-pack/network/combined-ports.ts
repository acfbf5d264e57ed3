import { addressesAtEvery, type NumberRange, type Traffic } from "./boxes";
import type { EffectiveRule, Peer } from "./group-rules";
import { type Block, everywhere } from "./intervals";
import { boxesOf, protocolNumbers, type Selected, selectsEveryPort } from "./protocols";

/** Ports that matter: port 0 is of no use to anybody. */
const usablePorts: NumberRange = { from: 1, to: 65535 };

/** Whether rules of one group and direction together open every TCP or UDP port to somebody, and no single one does. */
export function opensEveryPort(
  rules: readonly EffectiveRule[],
  reading: "certain" | "possible",
): boolean {
  const byPeer = new Map<string, Traffic>();
  for (const { selection, peers } of rules) {
    const selected = selectedOf(selection, reading);
    if (selected === undefined || selectsEveryPort(selected)) continue;
    for (const peer of peers) {
      const { key, blocks } = sideOf(peer);
      byPeer.set(key, [...(byPeer.get(key) ?? []), ...boxesOf(blocks, selected)]);
    }
  }
  return [...byPeer.values()].some(isOpenAtEvery);
}

const isOpenAtEvery = (traffic: Traffic): boolean =>
  [protocolNumbers.tcp, protocolNumbers.udp].some((protocol) =>
    ([4, 6] as const).some(
      (family) => addressesAtEvery(traffic, { family, protocol, ports: usablePorts }).length > 0,
    ),
  );

function selectedOf(
  selection: EffectiveRule["selection"],
  reading: "certain" | "possible",
): Selected | undefined {
  if (selection.kind === "known") return selection;
  return selection.kind === "unknown" && reading === "possible" ? selection.widest : undefined;
}

interface Side {
  readonly key: string;
  readonly blocks: readonly Block[];
}

// Peers that are no addresses are each taken as one address space of their own.
function sideOf(peer: Peer): Side {
  switch (peer.kind) {
    case "block":
      return { key: "addresses", blocks: [peer.block] };
    case "group":
      return { key: `group ${peer.group}`, blocks: everywhere };
    case "foreign-group":
      return { key: `group ${peer.id}`, blocks: everywhere };
    case "prefix-list":
      return listSide(peer.list);
    case "unknown":
      return { key: `unknown ${peer.path}`, blocks: [] };
  }
}

function listSide(list: Extract<Peer, { readonly kind: "prefix-list" }>["list"]): Side {
  switch (list.kind) {
    case "stack":
      return { key: "addresses", blocks: list.entries.map(({ block }) => block) };
    case "declared":
    case "aws-managed":
      return { key: `list ${list.name}`, blocks: everywhere };
    case "undecided":
      return { key: "list", blocks: [] };
  }
}
