import type { JudgedStack, StackResource } from "../engine/rule";
import { isObject, isUnknown, listOf, type Properties, type Value } from "../engine/value";
import { aclTypes } from "./acl-entries";
import { defaultAclKind, defaultsOf, defaultTableKind } from "./defaults";
import { append } from "./group-rules";
import { parseBlock, publicAddresses } from "./intervals";
import { referredAt } from "./references";

/** Subnets, and what decides about their traffic. */
export const subnetTypes = {
  subnet: "aws:ec2/subnet:Subnet",
  vpc: "aws:ec2/vpc:Vpc",
  table: "aws:ec2/routeTable:RouteTable",
  defaultTable: "aws:ec2/defaultRouteTable:DefaultRouteTable",
  route: "aws:ec2/route:Route",
  tableAssociation: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  mainAssociation: "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
  ipv6Block: "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation",
} as const;

const { subnet, vpc, table, defaultTable } = subnetTypes;

/** Whether something is so; undefined when unknown values decide. */
export type Answer = boolean | undefined;

/** A subnet with what guards it. */
export interface SubnetPlace {
  /** The subnet. */
  readonly resource: StackResource;
  /** Its VPC, if that is in the stack. */
  readonly vpc: StackResource | undefined;
  /** Key of its ACL as in `AclEntries.byAcl`; undefined when that cannot be told. */
  readonly acl: string | undefined;
  /** Whether it uses the default ACL of its VPC. */
  readonly usesDefaultAcl: Answer;
  /** Whether its route table has no route to public addresses. */
  readonly isIsolated: Answer;
  /** Whether it may have IPv6 addresses. */
  readonly hasIpv6: Answer;
}

/** Every subnet of the stack with its ACL, its isolation and its families. */
export function subnetPlaces(stack: JudgedStack): readonly SubnetPlace[] {
  const acls = associatedAcls(stack);
  const tables = tablesOf(stack);
  const { keyOf } = defaultsOf(stack, defaultAclKind);
  const ipv6 = ipv6Vpcs(stack);
  return stack.ofType(subnet).map((resource) => {
    const own = acls.bySubnet.get(resource.urn);
    const [home] = stack.referred(resource, "vpcId", [vpc]);
    const isUnassociated = own === undefined && acls.isComplete;
    return {
      resource,
      vpc: home,
      acl: own ?? (isUnassociated && home !== undefined ? keyOf(home) : undefined),
      usesDefaultAcl: own === undefined ? (isUnassociated ? true : undefined) : false,
      isIsolated: tables.isIsolated(resource, home),
      hasIpv6: hasIpv6(resource.properties, home, ipv6),
    };
  });
}

// ACLs are put on subnets from three sides.
function associatedAcls(stack: JudgedStack) {
  const bySubnet = new Map<string, string>();
  let isComplete = true;
  const aclKinds = [aclTypes.acl, aclTypes.defaultAcl];
  for (const acl of stack.ofType(...aclKinds)) {
    const { resources, unknown } = referredAt(stack, acl, {
      paths: [["subnetIds"]],
      types: [subnet],
    });
    if (unknown.length > 0) isComplete = false;
    for (const { urn } of resources) bySubnet.set(urn, acl.urn);
  }
  for (const association of stack.ofType(aclTypes.association)) {
    const [place] = stack.referred(association, "subnetId", [subnet]);
    const [acl] = stack.referred(association, "networkAclId", aclKinds);
    const name = association.properties["networkAclId"];
    if (place === undefined) {
      if (isUnknown(association.properties["subnetId"])) isComplete = false;
      continue;
    }
    const key = acl?.urn ?? (typeof name === "string" ? name : association.urn);
    bySubnet.set(place.urn, key);
  }
  return { bySubnet, isComplete };
}

interface Tables {
  readonly isIsolated: (subnet: StackResource, home: StackResource | undefined) => Answer;
}

function tablesOf(stack: JudgedStack): Tables {
  const routes = routesByTable(stack);
  const associated = new Map<string, StackResource | undefined>();
  for (const association of stack.ofType(subnetTypes.tableAssociation)) {
    const [own] = stack.referred(association, "routeTableId", [table, defaultTable, vpc]);
    for (const { urn } of stack.referred(association, "subnetId", [subnet]))
      associated.set(urn, own);
  }
  const mainOf = mainTables(stack);
  return {
    isIsolated: (place, home) => {
      const isAssociated = associated.has(place.urn);
      const own = isAssociated ? associated.get(place.urn) : home && mainOf(home);
      if (own === undefined) return isAssociated || home === undefined ? undefined : true;
      return negated(hasPublicRoute(routes.get(own.urn) ?? []));
    },
  };
}

const negated = (answer: Answer): Answer => (answer === undefined ? undefined : !answer);

/** The main route table of a VPC, if a resource of the stack is or adopts it. A new VPC's has no routes. */
export function mainTables(stack: JudgedStack): (home: StackResource) => StackResource | undefined {
  const { adopterOf } = defaultsOf(stack, defaultTableKind);
  const replaced = new Map<string, StackResource>();
  for (const association of stack.ofType(subnetTypes.mainAssociation)) {
    const [own] = stack.referred(association, "routeTableId", [table]);
    const [home] = stack.referred(association, "vpcId", [vpc]);
    if (own !== undefined && home !== undefined) replaced.set(home.urn, own);
  }
  return (home) => replaced.get(home.urn) ?? adopterOf(home) ?? home;
}

/** A route, and where it is written. */
export interface Route {
  /** Resource that holds it. */
  readonly resource: StackResource;
  /** Its properties. */
  readonly properties: Value;
  /** JSON pointer; empty when the resource is the route. */
  readonly path: string;
}

/** The routes of every table by URN; routes of a main table nobody adopts are under the URN of the VPC. */
export function routesByTable(stack: JudgedStack): ReadonlyMap<string, readonly Route[]> {
  const byTable = new Map<string, Route[]>();
  const { keyOf } = defaultsOf(stack, defaultTableKind);
  for (const resource of stack.ofType(table, defaultTable)) {
    const value = resource.properties["routes"];
    const inline = isUnknown(value) ? [value ?? null] : listOf(value);
    for (const [index, properties] of inline.entries()) {
      const path = isUnknown(value) ? "/routes" : `/routes/${String(index)}`;
      append(byTable, resource.urn, { resource, properties, path });
    }
  }
  for (const resource of stack.ofType(subnetTypes.route)) {
    const [own] = stack.referred(resource, "routeTableId", [table, defaultTable, vpc]);
    if (own === undefined) continue;
    append(byTable, keyOf(own), { resource, properties: resource.properties, path: "" });
  }
  return byTable;
}

const destinations = [
  "destinationCidrBlock",
  "destinationIpv6CidrBlock",
  "cidrBlock",
  "ipv6CidrBlock",
] as const;

/** Whether a route leads to public addresses. Prefix lists are those of AWS's services or of peers. */
export function isPublicRoute({ properties }: Pick<Route, "properties">): Answer {
  if (!isObject(properties)) return isUnknown(properties) ? undefined : false;
  const values = destinations.flatMap((name) => properties[name] ?? []);
  const isOpen = values.some((value) => {
    const block = typeof value === "string" && !isUnknown(value) ? parseBlock(value) : undefined;
    return block !== undefined && publicAddresses([block], block.family).length > 0;
  });
  return isOpen || (values.some(isUnknown) ? undefined : false);
}

function hasPublicRoute(routes: readonly Route[]): Answer {
  const answers = routes.map(isPublicRoute);
  return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
}

function ipv6Vpcs(stack: JudgedStack): ReadonlySet<string> {
  const associated = stack
    .ofType(subnetTypes.ipv6Block)
    .flatMap((block) => stack.referred(block, "vpcId", [vpc]));
  return new Set(associated.map(({ urn }) => urn));
}

const vpcIpv6 = ["assignGeneratedIpv6CidrBlock", "ipv6CidrBlock", "ipv6IpamPoolId"] as const;
const subnetIpv6 = [
  "ipv6CidrBlock",
  "ipv6Native",
  "assignIpv6AddressOnCreation",
  "ipv6IpamPoolId",
] as const;

function hasIpv6(
  properties: Properties,
  home: StackResource | undefined,
  vpcs: ReadonlySet<string>,
): Answer {
  const answers = [
    anySet(properties, subnetIpv6),
    home === undefined ? undefined : vpcs.has(home.urn) || anySet(home.properties, vpcIpv6),
  ];
  return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
}

function anySet(properties: Properties, names: readonly string[]): Answer {
  const values = names.map((name) => properties[name]);
  const isOn = (value: Value | undefined) =>
    value !== undefined && value !== null && value !== false && value !== "" && !isUnknown(value);
  return values.some(isOn) || (values.some(isUnknown) ? undefined : false);
}
