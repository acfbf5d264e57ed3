import type * as pulumi from "@pulumi/pulumi";
import type { MeshPlan } from "../../plan/mesh";
import { byKey, required } from "../find";
import { AppMesh } from "./app-mesh";
import { LatticeAuthorization } from "./lattice-authorization";
import { LatticeMesh } from "./lattice-mesh";

/** What a mesh is made from, whatever its backend. */
export interface MeshArgs {
  /** Backend and what it needs. */
  readonly plan: MeshPlan;
  /** VPC that the mesh serves. */
  readonly vpcId: pulumi.Input<string>;
  /** Group that decides which callers may enter. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Log group of access logs. */
  readonly accessLogGroupArn: pulumi.Input<string>;
}

/** A mesh of either backend. */
export interface Mesh {
  /** ARNs of mesh services by logical name: what documents refer to. */
  readonly serviceArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** What a workload stack needs. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Admits the declared callers, once their roles exist. */
  readonly authorize: (roles: readonly pulumi.Resource[]) => void;
}

/** Creates the mesh of the planned backend. */
export function createMesh(name: string, args: MeshArgs): Mesh {
  const { plan } = args;
  switch (plan.backend) {
    case "vpc-lattice": {
      const mesh = new LatticeMesh(name, { ...args, plan });
      const { serviceNetworkId, serviceNetworkArn, serviceArns } = mesh;
      const { serviceDomainNames, targetGroupArns } = mesh;
      return {
        serviceArns,
        outputs: {
          backend: plan.backend,
          serviceNetworkId,
          serviceNetworkArn,
          serviceArns: byKey(
            plan.services,
            ({ service }) => service,
            ({ logicalName }) => required(serviceArns, logicalName),
          ),
          serviceDomainNames,
          targetGroupArns,
        },
        authorize: (before) => {
          const authorization = { plan, serviceNetworkArn, serviceArns, before };
          new LatticeAuthorization(`${name}-authorization`, authorization);
        },
      };
    }
    case "app-mesh": {
      const { meshArn } = new AppMesh(name, { plan });
      // Mutual TLS admits callers by the names in their certificates; no policy is attached.
      return {
        serviceArns: {},
        outputs: { backend: plan.backend, meshArn },
        authorize: () => undefined,
      };
    }
  }
}
