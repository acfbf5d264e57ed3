import type { PlanContext } from "../context";
import { type AppMeshPlan, planAppMesh } from "./app-mesh";
import { type LatticePlan, planLattice } from "./lattice";

/** The service mesh: which backend, and what it needs. */
export type MeshPlan = LatticePlan | AppMeshPlan;

/** Plans the mesh of the configured backend from the same edges. */
export function planMesh(context: PlanContext): MeshPlan {
  const { mesh } = context.config;
  return mesh.backend === "app-mesh" ? planAppMesh(context, mesh.namespace) : planLattice(context);
}
