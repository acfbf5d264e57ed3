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

/** The packets between addresses and any of some services that edges declare, by direction of the call. */
export function declaredInternet(
  edges: readonly DeclaredEdge[],
  services: readonly string[],
  direction: "ingress" | "egress",
): Traffic {
  return edges.filter(isUsable).flatMap((edge) => {
    const [end, other] = direction === "ingress" ? [edge.to, edge.from] : [edge.from, edge.to];
    const block = blockOfEnd(other);
    return block === undefined || !isService(end, services)
      ? []
      : boxesOf([block], selectedBy(edge));
  });
}

/** The packets between two services that edges over the plain network declare. */
export function declaredBetween(edges: readonly DeclaredEdge[], from: string, to: string): Traffic {
  return edges
    .filter(({ via }) => via === "network" || via === "app-mesh")
    .filter((edge) => isService(edge.from, [from]) && isService(edge.to, [to]))
    .flatMap((edge) => boxesOf(everywhere, selectedBy(edge)));
}
