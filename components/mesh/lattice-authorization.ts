import * as vpclattice from "@pulumi/aws/vpclattice";
import * as pulumi from "@pulumi/pulumi";
import type { LatticePlan } from "../../plan/mesh/lattice";
import { documentText } from "../documents";
import { required } from "../find";

/** What the authorisation of a mesh is made from. */
export interface LatticeAuthorizationArgs {
  /** Auth policies. */
  readonly plan: LatticePlan;
  /** ARN of the service network. */
  readonly serviceNetworkArn: pulumi.Input<string>;
  /** ARNs of services by logical name. */
  readonly serviceArns: Readonly<Record<string, pulumi.Input<string>>>;
  /** The roles that the policies name: AWS refuses a policy that names a role which does not exist. @default - nothing */
  readonly before?: readonly pulumi.Resource[];
}

/** Attaches the auth policies. They name roles, so those must exist before. */
export class LatticeAuthorization extends pulumi.ComponentResource {
  constructor(
    name: string,
    { plan, serviceNetworkArn, serviceArns, before = [] }: LatticeAuthorizationArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("agent-runtime:mesh:LatticeAuthorization", name, {}, opts);
    new vpclattice.AuthPolicy(
      `${name}-network`,
      { resourceIdentifier: serviceNetworkArn, policy: documentText(plan.authPolicy) },
      { parent: this, dependsOn: [...before] },
    );
    for (const { service, logicalName, authPolicy } of plan.services) {
      new vpclattice.AuthPolicy(
        `${name}-${service}`,
        {
          resourceIdentifier: required(serviceArns, logicalName),
          policy: documentText(authPolicy),
        },
        { parent: this, dependsOn: [...before] },
      );
    }
    this.registerOutputs({});
  }
}
