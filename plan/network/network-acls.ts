import { contains } from "./address-plan";
import type { Flow, FlowEnd, PortRange } from "./flows";
import { type Tier, tiers } from "./tiers";

/** One allow entry of a network ACL. Everything else meets the final deny. */
export interface NetworkAclEntry {
  /** Stable key: direction, block and ports. */
  readonly key: string;
  /** Whether it is about packets that leave the subnet. */
  readonly egress: boolean;
  /** Position; lower numbers are evaluated first. */
  readonly ruleNumber: number;
  /** Block of the other side. */
  readonly cidr: string;
  /** First port. */
  readonly fromPort: number;
  /** Last port. */
  readonly toPort: number;
}

/** The network ACL of a tier. */
export interface NetworkAclPlan {
  /** Tier whose subnets use it. */
  readonly tier: Tier;
  /** Allow entries; TCP only. */
  readonly entries: readonly NetworkAclEntry[];
}

type Entry = Omit<NetworkAclEntry, "key" | "ruleNumber">;

// Remote administration: must not be reachable from everywhere through a range of ephemeral ports (NET-4, CIS 6.2).
const remoteDesktopPort = 3389;

/** Derives the entries of every tier: packets of each flow, and their replies, since ACLs are stateless (NET-3). */
export function planNetworkAcls(flows: readonly Flow[]): readonly NetworkAclPlan[] {
  return tiers.map((tier) => {
    const entries = flows
      .flatMap((flow) => entriesAt(tier, flow))
      .flatMap(splitAroundRemoteDesktop);
    return { tier, entries: [...number(entries, false), ...number(entries, true)] };
  });
}

function entriesAt(tier: Tier, { from, to, port, clientPorts }: Flow): readonly Entry[] {
  const opens = isAt(from, tier) ? exchange(true, to, port, clientPorts) : [];
  const accepts = isAt(to, tier) ? exchange(false, from, port, clientPorts) : [];
  return [...opens, ...accepts];
}

const isAt = (end: FlowEnd, tier: Tier): boolean => end.kind === "tier" && end.tier === tier;

// The first packet in one direction, the reply in the other.
function exchange(
  egress: boolean,
  peer: FlowEnd,
  ...[port, clientPorts]: readonly [port: number, clientPorts: PortRange]
): readonly Entry[] {
  return peer.cidrs.flatMap((cidr) => [
    { egress, cidr, fromPort: port, toPort: port },
    { egress: !egress, cidr, fromPort: clientPorts[0], toPort: clientPorts[1] },
  ]);
}

function splitAroundRemoteDesktop(entry: Entry): readonly Entry[] {
  const { cidr, egress, fromPort, toPort } = entry;
  const spans = fromPort < remoteDesktopPort && toPort > remoteDesktopPort;
  if (egress || cidr !== "0.0.0.0/0" || !spans) return [entry];
  return [
    { ...entry, toPort: remoteDesktopPort - 1 },
    { ...entry, fromPort: remoteDesktopPort + 1 },
  ];
}

function number(entries: readonly Entry[], egress: boolean): readonly NetworkAclEntry[] {
  const byKey = new Map(
    entries
      .filter((entry) => entry.egress === egress)
      .map((entry) => [keyOf(entry), { ...entry, key: keyOf(entry) }] as const),
  );
  const distinct = [...byKey.values()];
  return distinct
    .filter((entry) => !distinct.some((other) => other !== entry && covers(other, entry)))
    .sort((left, right) => (left.key < right.key ? -1 : 1))
    .map((entry, index) => ({ ...entry, ruleNumber: 100 + 10 * index }));
}

// An entry inside a wider one decides nothing, and would suggest that the narrow one is all that is open.
function covers(wide: Entry, narrow: Entry): boolean {
  return (
    wide.fromPort <= narrow.fromPort &&
    narrow.toPort <= wide.toPort &&
    contains(wide.cidr, narrow.cidr)
  );
}

function keyOf({ egress, cidr, fromPort, toPort }: Entry): string {
  const ports = fromPort === toPort ? String(fromPort) : `${String(fromPort)}-${String(toPort)}`;
  return `${egress ? "out" : "in"}-${ports}-${cidr.replace("/", "_")}`;
}
