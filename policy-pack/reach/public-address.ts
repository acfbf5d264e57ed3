import type { JudgedStack, StackResource } from "../engine/rule";
import { isUnknown, type Properties, textOf, type Value } from "../engine/value";
import { valuesAt } from "../network/references";
import type { NetworkNode } from "./placements";

/** Whether something has an address that the Internet can send to. */
export interface PublicAddress {
  /** Whether it has one. */
  readonly answer: "yes" | "no" | "undecided";
  /** JSON pointer of the property that decides; undefined when a subnet or an address resource does. */
  readonly path: string | undefined;
  /** The subnet or address that decides, if it is not the resource itself. */
  readonly by: StackResource | undefined;
}

const none: PublicAddress = { answer: "no", path: undefined, by: undefined };

/** How a type comes by a public IPv4 address. */
type Source =
  /** A property says so; absent means the subnet decides, if it is one of the types for which it does. */
  | {
      readonly property: string;
      readonly isPublic: (value: Value) => boolean;
      readonly bySubnet: boolean;
    }
  /** A property hides it: a load balancer is public unless it is internal. */
  | { readonly internal: string };

const isTrue = (value: Value): boolean => textOf(value) === "true";
const flag = (property: string, bySubnet = false): Source => ({
  property,
  isPublic: isTrue,
  bySubnet,
});

// Property names and defaults: @pulumi/aws 7.48.
const sources: Readonly<Record<string, Source>> = {
  "aws:ec2/instance:Instance": flag("associatePublicIpAddress", true),
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": flag("associatePublicIpAddress", true),
  "aws:ec2/launchTemplate:LaunchTemplate": flag(
    "networkInterfaces.*.associatePublicIpAddress",
    true,
  ),
  "aws:ecs/service:Service": flag("networkConfiguration.assignPublicIp"),
  "aws:ecs/taskSet:TaskSet": flag("networkConfiguration.assignPublicIp"),
  "aws:cloudwatch/eventTarget:EventTarget": flag("ecsTarget.networkConfiguration.assignPublicIp"),
  "aws:scheduler/schedule:Schedule": flag(
    "target.ecsParameters.networkConfiguration.assignPublicIp",
  ),
  "aws:lb/loadBalancer:LoadBalancer": { internal: "internal" },
  "aws:elb/loadBalancer:LoadBalancer": { internal: "internal" },
  "aws:rds/instance:Instance": flag("publiclyAccessible"),
  "aws:rds/clusterInstance:ClusterInstance": flag("publiclyAccessible"),
  "aws:neptune/clusterInstance:ClusterInstance": flag("publiclyAccessible"),
  "aws:redshift/cluster:Cluster": flag("publiclyAccessible"),
  "aws:redshiftserverless/workgroup:Workgroup": flag("publiclyAccessible"),
  "aws:dms/replicationInstance:ReplicationInstance": flag("publiclyAccessible"),
  "aws:mq/broker:Broker": flag("publiclyAccessible"),
  "aws:msk/cluster:Cluster": {
    property: "brokerNodeGroupInfo.connectivityInfo.publicAccess.type",
    isPublic: (value) => value !== "DISABLED",
    bySubnet: false,
  },
};

/** Types whose own properties may give them a public address. */
export const publicTypes: readonly string[] = Object.keys(sources);

/** Resources that an Elastic IP is put on, by URN. */
export function elasticAddresses(stack: JudgedStack): ReadonlyMap<string, StackResource> {
  const addresses = new Map<string, StackResource>();
  const eip = "aws:ec2/eip:Eip";
  const association = "aws:ec2/eipAssociation:EipAssociation";
  const instance = ["aws:ec2/instance:Instance"];
  const networkInterface = ["aws:ec2/networkInterface:NetworkInterface"];
  const put = (type: string, property: string, targets: readonly string[]) => {
    for (const address of stack.ofType(type)) {
      for (const { urn } of stack.referred(address, property, targets)) addresses.set(urn, address);
    }
  };
  put(eip, "instance", instance);
  put(eip, "networkInterface", networkInterface);
  put(association, "instanceId", instance);
  put(association, "networkInterfaceId", networkInterface);
  return addresses;
}

/** Whether the properties of a resource give it a public address, apart from its subnet. */
export function ownAddress({
  type,
  properties,
}: Pick<StackResource, "type" | "properties">): PublicAddress {
  const source = sources[type];
  if (source === undefined) return none;
  return "internal" in source
    ? loadBalancer(properties, source.internal)
    : stated(properties, source);
}

function loadBalancer(properties: Properties, property: string): PublicAddress {
  // A gateway load balancer stands behind endpoints and has no address of its own to call.
  if (properties["loadBalancerType"] === "gateway") return none;
  const internal = properties[property];
  if (textOf(internal) === "true") return { answer: "no", path: `/${property}`, by: undefined };
  const lost = [property, "loadBalancerType"].find((name) => isUnknown(properties[name]));
  const answer = lost === undefined ? "yes" : "undecided";
  return { answer, path: `/${lost ?? property}`, by: undefined };
}

function stated(
  properties: StackResource["properties"],
  source: Exclude<Source, { internal: string }>,
): PublicAddress {
  const values = valuesAt(properties, source.property.split("."));
  const path = (place: { readonly path: readonly (string | number)[] } | undefined) =>
    place && `/${place.path.join("/")}`;
  const open = values.find(({ value }) => !isUnknown(value) && source.isPublic(value));
  if (open !== undefined) return { answer: "yes", path: path(open), by: undefined };
  const lost = values.find(({ value }) => isUnknown(value));
  return { ...none, answer: lost === undefined ? "no" : "undecided", path: path(lost) };
}

/** Whether a node has a public address of a family. */
export function publicAddress(
  node: NetworkNode,
  family: 4 | 6,
  elastic: ReadonlyMap<string, StackResource>,
): PublicAddress {
  if (family === 6) return address6(node);
  const address = elastic.get(node.resource.urn);
  if (address !== undefined) return { answer: "yes", path: undefined, by: address };
  const own = ownAddress(node.resource);
  if (own.answer !== "no" || saysNo(node.resource)) return own;
  return bySubnet(node, "mapPublicIpOnLaunch");
}

// Only where the resource leaves it open does the subnet decide, and only for machines.
function saysNo({ type, properties }: StackResource): boolean {
  const source = sources[type];
  if (source === undefined || "internal" in source || !source.bySubnet) return true;
  return valuesAt(properties, source.property.split(".")).length > 0;
}

function bySubnet({ subnets, hasUnknownSubnets }: NetworkNode, property: string): PublicAddress {
  const open = subnets.find(({ resource }) => textOf(resource.properties[property]) === "true");
  if (open !== undefined) return { answer: "yes", path: undefined, by: open.resource };
  const lost = subnets.find(({ resource }) => isUnknown(resource.properties[property]));
  if (lost !== undefined) return { answer: "undecided", path: undefined, by: lost.resource };
  return { ...none, answer: hasUnknownSubnets ? "undecided" : "no" };
}

const addressProperties = ["ipv6AddressCount", "ipv6Addresses", "ipv6AddressLists"] as const;

// Databases and the like get IPv6 addresses for use inside a VPC only.
const machines: ReadonlySet<string> = new Set([
  "aws:ec2/instance:Instance",
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
  "aws:ec2/networkInterface:NetworkInterface",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ecs/service:Service",
  "aws:ecs/taskSet:TaskSet",
]);

// Every IPv6 address of a VPC is public; what it lacks is a way in.
function address6(node: NetworkNode): PublicAddress {
  const { resource } = node;
  if (resource.type === "aws:lb/loadBalancer:LoadBalancer") {
    const own = ownAddress(resource);
    const isDual = textOf(resource.properties["ipAddressType"]).startsWith("dualstack");
    return isDual || isUnknown(resource.properties["ipAddressType"]) ? own : none;
  }
  if (!machines.has(resource.type)) return none;
  const written = addressProperties.find((property) => {
    const value = resource.properties[property];
    return value !== undefined && value !== null && value !== 0;
  });
  if (written !== undefined) return { answer: "yes", path: `/${written}`, by: undefined };
  return bySubnet(node, "assignIpv6AddressOnCreation");
}
