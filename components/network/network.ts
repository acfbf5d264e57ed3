import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import type { NetworkPlan } from "../../plan/network";
import { byKey, required } from "../find";
import { membersOf, zeroTrust } from "../zero-trust";
import { createNetworkAcls } from "./network-acls";

/** What a network is made from. */
export interface NetworkArgs {
  /** Addresses, routes and network ACLs. */
  readonly plan: NetworkPlan;
}

/** The VPC with its tiers, its routes and its network ACLs; AWS's defaults are adopted and emptied. */
export class Network extends pulumi.ComponentResource {
  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** Ids of subnets by tier, then zone. */
  readonly subnetIds: Readonly<Record<string, Readonly<Record<string, pulumi.Output<string>>>>>;
  /** Ids of route tables by key. */
  readonly routeTableIds: Readonly<Record<string, pulumi.Output<string>>>;

  readonly #name: string;
  readonly #plan: NetworkPlan;

  constructor(name: string, { plan }: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("agent-runtime:network:Network", name, { zeroTrust: declared(name, plan) }, opts);
    this.#name = name;
    this.#plan = plan;
    const vpc = this.#createVpc();
    this.#emptyDefaults(vpc);
    const subnets = this.#createSubnets(vpc);
    createNetworkAcls({ name, plan, vpcId: vpc.id, subnets, parent: this });
    const gateways = this.#createGateways(vpc, subnets);
    const routeTables = this.#createRouteTables(vpc, subnets);
    this.#createRoutes(routeTables, gateways);
    this.vpcId = vpc.id;
    this.subnetIds = byKey(plan.tiers, String, (tier) =>
      byKey(
        plan.subnets.filter((subnet) => subnet.tier === tier),
        ({ zone }) => zone,
        ({ key }) => required(subnets, key).id,
      ),
    );
    this.routeTableIds = byKey(plan.routeTables, keyOf, ({ key }) => required(routeTables, key).id);
    this.registerOutputs({
      vpcId: this.vpcId,
      subnetIds: this.subnetIds,
      routeTableIds: this.routeTableIds,
    });
  }

  #tags(role: string) {
    return { ...this.#plan.tags, Name: `${this.#plan.namePrefix}-${role}` };
  }

  #createVpc(): ec2.Vpc {
    return new ec2.Vpc(
      `${this.#name}-vpc`,
      {
        cidrBlock: this.#plan.cidr,
        // Both are needed for the private DNS names of interface endpoints (NET-25).
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: this.#tags("vpc"),
      },
      { parent: this },
    );
  }

  #emptyDefaults(vpc: ec2.Vpc): void {
    const tags = this.#tags("default-unused");
    new ec2.DefaultSecurityGroup(
      `${this.#name}-default-group`,
      { vpcId: vpc.id, ingress: [], egress: [], tags },
      { parent: this },
    );
    new ec2.DefaultNetworkAcl(
      `${this.#name}-default-acl`,
      { defaultNetworkAclId: vpc.defaultNetworkAclId, ingress: [], egress: [], tags },
      // AWS lists subnets here as they come and go (NET-13).
      { parent: this, ignoreChanges: ["subnetIds"] },
    );
    new ec2.DefaultRouteTable(
      `${this.#name}-default-routes`,
      { defaultRouteTableId: vpc.defaultRouteTableId, routes: [], tags },
      { parent: this },
    );
  }

  #createSubnets(vpc: ec2.Vpc): Readonly<Record<string, ec2.Subnet>> {
    return byKey(
      this.#plan.subnets,
      keyOf,
      ({ key, cidr, zone, tier }) =>
        new ec2.Subnet(
          `${this.#name}-${key}`,
          {
            vpcId: vpc.id,
            cidrBlock: cidr,
            availabilityZone: zone,
            mapPublicIpOnLaunch: false,
            tags: { ...this.#tags(key), ...isolationTags(this.#plan, tier) },
          },
          { parent: this },
        ),
    );
  }

  #createGateways(vpc: ec2.Vpc, subnets: Readonly<Record<string, ec2.Subnet>>): Gateways {
    const internet = new ec2.InternetGateway(
      `${this.#name}-internet-gateway`,
      { vpcId: vpc.id, tags: this.#tags("internet-gateway") },
      { parent: this },
    );
    const nat = byKey(
      this.#plan.natGateways,
      ({ zone }) => zone,
      ({ zone, subnet }) => {
        // An address can be reached, and a gateway can start, only behind an attached Internet gateway (NET-20).
        const options = { parent: this, dependsOn: [internet] };
        const tags = this.#tags(`nat-${zone}`);
        const address = new ec2.Eip(`${this.#name}-nat-${zone}`, { domain: "vpc", tags }, options);
        return new ec2.NatGateway(
          `${this.#name}-nat-${zone}`,
          { allocationId: address.allocationId, subnetId: required(subnets, subnet).id, tags },
          options,
        );
      },
    );
    return { internet, nat };
  }

  #createRouteTables(vpc: ec2.Vpc, subnets: Readonly<Record<string, ec2.Subnet>>) {
    return byKey(this.#plan.routeTables, keyOf, ({ key, subnets: members }) => {
      const table = new ec2.RouteTable(
        `${this.#name}-${key}`,
        { vpcId: vpc.id, tags: this.#tags(key) },
        { parent: this },
      );
      for (const member of members) {
        new ec2.RouteTableAssociation(
          `${this.#name}-${member}`,
          { routeTableId: table.id, subnetId: required(subnets, member).id },
          { parent: this },
        );
      }
      return table;
    });
  }

  #createRoutes(tables: Readonly<Record<string, ec2.RouteTable>>, gateways: Gateways): void {
    const everywhere = "0.0.0.0/0";
    for (const key of this.#plan.internetRoutes) {
      new ec2.Route(
        `${this.#name}-${key}-internet`,
        {
          routeTableId: required(tables, key).id,
          destinationCidrBlock: everywhere,
          gatewayId: gateways.internet.id,
        },
        { parent: this },
      );
    }
    for (const { routeTable, natGatewayZone } of this.#plan.natRoutes) {
      new ec2.Route(
        `${this.#name}-${routeTable}-nat`,
        {
          routeTableId: required(tables, routeTable).id,
          destinationCidrBlock: everywhere,
          natGatewayId: required(gateways.nat, natGatewayZone).id,
        },
        { parent: this },
      );
    }
  }
}

interface Gateways {
  readonly internet: ec2.InternetGateway;
  readonly nat: Readonly<Record<string, ec2.NatGateway>>;
}

const keyOf = ({ key }: { readonly key: string }): string => key;

const declared = (name: string, { placements }: NetworkPlan) =>
  zeroTrust({
    members: membersOf({
      subnets: placements.map(({ service, subnet }) => ({ service, name: `${name}-${subnet}` })),
    }),
  });

// The policy pack proves of such subnets that nothing in them reaches the Internet.
const isolationTags = (
  { isolatedTiers }: NetworkPlan,
  tier: NetworkPlan["tiers"][number],
): Readonly<Record<string, string>> => (isolatedTiers.includes(tier) ? { Tier: "isolated" } : {});
