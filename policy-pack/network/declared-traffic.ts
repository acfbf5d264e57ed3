import type { DeclaredDocuments, DeclaredEdge } from "../engine/contract";
import { everyPort, type Traffic } from "./boxes";
import { isAnywhere, parseBlock } from "./intervals";
import { boxesOf, protocolNumbers } from "./protocols";

/**
 * The packets between services and addresses that declared edges name, seen from the services: ingress
 * comes from blocks that call, egress goes to blocks that are called. A quarter of the Internet or more counts only
 * as the end of an edge that says it is public.
 */
export function declaredTraffic(
  { edges }: Pick<DeclaredDocuments, "edges">,
  direction: "ingress" | "egress",
): Traffic {
  return edges.flatMap((edge) => {
    const end = direction === "ingress" ? edge.from : edge.to;
    const block = end.kind === "cidr" ? parseBlock(end.block) : undefined;
    if (block === undefined || (isAnywhere([block], block.family) && !edge.public)) return [];
    return boxesOf([block], selectedBy(edge));
  });
}

function selectedBy({ protocol, port }: DeclaredEdge) {
  const number = protocolNumbers[protocol];
  const ports = port === undefined ? everyPort : { from: port, to: port };
  return { protocols: { from: number, to: number }, ports };
}
