import type { Rule } from "../../engine/rule";
import { appMeshEnded } from "./app-mesh-ended";
import { appMeshTls } from "./app-mesh-tls";
import { associationGroups } from "./association-groups";
import { latticeAuth } from "./lattice-auth";
import { latticeHttps } from "./lattice-https";

/** Every rule of family `mesh`. */
export const meshRules: readonly Rule[] = [
  latticeAuth,
  latticeHttps,
  associationGroups,
  appMeshTls,
  appMeshEnded,
];
