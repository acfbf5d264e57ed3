import type { JudgedStack, StackResource } from "../engine/rule";
import { isObject, isUnknown, listOf, type Properties, pointer, textOf } from "../engine/value";
import { type Block, everywhere, parseBlock } from "../network/intervals";
import type { PrefixLists } from "../network/prefix-lists";
import { type RouteTarget, routeTarget } from "./route-target";

/** Types that hold routes, and what puts them on subnets. */
export const routeTypes = {
  /** A table. */
  table: "aws:ec2/routeTable:RouteTable",
  /** The main table of a VPC, as adopted. */
  defaultTable: "aws:ec2/defaultRouteTable:DefaultRouteTable",
  /** One route. */
  route: "aws:ec2/route:Route",
  /** Puts a table on a subnet or gateway. */
  association: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  /** Makes a table the main one of a VPC. */
  mainAssociation: "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
} as const;

/** Types a route may belong to. A VPC stands for its main table. */
export const tableTypes: readonly string[] = [
  routeTypes.table,
  routeTypes.defaultTable,
  "aws:ec2/vpc:Vpc",
];

/** A route. */
export interface Route {
  /** Resource that holds it. */
  readonly resource: StackResource;
  /** JSON pointer of the route; empty when the resource is the route. */
  readonly path: string;
  /** Destinations; the longest prefix wins. */
  readonly destinations: readonly Block[];
  /** Whether every destination is known. Unknown destinations are everywhere. */
  readonly isComplete: boolean;
  /** Where matching packets go. */
  readonly target: RouteTarget;
}

/** Routes by key of their table. */
export interface RouteTables {
  /** Routes of a table; the main table of a VPC that nobody adopts has the VPC's URN. */
  readonly byTable: ReadonlyMap<string, readonly Route[]>;
  /** Routes of which the table cannot be told. */
  readonly loose: readonly Route[];
}

/** The routes of every table, inline and separate ones together. */
export function routesOf(
  stack: JudgedStack,
  {
    keyOf,
    prefixLists,
  }: { readonly keyOf: (table: StackResource) => string; readonly prefixLists: PrefixLists },
): RouteTables {
  const byTable = new Map<string, Route[]>();
  const loose: Route[] = [];
  const add = (key: string, route: Route) => {
    const routes = byTable.get(key);
    if (routes === undefined) byTable.set(key, [route]);
    else routes.push(route);
  };
  const context = { stack, prefixLists };
  for (const table of stack.ofType(routeTypes.table, routeTypes.defaultTable)) {
    for (const route of inlineRoutes(context, table)) add(table.urn, route);
  }
  for (const resource of stack.ofType(routeTypes.route)) {
    const route = readRoute(context, { resource, fields: resource.properties, path: [] });
    const table = stack.reference(resource, ["routeTableId"], tableTypes);
    if (table.kind === "resource") add(keyOf(table.resource), route);
    else if (table.kind === "foreign") add(table.name, route);
    else loose.push(route);
  }
  return { byTable, loose };
}

interface Reading {
  readonly stack: JudgedStack;
  readonly prefixLists: PrefixLists;
}

interface Written {
  readonly resource: StackResource;
  readonly fields: Properties;
  readonly path: readonly (string | number)[];
}

function inlineRoutes(context: Reading, table: StackResource): readonly Route[] {
  const routes = table.properties["routes"];
  if (isUnknown(routes)) return [unknownRoute(table, ["routes"])];
  return listOf(routes).map((fields, index) =>
    isObject(fields)
      ? readRoute(context, { resource: table, fields, path: ["routes", index] })
      : unknownRoute(table, ["routes", index]),
  );
}

const unknownRoute = (resource: StackResource, path: Written["path"]): Route => ({
  resource,
  path: pointer(path),
  destinations: [],
  isComplete: false,
  target: { kind: "unknown" },
});

function readRoute(context: Reading, written: Written): Route {
  const { resource, path } = written;
  const { blocks, isComplete } = destinationsOf(context, written);
  return {
    resource,
    path: pointer(path),
    destinations: blocks,
    isComplete,
    target: routeTarget(context.stack, written),
  };
}

const blockProperties = [
  "cidrBlock",
  "ipv6CidrBlock",
  "destinationCidrBlock",
  "destinationIpv6CidrBlock",
] as const;

function destinationsOf({ prefixLists }: Reading, { resource, fields, path }: Written) {
  const written = blockProperties.flatMap((name) => {
    const value = fields[name];
    return value === undefined || value === null || value === "" ? [] : [value];
  });
  const blocks = written.flatMap((value) =>
    isUnknown(value) ? [] : (parseBlock(textOf(value)) ?? []),
  );
  const list = fields["destinationPrefixListId"];
  if (list === undefined || list === null || list === "") {
    // A block that is no block AWS refuses; it leads nowhere.
    return { blocks, isComplete: !written.some(isUnknown) };
  }
  const behind = prefixLists(resource, [...path, "destinationPrefixListId"]);
  if (behind.kind === "stack") {
    return {
      blocks: [...blocks, ...behind.entries.map(({ block }) => block)],
      isComplete: behind.isComplete,
    };
  }
  // Lists of AWS hold addresses of its services: no way to the Internet at large.
  return { blocks, isComplete: behind.kind !== "undecided" };
}

/** The destinations of a route at their widest. */
export const widestDestinations = ({ destinations, isComplete }: Route): readonly Block[] =>
  isComplete ? destinations : everywhere;
