import type { JudgedStack, StackResource } from "../engine/rule";
import { defaultGroupKind, defaultsOf } from "./defaults";
import { append } from "./group-rules";
import { type MemberType, memberTypes } from "./member-types";
import { type Referred, referredAt, valuesAt } from "./references";
import { groupReferenceTypes } from "./rules";

const subnetTypes = ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"] as const;

/** Types that give a name to several subnets. */
const subnetGroupTypes = [
  "aws:rds/subnetGroup:SubnetGroup",
  "aws:docdb/subnetGroup:SubnetGroup",
  "aws:neptune/subnetGroup:SubnetGroup",
  "aws:redshift/subnetGroup:SubnetGroup",
  "aws:elasticache/subnetGroup:SubnetGroup",
  "aws:memorydb/subnetGroup:SubnetGroup",
  "aws:dax/subnetGroup:SubnetGroup",
  "aws:dms/replicationSubnetGroup:ReplicationSubnetGroup",
] as const;

/** Resources that put a group on something that exists already. */
const attachmentTypes = {
  "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment":
    "networkInterfaceId",
  "aws:ec2/securityGroupAssociation:SecurityGroupAssociation": "vpcEndpointId",
} as const;

/** Types that put a group on something. */
export const groupAttachmentTypes: readonly string[] = Object.keys(attachmentTypes);

/** A resource that stands in a network. */
export interface Member {
  /** The resource. */
  readonly resource: StackResource;
  /** How its type takes part. */
  readonly type: MemberType;
  /** Keys of its groups, as in `EffectiveRules.byGroup`, sorted. */
  readonly groups: readonly string[];
  /** Those of its groups that another resource puts on it. */
  readonly attachedGroups: readonly string[];
  /** Ids of groups of other stacks. */
  readonly foreignGroups: readonly string[];
  /** JSON pointers of groups that cannot be told. */
  readonly unknownGroups: readonly string[];
  /** Whether it names any group at all. */
  readonly namesGroups: boolean;
  /** Its subnets in the stack, sorted by URN. */
  readonly subnets: readonly StackResource[];
  /** Ids of subnets of other stacks. */
  readonly foreignSubnets: readonly string[];
  /** JSON pointers of subnets that cannot be told. */
  readonly unknownSubnets: readonly string[];
}

/** Every resource that stands in a network, with its groups and subnets. */
export function membersOf(stack: JudgedStack): readonly Member[] {
  const { keyOf, keyOfId } = defaultsOf(stack, defaultGroupKind);
  const attached = attachedGroups(stack);
  return Object.entries(memberTypes).flatMap(([token, type]) =>
    stack.ofType(token).map((resource) => {
      const groups = groupsOf(stack, resource, type);
      const extra = attached.get(resource.urn) ?? [];
      const subnets = subnetsOf(stack, resource, type);
      return {
        resource,
        type,
        groups: sorted([
          ...groups.resources.map(keyOf),
          ...extra,
          ...groups.foreign.flatMap((id) => keyOfId(id) ?? []),
        ]),
        attachedGroups: extra,
        foreignGroups: groups.foreign.filter((id) => keyOfId(id) === undefined),
        unknownGroups: groups.unknown,
        namesGroups: type.groups.some((path) => valuesAt(resource.properties, path).length > 0),
        subnets: byUrn(subnets.flatMap(({ resources }) => resources)),
        foreignSubnets: subnets.flatMap(({ foreign }) => foreign),
        unknownSubnets: subnets.flatMap(({ unknown }) => unknown),
      };
    }),
  );
}

const sorted = (keys: readonly string[]): readonly string[] => [...new Set(keys)].sort();

const byUrn = (resources: readonly StackResource[]): readonly StackResource[] =>
  [...new Set(resources)].sort((left, right) => (left.urn < right.urn ? -1 : 1));

const groupsOf = (stack: JudgedStack, resource: StackResource, type: MemberType): Referred =>
  referredAt(stack, resource, { paths: type.groups, types: groupReferenceTypes });

function subnetsOf(
  stack: JudgedStack,
  resource: StackResource,
  type: MemberType,
): readonly Referred[] {
  const direct = referredAt(stack, resource, { paths: type.subnets, types: subnetTypes });
  const named = referredAt(stack, resource, { paths: type.subnetGroups, types: subnetGroupTypes });
  const grouped = named.resources.map((group) =>
    referredAt(stack, group, { paths: [["subnetIds"]], types: subnetTypes }),
  );
  return [direct, { ...named, resources: [] }, ...grouped];
}

/** A resource that puts a group on something that exists already. */
export interface GroupAttachment {
  /** The attachment. */
  readonly resource: StackResource;
  /** Keys of the group. */
  readonly groups: readonly string[];
  /** URNs of what it is put on. */
  readonly targets: readonly string[];
  /** Whether what it is put on cannot be told. */
  readonly isTargetUnknown: boolean;
  /** Whether its group cannot be told. */
  readonly isGroupUnknown: boolean;
}

/** Every resource of the stack that puts a group on something. */
export function groupAttachments(stack: JudgedStack): readonly GroupAttachment[] {
  const { keyOf, keyOfId } = defaultsOf(stack, defaultGroupKind);
  return Object.entries(attachmentTypes).flatMap(([token, property]) =>
    stack.ofType(token).map((resource) => {
      const target = referredAt(stack, resource, {
        paths: [[property]],
        types: Object.keys(memberTypes),
      });
      const group = referredAt(stack, resource, {
        paths: [["securityGroupId"]],
        types: groupReferenceTypes,
      });
      return {
        resource,
        groups: [...group.resources.map(keyOf), ...group.foreign.map((id) => keyOfId(id) ?? id)],
        targets: target.resources.map(({ urn }) => urn),
        isTargetUnknown: target.unknown.length > 0,
        isGroupUnknown: group.unknown.length > 0,
      };
    }),
  );
}

function attachedGroups(stack: JudgedStack): ReadonlyMap<string, readonly string[]> {
  const attached = new Map<string, string[]>();
  for (const { targets, groups } of groupAttachments(stack)) {
    for (const urn of targets) for (const group of groups) append(attached, urn, group);
  }
  return attached;
}
