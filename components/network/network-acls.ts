import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkPlan } from "../../plan/network";
import { required } from "../find";

/** What network ACLs are made from. */
export interface NetworkAclsArgs {
  /** Start of logical names. */
  readonly name: string;
  /** The network's plan. */
  readonly plan: NetworkPlan;
  /** VPC they belong to. */
  readonly vpcId: pulumi.Input<string>;
  /** Subnets by key. */
  readonly subnets: Readonly<Record<string, ec2.Subnet>>;
  /** Component that owns them. */
  readonly parent: pulumi.Resource;
}

/** Creates the ACL of every tier: entries first, associations once all of them are in force (NET-12). */
export function createNetworkAcls({ name, plan, vpcId, subnets, parent }: NetworkAclsArgs): void {
  for (const { tier, entries } of plan.networkAcls) {
    const tags = { ...plan.tags, Name: `${plan.namePrefix}-${tier}` };
    const acl = new ec2.NetworkAcl(`${name}-${tier}`, { vpcId, tags }, { parent });
    const rules = entries.map(
      ({ key, egress, ruleNumber, cidr, fromPort, toPort }) =>
        new ec2.NetworkAclRule(
          `${name}-${tier}-${key}`,
          {
            networkAclId: acl.id,
            egress,
            ruleNumber,
            protocol: "tcp",
            ruleAction: "allow",
            cidrBlock: cidr,
            fromPort,
            toPort,
          },
          // A new entry with the number of an old one is refused while the old one exists (NET-11).
          { parent, deleteBeforeReplace: true },
        ),
    );
    for (const { key } of plan.subnets.filter((subnet) => subnet.tier === tier)) {
      new ec2.NetworkAclAssociation(
        `${name}-${key}`,
        { networkAclId: acl.id, subnetId: required(subnets, key).id },
        { parent, dependsOn: rules },
      );
    }
  }
}
