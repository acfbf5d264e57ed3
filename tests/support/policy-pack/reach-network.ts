import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../policy-pack/engine/value";
import { resource, unknown } from "./resources";

/** Resources that properties refer to, by the first key of the property. */
export type Links = Readonly<Record<string, StackResource | readonly StackResource[]>>;

/**
 * A resource that refers to others by ids which AWS has yet to give: a link to one is unknown text, a link to
 * several a list of unknown texts.
 */
export function linkedTo(
  type: string,
  name: string,
  { links = {}, ...properties }: Readonly<Record<string, unknown>> & { readonly links?: Links },
): StackResource {
  const ids: Record<string, Value> = {};
  const dependencies: Record<string, readonly string[]> = {};
  for (const [property, target] of Object.entries(links)) {
    const targets = "urn" in target ? [target] : target;
    ids[property] = "urn" in target ? unknown : targets.map(() => unknown);
    dependencies[property] = targets.map(({ urn }) => urn);
  }
  const made = resource(type, { ...ids, ...(properties as Properties) }, { name });
  return { ...made, propertyDependencies: dependencies };
}

const everywhere4 = "0.0.0.0/0";

/** A VPC. */
export const vpc = linkedTo("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });

/** Its Internet gateway. */
export const internetGateway = linkedTo("aws:ec2/internetGateway:InternetGateway", "gateway", {
  links: { vpcId: vpc },
});

/** A subnet of the VPC. */
export const subnet = (name: string, cidrBlock: string, more: Properties = {}): StackResource =>
  linkedTo("aws:ec2/subnet:Subnet", name, { links: { vpcId: vpc }, cidrBlock, ...more });

/** A route table with its subnets. */
export const table = (
  name: string,
  subnets: readonly StackResource[],
  more: Properties = {},
): readonly StackResource[] => {
  const made = linkedTo("aws:ec2/routeTable:RouteTable", name, { links: { vpcId: vpc }, ...more });
  return [
    made,
    ...subnets.map((each) =>
      linkedTo("aws:ec2/routeTableAssociation:RouteTableAssociation", `${name}-${each.name}`, {
        links: { routeTableId: made, subnetId: each },
      }),
    ),
  ];
};

/** A route of a table, by default everywhere in IPv4. */
export const route = (
  [routeTableId]: readonly StackResource[],
  links: Links,
  more: Properties = { destinationCidrBlock: everywhere4 },
): StackResource => {
  if (routeTableId === undefined) throw new Error("A route needs a table.");
  return linkedTo(
    "aws:ec2/route:Route",
    `route-${routeTableId.name}-${Object.keys(links).join()}`,
    {
      links: { routeTableId, ...links },
      ...more,
    },
  );
};

/** A security group with rules of its own. */
export const group = (name: string, rules: Properties = {}): StackResource =>
  linkedTo("aws:ec2/securityGroup:SecurityGroup", name, { links: { vpcId: vpc }, ...rules });

/** Inline rules for one TCP port and some blocks. */
export const tcp = (port: number, ...cidrBlocks: readonly Value[]): Value => [
  { protocol: "tcp", fromPort: port, toPort: port, cidrBlocks },
];

/** Inline rules for one TCP port and some IPv6 blocks. */
export const tcp6 = (port: number, ...ipv6CidrBlocks: readonly Value[]): Value => [
  { protocol: "tcp", fromPort: port, toPort: port, ipv6CidrBlocks },
];

/** Inline rules for everything to everywhere. */
export const toEverywhere: Value = [
  { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [everywhere4] },
];

/** A network ACL with its subnets. */
export const networkAcl = (
  name: string,
  subnetIds: readonly StackResource[],
  entries: Properties,
): StackResource =>
  linkedTo("aws:ec2/networkAcl:NetworkAcl", name, { links: { vpcId: vpc, subnetIds }, ...entries });

/** An entry of an ACL. */
export const entry = (ruleNo: number, action: "allow" | "deny", more: Properties): Value => ({
  ruleNo,
  action,
  protocol: "tcp",
  fromPort: 0,
  toPort: 65535,
  cidrBlock: everywhere4,
  ...more,
});

/** A machine. */
export const instance = (
  name: string,
  {
    subnetId,
    groups,
    ...more
  }: { readonly subnetId: StackResource; readonly groups: readonly StackResource[] } & Readonly<
    Record<string, unknown>
  >,
): StackResource =>
  linkedTo("aws:ec2/instance:Instance", name, {
    links: { subnetId, vpcSecurityGroupIds: groups },
    ...more,
  });

/** A component that publishes a contract. */
export const component = (zeroTrust: Properties, name = "graph"): StackResource =>
  resource("agent-runtime:graph:Graph", { zeroTrust: { contract: 1, ...zeroTrust } }, { name });

/** Two subnets: one with a route to the Internet gateway, and one behind a NAT gateway there. */
export function twoTiers(more: { readonly open?: Properties; readonly inner?: Properties } = {}) {
  const open = subnet("open", "10.0.0.0/24", more.open);
  const inner = subnet("inner", "10.0.1.0/24", more.inner);
  const openTable = table("open", [open]);
  const innerTable = table("inner", [inner]);
  const nat = linkedTo("aws:ec2/natGateway:NatGateway", "nat", {
    links: { subnetId: open },
    allocationId: unknown,
  });
  const base = [vpc, internetGateway, open, inner, ...openTable, ...innerTable, nat];
  return {
    open,
    inner,
    openTable,
    innerTable,
    nat,
    base,
    routes: [
      route(openTable, { gatewayId: internetGateway }),
      route(innerTable, { natGatewayId: nat }),
    ],
  };
}
