import type { Rule } from "../../engine/rule";
import { latticeAccessLogs } from "./access-logs";
import { appMeshEnded } from "./app-mesh-ended";
import { appMeshMutualTls } from "./app-mesh-mutual-tls";
import { appMeshTls } from "./app-mesh-tls";
import { associationGroups } from "./association-groups";
import { latticeAuth } from "./lattice-auth";
import { latticeCallers } from "./lattice-callers";
import { latticeHttps } from "./lattice-https";
import { listenerTargets } from "./listener-rule";
import { latticeSharing } from "./sharing";

/** Every rule of family `mesh`. */
export const meshRules: readonly Rule[] = [
  latticeAuth,
  latticeCallers,
  latticeHttps,
  listenerTargets,
  latticeAccessLogs,
  latticeSharing,
  associationGroups,
  appMeshTls,
  appMeshMutualTls,
  appMeshEnded,
];
