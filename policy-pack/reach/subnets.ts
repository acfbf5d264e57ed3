import type { JudgedStack, StackResource } from "../engine/rule";
import { isUnknown, listOf, textOf } from "../engine/value";
import { aclReferenceTypes, aclTypes } from "../network/acl-entries";
import { type Defaults, defaultAclKind, defaultsOf } from "../network/defaults";
import { type Block, parseBlock } from "../network/intervals";
import { referredAt } from "../network/references";
import { routeTypes, tableTypes } from "./routes";

const subnetTypes = ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"];
const vpcTypes = ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"];

/** A subnet with what guards it. */
export interface Subnet {
  /** The subnet. */
  readonly resource: StackResource;
  /** URN or id of its VPC; undefined when it cannot be told. */
  readonly vpc: string | undefined;
  /** Keys of its route table and its network ACL; undefined when it cannot be told. */
  readonly table: string | undefined;
  /** Key of its network ACL; undefined when it cannot be told. */
  readonly acl: string | undefined;
  /** Its addresses by family; undefined when they are unknown, empty when it has none. */
  readonly blocks: Readonly<Record<4 | 6, readonly Block[] | undefined>>;
}

/** What of a subnet decides reachability: subnets alike in it are one class. */
export const guardsOf = ({ vpc, table, acl }: Subnet): string => JSON.stringify([vpc, table, acl]);

/** Every subnet of the stack, by URN. */
export function subnetsOf(
  stack: JudgedStack,
  mainTables: ReadonlyMap<string, string>,
): ReadonlyMap<string, Subnet> {
  const tables = chosen(stack, [
    { type: routeTypes.association, property: "routeTableId", targets: tableTypes },
  ]);
  const acls = aclsBySubnet(stack);
  const defaultAcls = defaultsOf(stack, defaultAclKind);
  return new Map(
    stack.ofType(...subnetTypes).map((resource) => {
      const vpc = vpcOf(stack, resource);
      return [
        resource.urn,
        {
          resource,
          vpc: vpc?.urn ?? foreignVpc(resource),
          table: tables.get(resource.urn) ?? mainTable(vpc, mainTables),
          acl: acls.get(resource.urn) ?? (vpc === undefined ? undefined : defaultAcls.keyOf(vpc)),
          blocks: { 4: blocksAt(resource, "cidrBlock"), 6: ipv6Blocks(resource) },
        },
      ] as const;
    }),
  );
}

/** The VPC a resource belongs to. */
export function vpcOf(stack: JudgedStack, resource: StackResource): StackResource | undefined {
  const reference = stack.reference(resource, ["vpcId"], vpcTypes);
  return reference.kind === "resource" ? reference.resource : undefined;
}

function foreignVpc({ properties }: StackResource): string | undefined {
  const id = properties["vpcId"];
  return typeof id === "string" && !isUnknown(id) ? id : undefined;
}

const mainTable = (
  vpc: StackResource | undefined,
  mainTables: ReadonlyMap<string, string>,
): string | undefined => (vpc === undefined ? undefined : (mainTables.get(vpc.urn) ?? vpc.urn));

/** The main route table of each VPC: the one that is associated, else the default as adopted, else the VPC's own. */
export function mainTables(stack: JudgedStack, { keyOf }: Defaults): ReadonlyMap<string, string> {
  const main = new Map(stack.ofType(...vpcTypes).map((vpc) => [vpc.urn, keyOf(vpc)]));
  for (const association of stack.ofType(routeTypes.mainAssociation)) {
    const vpc = vpcOf(stack, association);
    const table = stack.reference(association, ["routeTableId"], tableTypes);
    if (vpc !== undefined && table.kind === "resource") main.set(vpc.urn, table.resource.urn);
  }
  return main;
}

interface Association {
  readonly type: string;
  readonly property: string;
  readonly targets: readonly string[];
}

/** What associations put on each subnet: the URN of a resource of the stack, or an id. */
function chosen(
  stack: JudgedStack,
  associations: readonly Association[],
): Map<string, string | undefined> {
  const bySubnet = new Map<string, string | undefined>();
  for (const { type, property, targets } of associations) {
    for (const association of stack.ofType(type)) {
      const target = stack.reference(association, [property], targets);
      const key =
        target.kind === "resource"
          ? target.resource.urn
          : target.kind === "foreign"
            ? target.name
            : undefined;
      for (const subnet of stack.referred(association, "subnetId", subnetTypes)) {
        bySubnet.set(subnet.urn, key ?? lost);
      }
    }
  }
  return bySubnet;
}

/** Key of what an association names and nobody can tell: no table and no ACL has it. */
export const lost = "?";

function aclsBySubnet(stack: JudgedStack): ReadonlyMap<string, string | undefined> {
  const acls = chosen(stack, [
    { type: aclTypes.association, property: "networkAclId", targets: aclReferenceTypes },
  ]);
  for (const acl of stack.ofType(aclTypes.acl, aclTypes.defaultAcl)) {
    const { resources } = referredAt(stack, acl, { paths: [["subnetIds"]], types: subnetTypes });
    for (const subnet of resources) acls.set(subnet.urn, acl.urn);
  }
  return acls;
}

function blocksAt({ properties }: StackResource, property: string): readonly Block[] | undefined {
  const value = properties[property];
  if (value === undefined || value === null || value === "") return [];
  const block = isUnknown(value) ? undefined : parseBlock(textOf(value));
  return block === undefined ? undefined : [block];
}

// An address pool or AWS itself may choose the block.
function ipv6Blocks(resource: StackResource): readonly Block[] | undefined {
  const { properties } = resource;
  const isChosen = ["ipv6IpamPoolId", "ipv6NetmaskLength"].some(
    (property) => listOf(properties[property]).length > 0,
  );
  const isAssigned = ["assignIpv6AddressOnCreation", "ipv6Native"].some(
    (property) => properties[property] === true,
  );
  const written = blocksAt(resource, "ipv6CidrBlock");
  return written?.length === 0 && (isChosen || isAssigned) ? undefined : written;
}
