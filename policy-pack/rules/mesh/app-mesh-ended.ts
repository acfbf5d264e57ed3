import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

/** App Mesh no longer exists as a service. */
export const appMeshEnded: ResourceRule = {
  id: "mesh/app-mesh-ended",
  title: "App Mesh has ended",
  severity: "medium",
  level: "advisory",
  onUndecided: "warn",
  needs: "resource",
  applies: ["aws:appmesh/mesh:Mesh"],
  why: "AWS ended App Mesh on 2026-09-30.",
  fix: "Move the mesh to VPC Lattice.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.mesh,
  params: {},
  since: "0.1.0",
  examples: { pass: "a VPC Lattice service network", fail: "an App Mesh mesh" },
  check: () => [
    { verdict: "fail", path: "", message: "The mesh uses a service that AWS has ended." },
  ],
};
