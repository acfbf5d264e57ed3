import type { ResourceRule } from "../../engine/rule";

/** App Mesh no longer exists as a service. */
export const appMeshEnded: ResourceRule = {
  id: "mesh/app-mesh-ended",
  title: "App Mesh has ended",
  severity: "medium",
  level: "advisory",
  unknown: "advise",
  needs: "resource",
  applies: ["aws:appmesh/mesh:Mesh"],
  why: "AWS ended App Mesh on 2026-09-30.",
  fix: "Move the mesh to VPC Lattice.",
  frameworks: ["NIST 800-53 SA-22"],
  params: {},
  since: "0.1.0",
  examples: { pass: "a VPC Lattice service network", fail: "an App Mesh mesh" },
  check: () => [
    { verdict: "fail", path: "", message: "The mesh uses a service that AWS has ended." },
  ],
};
