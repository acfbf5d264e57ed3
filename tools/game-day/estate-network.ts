import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeManagedPrefixListsCommand,
  type EC2Client,
  type IpPermission,
  ModifyVpcAttributeCommand,
  RevokeSecurityGroupEgressCommand,
} from "@aws-sdk/client-ec2";
import type { SecurityGroupRulePlan, SecurityGroupsPlan } from "../../plan/network/security-groups";
import { answered } from "./answered";
import type { Cloud } from "./cloud";

/** The network, as far as containment meets it. */
export interface Network {
  /** A subnet. */
  readonly subnetId: string;
  /** Ids of security groups by key. */
  readonly groupIds: Readonly<Record<string, string>>;
}

/** Creates the planned security groups with exactly the planned rules. */
export async function createGroups(
  { clients: { ec2 } }: Cloud,
  { groups, rules, latticePrefixList }: SecurityGroupsPlan,
): Promise<Network> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
  const VpcId = answered(Vpc?.VpcId, "the VPC's id");
  // Without names, moto cannot start a task in it.
  await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: "10.0.0.0/20" }));
  const groupIds: Record<string, string> = {};
  for (const { key, name: GroupName, description: Description } of groups) {
    const input = { GroupName, Description, VpcId };
    const { GroupId } = await ec2.send(new CreateSecurityGroupCommand(input));
    groupIds[key] = answered(GroupId, "the group's id");
    await revokeDefault(ec2, groupIds[key]);
  }
  const prefixListId = await prefixListOf(ec2, latticePrefixList);
  for (const rule of rules) {
    const GroupId = answered(groupIds[rule.group], rule.group);
    const tags = groups.find(({ key }) => key === rule.group)?.tags ?? {};
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const input = {
      GroupId,
      IpPermissions: [permissionOf(rule, { groupIds, prefixListId })],
      TagSpecifications: [{ ResourceType: "security-group-rule" as const, Tags }],
    };
    if (rule.direction === "ingress") {
      await ec2.send(new AuthorizeSecurityGroupIngressCommand(input));
    } else await ec2.send(new AuthorizeSecurityGroupEgressCommand(input));
  }
  return { subnetId: answered(Subnet?.SubnetId, "the subnet's id"), groupIds };
}

// EC2 lets a new group send anything anywhere; the program's groups do not.
async function revokeDefault(ec2: EC2Client, GroupId: string): Promise<void> {
  const IpPermissions = [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }];
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
}

async function prefixListOf(ec2: EC2Client, name: string): Promise<string> {
  const Filters = [{ Name: "prefix-list-name", Values: [name] }];
  const { PrefixLists = [] } = await ec2.send(new DescribeManagedPrefixListsCommand({ Filters }));
  const found = PrefixLists.find(({ PrefixListName }) => PrefixListName === name);
  return answered(found?.PrefixListId, name);
}

interface PeerIds extends Pick<Network, "groupIds"> {
  readonly prefixListId: string;
}

function permissionOf(
  { port, peer, description: Description }: SecurityGroupRulePlan,
  { groupIds, prefixListId }: PeerIds,
): IpPermission {
  const ports = { IpProtocol: "tcp", FromPort: port, ToPort: port };
  switch (peer.kind) {
    case "security-group": {
      const GroupId = answered(groupIds[peer.key], peer.key);
      return { ...ports, UserIdGroupPairs: [{ GroupId, Description }] };
    }
    case "address-block":
      return { ...ports, IpRanges: [{ CidrIp: peer.cidr, Description }] };
    case "managed-prefix-list":
      return { ...ports, PrefixListIds: [{ PrefixListId: prefixListId, Description }] };
  }
}
