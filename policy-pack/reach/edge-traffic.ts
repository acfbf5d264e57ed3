import type { DeclaredEdge, EdgeEnd } from "../engine/contract";
import { everyPort, type Traffic } from "../network/boxes";
import { type Block, everywhere, isAnywhere, parseBlock } from "../network/intervals";
import { boxesOf, protocolNumbers, type Selected } from "../network/protocols";

/** Protocol and port of an edge. */
export function selectedBy({ protocol, port }: Pick<DeclaredEdge, "protocol" | "port">): Selected {
  const number = protocolNumbers[protocol];
  const ports = port === undefined ? everyPort : { from: port, to: port };
  return { protocols: { from: number, to: number }, ports };
}

/** The addresses of an end that is a block; undefined when it is something else. */
export const blockOfEnd = (end: EdgeEnd): Block | undefined =>
  end.kind === "cidr" ? parseBlock(end.block) : undefined;

/** Whether an end stands for everybody: half the Internet or more. */
export function isEverybody(end: EdgeEnd): boolean {
  const block = blockOfEnd(end);
  return block !== undefined && isAnywhere([block], block.family);
}

/** Whether an edge may be used: an end that is everybody counts only where the edge says so. */
export const isUsable = (edge: DeclaredEdge): boolean =>
  edge.public || ![edge.from, edge.to].some(isEverybody);

const isService = (end: EdgeEnd, services: readonly string[]): boolean =>
  end.kind === "service" && services.includes(end.name);

/** The packets from addresses to any of some services that edges declare. */
export const declaredInward = (edges: readonly DeclaredEdge[], services: readonly string[]) =>
  edges
    .filter((edge) => isUsable(edge) && isService(edge.to, services))
    .flatMap((edge) => packetsOf(edge, edge.from));

/** The packets to addresses from any of some services that edges declare. */
export const declaredOutward = (edges: readonly DeclaredEdge[], services: readonly string[]) =>
  edges
    .filter((edge) => isUsable(edge) && isService(edge.from, services))
    .flatMap((edge) => packetsOf(edge, edge.to));

function packetsOf(edge: DeclaredEdge, end: EdgeEnd): Traffic {
  const block = blockOfEnd(end);
  return block === undefined ? [] : boxesOf([block], selectedBy(edge));
}

/** The packets that edges over the plain network declare, by the service they start from and the one they lead to. */
export function declaredBetween(
  edges: readonly DeclaredEdge[],
): (from: string, to: string) => Traffic {
  const byEnds = new Map<string, Traffic>();
  for (const { via, from, to, ...edge } of edges) {
    const isPlain = via === "network" || via === "app-mesh";
    if (!isPlain || from.kind !== "service" || to.kind !== "service") continue;
    const key = JSON.stringify([from.name, to.name]);
    const packets = boxesOf(everywhere, selectedBy(edge));
    byEnds.set(key, [...(byEnds.get(key) ?? []), ...packets]);
  }
  return (from, to) => byEnds.get(JSON.stringify([from, to])) ?? [];
}
