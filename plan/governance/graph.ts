import type { PlanContext } from "../context";

/** One call that the service graph declares. */
export interface GraphCall {
  /** The caller. */
  readonly from: string;
  /** The callee. */
  readonly to: string;
  /** What governance is asked for. */
  readonly intent: string;
  /** HTTP method. */
  readonly method: string;
  /** Exact path. */
  readonly path: string;
  /** Id of the operation, `<callee>:<METHOD>:<path>`. */
  readonly operation: string;
}

/** Every declared call, in an order that depends on the calls alone and not on how they were written down. */
export function graphCalls({ config }: Pick<PlanContext, "config">): readonly GraphCall[] {
  return config.edges
    .flatMap(({ from, to, operations }) =>
      operations.map(({ intent, method, path }) => ({
        from,
        to,
        intent,
        method,
        path,
        operation: `${to}:${method}:${path}`,
      })),
    )
    .sort((left, right) => byText(orderOf(left), orderOf(right)));
}

// No part holds a blank, so that no two calls share an order.
const orderOf = ({ from, operation, intent }: GraphCall): string =>
  `${from} ${operation} ${intent}`;

/** Names, each once, in an order that depends on nothing but them. */
export const distinct = (names: readonly string[]): readonly string[] =>
  [...new Set(names)].sort(byText);

/** Order by code units: the same on every machine, whatever its language. */
export const byText = (left: string, right: string): number =>
  left < right ? -1 : left > right ? 1 : 0;
