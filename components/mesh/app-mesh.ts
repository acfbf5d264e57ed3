import * as appmesh from "@pulumi/aws/appmesh";
import * as pulumi from "@pulumi/pulumi";
import type { AppMeshPlan, VirtualNodePlan } from "../../plan/mesh/app-mesh";
import { membersOf, zeroTrust } from "../zero-trust";

/** What a mesh on App Mesh is made from. */
export interface AppMeshArgs {
  /** Mesh and nodes. */
  readonly plan: AppMeshPlan;
}

/** The mesh with a node per service and mutual TLS on every edge; undeclared egress is dropped. */
export class AppMesh extends pulumi.ComponentResource {
  /** ARN of the mesh. */
  readonly meshArn: pulumi.Output<string>;

  constructor(name: string, { plan }: AppMeshArgs, opts?: pulumi.ComponentResourceOptions) {
    const owned = plan.nodes.map(({ service }) => ({ service, name: `${name}-${service}` }));
    const { edges } = plan;
    const declared = zeroTrust({ edges, members: membersOf({ virtualNodes: owned }) });
    super("agent-runtime:mesh:AppMesh", name, { zeroTrust: declared }, opts);
    const mesh = new appmesh.Mesh(
      `${name}-mesh`,
      { name: plan.name, spec: { egressFilter: { type: "DROP_ALL" } }, tags: plan.tags },
      { parent: this },
    );
    for (const node of plan.nodes) this.#createNode(name, node, mesh);
    this.meshArn = mesh.arn;
    this.registerOutputs({ meshArn: this.meshArn });
  }

  #createNode(name: string, plan: VirtualNodePlan, mesh: appmesh.Mesh): void {
    const common = { meshName: mesh.name, tags: plan.tags };
    const options = { parent: this };
    const portMapping = { port: plan.port, protocol: "http" };
    const node = new appmesh.VirtualNode(
      `${name}-${plan.service}`,
      { ...common, name: plan.name, spec: nodeSpec(plan) },
      options,
    );
    const router = new appmesh.VirtualRouter(
      `${name}-${plan.service}`,
      { ...common, name: plan.name, spec: { listeners: [{ portMapping }] } },
      options,
    );
    new appmesh.Route(
      `${name}-${plan.service}`,
      {
        ...common,
        name: plan.name,
        virtualRouterName: router.name,
        spec: {
          httpRoute: {
            match: { prefix: "/" },
            action: { weightedTargets: [{ virtualNode: node.name, weight: 100 }] },
          },
        },
      },
      options,
    );
    new appmesh.VirtualService(
      `${name}-${plan.service}`,
      {
        ...common,
        name: plan.hostname,
        spec: { provider: { virtualRouter: { virtualRouterName: router.name } } },
      },
      options,
    );
  }
}

function nodeSpec({ port, hostname, callerNames, backends, files }: VirtualNodePlan) {
  const certificate = {
    file: { certificateChain: files.certificateChain, privateKey: files.privateKey },
  };
  const validation = (names: readonly string[]) => ({
    trust: { file: { certificateChain: files.trustChain } },
    subjectAlternativeNames: { match: { exacts: [...names] } },
  });
  return {
    serviceDiscovery: { dns: { hostname } },
    listeners: [
      {
        portMapping: { port, protocol: "http" },
        // A node that nobody calls accepts only its own certificate.
        tls: {
          mode: "STRICT",
          certificate,
          validation: validation(callerNames.length === 0 ? [hostname] : callerNames),
        },
      },
    ],
    backends: backends.map(({ virtualService, subjectAlternativeName }) => ({
      virtualService: {
        virtualServiceName: virtualService,
        clientPolicy: {
          tls: { enforce: true, certificate, validation: validation([subjectAlternativeName]) },
        },
      },
    })),
  };
}
