import type { PlanContext } from "../context";
import type { Tags } from "../tags";
import { serviceTags } from "../tags";
import { type EdgePlan, planEdges } from "./edges";

/** Files of the Envoy container that hold certificates; App Mesh takes no ACM certificate for mutual TLS (MESH-36). */
export interface CertificateFiles {
  /** Certificate chain of this service. */
  readonly certificateChain: string;
  /** Its private key. */
  readonly privateKey: string;
  /** Certificates of the authority that both sides trust. */
  readonly trustChain: string;
}

/** A call that a node may make. */
export interface BackendPlan {
  /** Name of the virtual service. */
  readonly virtualService: string;
  /** The only name its certificate may carry. */
  readonly subjectAlternativeName: string;
}

/** One service as a virtual node. Only mutual TLS can be expressed. */
export interface VirtualNodePlan {
  /** The service of the graph. */
  readonly service: string;
  /** Physical name. */
  readonly name: string;
  /** DNS name, which its own certificate carries. */
  readonly hostname: string;
  /** Port it listens on. */
  readonly port: number;
  /** Exact names of callers whose certificates are accepted. */
  readonly callerNames: readonly string[];
  /** Calls it may make. */
  readonly backends: readonly BackendPlan[];
  /** Where its certificates are. */
  readonly files: CertificateFiles;
  /** Tags. */
  readonly tags: Tags;
}

/** The mesh on App Mesh, which AWS ended on 2026-09-30. */
export interface AppMeshPlan {
  /** Discriminant. */
  readonly backend: "app-mesh";
  /** Physical name of the mesh. */
  readonly name: string;
  /** Calls between services. */
  readonly edges: readonly EdgePlan[];
  /** Nodes; each callee also has a virtual router and a virtual service. */
  readonly nodes: readonly VirtualNodePlan[];
  /** Tags. */
  readonly tags: Tags;
}

const folder = "/etc/agent-runtime/tls";

/** Plans a mesh that drops undeclared egress, with a node per service. */
export function planAppMesh(context: PlanContext, namespace: string): AppMeshPlan {
  const { config, names, tags } = context;
  const hostname = (service: string) => `${service}.${namespace}`;
  return {
    backend: "app-mesh",
    name: names.name("mesh"),
    tags,
    edges: planEdges(context),
    nodes: Object.entries(config.services).map(([service, { port }]) => ({
      service,
      name: names.name(service),
      hostname: hostname(service),
      port,
      callerNames: config.edges
        .filter(({ to }) => to === service)
        .map(({ from }) => hostname(from)),
      backends: config.edges
        .filter(({ from }) => from === service)
        .map(({ to }) => ({ virtualService: hostname(to), subjectAlternativeName: hostname(to) })),
      files: {
        certificateChain: `${folder}/${service}.pem`,
        privateKey: `${folder}/${service}.key`,
        trustChain: `${folder}/authority.pem`,
      },
      tags: serviceTags(tags, service),
    })),
  };
}
