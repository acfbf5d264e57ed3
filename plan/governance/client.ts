import type { PlanContext } from "../context";
import { byText, graphCalls } from "./graph";

/** A call that a workload may ask for. Its host is known to the workload alone, once the mesh is deployed. */
export interface AllowedCall {
  /** The called service. */
  readonly callee: string;
  /** What governance is asked for. */
  readonly intent: string;
  /** HTTP method. */
  readonly method: string;
  /** Exact path. */
  readonly path: string;
}

/**
 * What each service may call, by service: the allow-list that its client refuses everything else by, before it asks
 * anyone. A service that calls nobody has an empty list.
 */
export function planAllowedCalls(
  context: Pick<PlanContext, "config">,
): Readonly<Record<string, readonly AllowedCall[]>> {
  const calls = graphCalls(context);
  const services = Object.keys(context.config.services).sort(byText);
  return Object.fromEntries(
    services.map((service) => [
      service,
      calls
        .filter(({ from }) => from === service)
        .map(({ to: callee, intent, method, path }) => ({ callee, intent, method, path })),
    ]),
  );
}
