import type { PlanContext } from "../context";

/** A call between services, as components publish it for the policy pack. */
export interface EdgePlan {
  /** Unique in the stack. */
  readonly id: string;
  /** The calling service. */
  readonly from: string;
  /** The called service. */
  readonly to: string;
  /** Transport. */
  readonly protocol: "tcp";
  /** Port that the called service listens on. */
  readonly port: number;
  /** Mesh that carries it. */
  readonly via: "lattice" | "app-mesh";
}

/** The edges of the service graph, on whatever backend. */
export function planEdges({ config }: Pick<PlanContext, "config">): readonly EdgePlan[] {
  return config.edges.map(({ from, to }) => ({
    id: `${from}-to-${to}`,
    from,
    to,
    protocol: "tcp",
    port: config.services[to]?.port ?? 443,
    via: config.mesh.backend === "vpc-lattice" ? "lattice" : "app-mesh",
  }));
}
