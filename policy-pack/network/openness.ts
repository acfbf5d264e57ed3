import type { DeclaredDocuments } from "../engine/contract";
import { contains, intersectionOf, publicPart } from "./boxes";
import { declaredTraffic } from "./declared-traffic";
import type { Block } from "./intervals";
import { boxesOf, everySelected, type Selection, widestOf } from "./protocols";

/** A block that a rule opens in one direction. */
export interface Opening {
  /** Addresses. */
  readonly block: Block;
  /** Protocols and ports. */
  readonly selection: Selection;
  /** Direction of the rule. */
  readonly direction: "ingress" | "egress";
}

/** Whether a block opens public addresses that no declared edge names. Malformed ports are read as every port. */
export function openness(
  { block, selection, direction }: Opening,
  declared: Pick<DeclaredDocuments, "edges">,
): "pass" | "fail" | "undecided" {
  const open = publicPart(boxesOf([block], widestOf(selection) ?? everySelected));
  const named = declaredTraffic(declared, direction);
  if (contains(named, open)) return "pass";
  if (selection.kind !== "unknown") return "fail";
  // Ports that become known may turn out to be those of an edge.
  return intersectionOf(open, named).length > 0 ? "undecided" : "fail";
}
