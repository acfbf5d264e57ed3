import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { appMeshTypes } from "../../mesh/app-mesh-types";

const { mesh, ...parts } = appMeshTypes;

/** App Mesh no longer exists as a service. */
export const appMeshEnded: StackRule = {
  id: "mesh/app-mesh-ended",
  title: "App Mesh has ended",
  severity: "medium",
  level: "advisory",
  onUndecided: "warn",
  needs: "stack",
  applies: Object.values(appMeshTypes),
  why: "AWS ended App Mesh on 2026-09-30.",
  fix: "Move the mesh to VPC Lattice.",
  decides:
    "Whether the stack declares a mesh of App Mesh, or parts of one that is declared elsewhere.",
  cannotDecide:
    "Workloads that join a mesh of another stack by configuration of Envoy are not seen.",
  frameworks: { ...familyFrameworks.mesh, nist80053: ["SA-22"] },
  params: {},
  since: "0.1.0",
  examples: { pass: "a VPC Lattice service network", fail: "an App Mesh mesh" },
  check: (stack) => {
    const meshes = stack.ofType(mesh);
    // One note per mesh: its parts say nothing new.
    const reported = meshes.length > 0 ? meshes : stack.ofType(...Object.values(parts)).slice(0, 1);
    return reported.map((resource) => ({
      resource,
      verdict: "fail",
      path: "",
      message: "The stack uses App Mesh, which AWS ended on 2026-09-30.",
    }));
  },
};
