import { type Ownership, ownershipIn } from "../contract/ownership";
import type { DeclaredDocuments } from "../engine/contract";
import type { JudgedStack, StackResource } from "../engine/rule";
import { textOf } from "../engine/value";
import { defaultGroupKind, defaultsOf } from "../network/defaults";
import { type Member, membersOf } from "../network/members";
import { groupReferenceTypes } from "../network/rules";
import type { GroupSet } from "./filters";
import { type Subnet, vpcOf } from "./subnets";

/** Where something stands: in which groups, and in which subnets. */
export interface Placement extends GroupSet {
  /** Subnets it stands in; for a service without resources all that it may stand in. */
  readonly subnets: readonly Subnet[];
  /** Whether it may stand in subnets that cannot be told. */
  readonly hasUnknownSubnets: boolean;
  /** Whether nobody says which subnets these are: it may stand in any of the VPC, and need not stand in all. */
  readonly isAssumed: boolean;
}

/** A resource in the network. */
export interface NetworkNode extends Placement {
  /** The resource. */
  readonly resource: StackResource;
  /** Services it belongs to. */
  readonly owners: readonly string[];
}

/** A service in the network: what of it stands where. */
export interface ServiceNode {
  /** Name of the service. */
  readonly service: string;
  /** Its places: one for each resource, and one for groups whose resources another stack declares. */
  readonly places: readonly Placement[];
}

/** Everything that stands in the network. */
export interface Nodes {
  /** Resources of the stack. */
  readonly resources: readonly NetworkNode[];
  /** Services that the program declares. */
  readonly services: readonly ServiceNode[];
  /** Who owns what. */
  readonly ownership: Ownership;
}

// These stand at the border of a VPC, and are no workloads.
const borderTypes: ReadonlySet<string> = new Set([
  "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
]);

/** Finds what stands in the network. */
export function nodesOf(
  stack: JudgedStack,
  declared: Pick<DeclaredDocuments, "members">,
  subnets: ReadonlyMap<string, Subnet>,
): Nodes {
  const ownership = ownershipIn(stack, declared);
  const { keyOf } = defaultsOf(stack, defaultGroupKind);
  const resources = membersOf(stack)
    .filter(({ resource }) => !borderTypes.has(resource.type))
    .filter(isPlaced)
    .map((member) => ({
      ...placementOf(stack, member, subnets),
      resource: member.resource,
      owners: ownersOf(ownership, member),
    }));
  const used = new Set(resources.flatMap(({ groups }) => groups));
  const known = { ownership, subnets, used, keyOf };
  const services = ownership.services.map((service) => ({
    service,
    places: [
      ...resources.filter(({ owners }) => owners.includes(service)),
      ...declaredPlace(stack, known, service),
    ],
  }));
  return { resources, services, ownership };
}

const isPlaced = ({ subnets, foreignSubnets, unknownSubnets, groups }: Member): boolean =>
  subnets.length + foreignSubnets.length + unknownSubnets.length + groups.length > 0;

function placementOf(
  stack: JudgedStack,
  member: Member,
  subnets: ReadonlyMap<string, Subnet>,
): Placement {
  const { resource, type, groups, foreignGroups, unknownGroups, namesGroups } = member;
  const own = member.subnets.flatMap(({ urn }) => subnets.get(urn) ?? []);
  const usesDefault = namesGroups ? false : type.usesDefaultGroup(resource.properties);
  const fallback = usesDefault === true ? defaultGroups(stack, own) : [];
  return {
    groups: [...groups, ...fallback],
    hasUnknown: foreignGroups.length + unknownGroups.length > 0 || usesDefault === undefined,
    isGuarded: !isUnguarded(member),
    subnets: own,
    hasUnknownSubnets: member.foreignSubnets.length + member.unknownSubnets.length > 0,
    isAssumed: false,
  };
}

// Network load balancers work without groups, and are then guarded by nothing.
const isUnguarded = ({ resource, namesGroups }: Member): boolean =>
  !namesGroups &&
  resource.type === "aws:lb/loadBalancer:LoadBalancer" &&
  resource.properties["loadBalancerType"] === "network";

function defaultGroups(stack: JudgedStack, subnets: readonly Subnet[]): readonly string[] {
  const { keyOf } = defaultsOf(stack, defaultGroupKind);
  const vpcs = new Set(subnets.flatMap(({ vpc }) => vpc ?? []));
  return [...vpcs].flatMap((vpc) => {
    const resource = stack.byUrn(vpc);
    return resource === undefined ? [] : [keyOf(resource)];
  });
}

// A resource belongs to a service by declaration, or because all its groups do.
function ownersOf(ownership: Ownership, { resource, groups }: Member): readonly string[] {
  const declared = ownership.ownersOf(resource);
  if (declared.length > 0) return declared;
  return [...new Set(groups.flatMap((urn) => ownership.ownersOf({ urn })))].sort();
}

interface Known {
  readonly ownership: Ownership;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly used: ReadonlySet<string>;
  readonly keyOf: (resource: StackResource) => string;
}

// Groups whose resources another stack declares: they may stand in any subnet that the service names, or else
// in any of the VPC.
function declaredPlace(stack: JudgedStack, known: Known, service: string): readonly Placement[] {
  const own = known.ownership.resourcesOf(service);
  const groups = own
    .filter(({ type }) => groupReferenceTypes.includes(type) && type !== "aws:ec2/vpc:Vpc")
    .filter((group) => !known.used.has(known.keyOf(group)));
  if (groups.length === 0) return [];
  const named = own.flatMap(({ urn }) => known.subnets.get(urn) ?? []);
  const vpcs = new Set(groups.map((group) => vpcKey(stack, group)));
  const all = [...known.subnets.values()].filter(({ vpc }) => vpc !== undefined && vpcs.has(vpc));
  return [
    {
      groups: groups.map(known.keyOf),
      hasUnknown: false,
      isGuarded: true,
      subnets: named.length > 0 ? named : all,
      hasUnknownSubnets: named.length === 0 && all.length === 0,
      isAssumed: named.length === 0,
    },
  ];
}

const vpcKey = (stack: JudgedStack, group: StackResource): string =>
  vpcOf(stack, group)?.urn ?? textOf(group.properties["vpcId"]);
