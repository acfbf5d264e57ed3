import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  type EC2Client,
  EC2ServiceException,
  type IpPermission,
  paginateDescribeSecurityGroupRules,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroupRule,
} from "@aws-sdk/client-ec2";
import type { Estate, GroupRule, PresentRule } from "../../runtime/containment/ports";

type SecurityGroups = Pick<Estate, "readRules" | "revokeRules" | "authorizeRule">;

/** Security groups as EC2 has them. */
export function ec2SecurityGroups(ec2: EC2Client): SecurityGroups {
  return {
    async readRules(groupId) {
      const rules: PresentRule[] = [];
      const filter = { Filters: [{ Name: "group-id", Values: [groupId] }] };
      for await (const page of paginateDescribeSecurityGroupRules({ client: ec2 }, filter)) {
        rules.push(...(page.SecurityGroupRules ?? []).map(presentRule));
      }
      return rules;
    },
    async revokeRules(GroupId, isEgress, ruleIds) {
      const input = { GroupId, SecurityGroupRuleIds: [...ruleIds] };
      const { Return } = isEgress
        ? await ec2.send(new RevokeSecurityGroupEgressCommand(input))
        : await ec2.send(new RevokeSecurityGroupIngressCommand(input));
      if (Return === false) throw new Error("EC2 did not revoke the rules.");
    },
    async authorizeRule(GroupId, rule) {
      const input = { GroupId, IpPermissions: [permissionOf(rule)], ...tagsOf(rule) };
      try {
        if (rule.isEgress) await ec2.send(new AuthorizeSecurityGroupEgressCommand(input));
        else await ec2.send(new AuthorizeSecurityGroupIngressCommand(input));
      } catch (error) {
        const isThere =
          error instanceof EC2ServiceException && error.name === "InvalidPermission.Duplicate";
        if (!isThere) throw error;
      }
    },
  };
}

function presentRule(rule: SecurityGroupRule): PresentRule {
  const { SecurityGroupRuleId: id, IsEgress: isEgress, IpProtocol: protocol } = rule;
  if (id === undefined || isEgress === undefined || protocol === undefined) {
    throw new Error("EC2 describes a rule without id, direction or protocol.");
  }
  const tags = (rule.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value] as const);
  return {
    id,
    isEgress,
    protocol,
    fromPort: rule.FromPort ?? -1,
    toPort: rule.ToPort ?? -1,
    peer: peerOf(rule),
    description: rule.Description ?? "",
    tags: Object.fromEntries(tags),
  };
}

function peerOf(rule: SecurityGroupRule): GroupRule["peer"] {
  const { CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo } = rule;
  if (CidrIpv4 !== undefined) return { kind: "ipv4", cidr: CidrIpv4 };
  if (CidrIpv6 !== undefined) return { kind: "ipv6", cidr: CidrIpv6 };
  if (PrefixListId !== undefined) return { kind: "prefix-list", id: PrefixListId };
  const id = ReferencedGroupInfo?.GroupId;
  if (id === undefined) throw new Error("EC2 describes a rule without another side.");
  return { kind: "group", id };
}

function permissionOf({ protocol, fromPort, toPort, peer, description }: GroupRule): IpPermission {
  const said = description === "" ? {} : { Description: description };
  const ports = { IpProtocol: protocol, FromPort: fromPort, ToPort: toPort };
  switch (peer.kind) {
    case "ipv4":
      return { ...ports, IpRanges: [{ CidrIp: peer.cidr, ...said }] };
    case "ipv6":
      return { ...ports, Ipv6Ranges: [{ CidrIpv6: peer.cidr, ...said }] };
    case "prefix-list":
      return { ...ports, PrefixListIds: [{ PrefixListId: peer.id, ...said }] };
    case "group":
      return { ...ports, UserIdGroupPairs: [{ GroupId: peer.id, ...said }] };
  }
}

function tagsOf({ tags }: GroupRule) {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  if (Tags.length === 0) return {};
  return { TagSpecifications: [{ ResourceType: "security-group-rule" as const, Tags }] };
}
