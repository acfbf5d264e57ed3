import * as vpclattice from "@pulumi/aws/vpclattice";
import * as pulumi from "@pulumi/pulumi";
import type { LatticePlan, LatticeServicePlan } from "../../plan/mesh/lattice";
import { byKey } from "../find";
import { membersOf, zeroTrust } from "../zero-trust";

/** What a mesh on VPC Lattice is made from. */
export interface LatticeMeshArgs {
  /** Service network and services. */
  readonly plan: LatticePlan;
  /** VPC that is connected to the service network. */
  readonly vpcId: pulumi.Input<string>;
  /** Group that decides which callers may enter. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Log group of access logs. */
  readonly accessLogGroupArn: pulumi.Input<string>;
}

/**
 * The service network with a service per callee. Both require IAM authentication; until
 * `LatticeAuthorization` attaches auth policies, every request is denied.
 */
export class LatticeMesh extends pulumi.ComponentResource {
  /** Id of the service network. */
  readonly serviceNetworkId: pulumi.Output<string>;
  /** ARN of the service network. */
  readonly serviceNetworkArn: pulumi.Output<string>;
  /** ARNs of Lattice services by logical name: what documents refer to. */
  readonly serviceArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** DNS names by service. */
  readonly serviceDomainNames: Readonly<Record<string, pulumi.Output<string>>>;
  /** ARNs of target groups by service: where tasks are registered. */
  readonly targetGroupArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: LatticeMeshArgs, opts?: pulumi.ComponentResourceOptions) {
    const { plan } = args;
    super("agent-runtime:mesh:LatticeMesh", name, { zeroTrust: declared(name, plan) }, opts);
    const network = this.#createServiceNetwork(name, args);
    const created = plan.services.map((service) => this.#createService(name, service, args));
    for (const { plan: service, resource } of created) {
      new vpclattice.ServiceNetworkServiceAssociation(
        `${name}-${service.service}`,
        {
          serviceIdentifier: resource.id,
          serviceNetworkIdentifier: network.id,
          tags: service.tags,
        },
        { parent: this },
      );
    }
    this.serviceNetworkId = network.id;
    this.serviceNetworkArn = network.arn;
    this.serviceArns = byKey(
      created,
      ({ plan: { logicalName } }) => logicalName,
      ({ resource }) => resource.arn,
    );
    this.serviceDomainNames = byKey(created, serviceOf, ({ resource }) =>
      resource.dnsEntries.apply((entries) => entries[0]?.domainName ?? ""),
    );
    this.targetGroupArns = byKey(created, serviceOf, ({ targets }) => targets.arn);
    this.registerOutputs({
      serviceNetworkId: this.serviceNetworkId,
      serviceNetworkArn: this.serviceNetworkArn,
      serviceArns: this.serviceArns,
      serviceDomainNames: this.serviceDomainNames,
      targetGroupArns: this.targetGroupArns,
    });
  }

  #createServiceNetwork(name: string, args: LatticeMeshArgs): vpclattice.ServiceNetwork {
    const { plan } = args;
    const network = new vpclattice.ServiceNetwork(
      `${name}-network`,
      { name: plan.name, authType: "AWS_IAM", tags: plan.tags },
      { parent: this, deleteBeforeReplace: true },
    );
    new vpclattice.ServiceNetworkVpcAssociation(
      `${name}-vpc`,
      {
        serviceNetworkIdentifier: network.id,
        vpcIdentifier: args.vpcId,
        securityGroupIds: [args.securityGroupId],
        tags: plan.tags,
      },
      { parent: this },
    );
    new vpclattice.AccessLogSubscription(
      `${name}-network`,
      {
        resourceIdentifier: network.id,
        destinationArn: args.accessLogGroupArn,
        tags: plan.tags,
      },
      { parent: this },
    );
    return network;
  }

  #createService(name: string, plan: LatticeServicePlan, args: LatticeMeshArgs) {
    const { tags } = plan;
    const resource = new vpclattice.Service(
      plan.logicalName,
      { name: plan.name, authType: "AWS_IAM", tags },
      { parent: this, deleteBeforeReplace: true },
    );
    const targets = new vpclattice.TargetGroup(
      `${name}-${plan.service}`,
      {
        name: plan.name,
        type: "IP",
        config: {
          port: plan.port,
          protocol: "HTTPS",
          protocolVersion: "HTTP1",
          vpcIdentifier: args.vpcId,
          healthCheck: { enabled: true, path: "/healthz", protocol: "HTTPS" },
        },
        tags,
      },
      { parent: this, deleteBeforeReplace: true },
    );
    this.#createListener(name, plan, { resource, targets });
    return { plan, resource, targets };
  }

  #createListener(
    name: string,
    plan: LatticeServicePlan,
    { resource, targets }: CreatedService,
  ): void {
    const listener = new vpclattice.Listener(
      `${name}-${plan.service}`,
      {
        name: "https",
        serviceIdentifier: resource.id,
        protocol: "HTTPS",
        port: 443,
        defaultAction: { fixedResponse: { statusCode: 404 } },
        tags: plan.tags,
      },
      { parent: this },
    );
    for (const { name: ruleName, priority, method, path } of plan.rules) {
      new vpclattice.ListenerRule(
        `${name}-${plan.service}-${ruleName}`,
        {
          name: ruleName,
          serviceIdentifier: resource.id,
          listenerIdentifier: listener.listenerId,
          priority,
          match: {
            httpMatch: { method, pathMatch: { caseSensitive: true, match: { exact: path } } },
          },
          action: { forward: { targetGroups: [{ targetGroupIdentifier: targets.id }] } },
          tags: plan.tags,
        },
        { parent: this },
      );
    }
  }
}

interface CreatedService {
  readonly resource: vpclattice.Service;
  readonly targets: vpclattice.TargetGroup;
}

const serviceOf = ({ plan }: { readonly plan: LatticeServicePlan }): string => plan.service;

const declared = (name: string, { edges, services }: LatticePlan) =>
  zeroTrust({
    edges,
    members: membersOf({
      services: services.map(({ service, logicalName }) => ({ service, name: logicalName })),
      targetGroups: services.map(({ service }) => ({ service, name: `${name}-${service}` })),
    }),
  });
