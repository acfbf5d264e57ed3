import type { CheckContext } from "../engine/rule";
import { listOf } from "../engine/value";
import { isWithin } from "./boxes";
import { protocolNumbers, type Selected } from "./protocols";

/** The ports of remote administration, as the rule's parameter `ports` lists them. */
export const administrationPortsOf = ({
  params,
}: Pick<CheckContext, "params">): readonly number[] =>
  listOf(params["ports"]).filter((port): port is number => typeof port === "number");

/** The ports of a list that a selection holds over TCP. */
export const portsWithin = (
  selected: Selected | undefined,
  ports: readonly number[],
): readonly number[] =>
  selected !== undefined && isWithin(protocolNumbers.tcp, selected.protocols)
    ? ports.filter((port) => isWithin(port, selected.ports))
    : [];
