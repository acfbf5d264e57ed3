import type { JudgedStack, StackResource } from "../engine/rule";
import { isUnknown, type Properties, textOf, type Value } from "../engine/value";

/** Where a route sends packets. */
export type RouteTarget =
  | {
      readonly kind:
        | "internet-gateway"
        | "nat-gateway"
        | "egress-only-gateway"
        | "transit-gateway"
        | "interface"
        | "endpoint";
      /** The target; undefined when it belongs to another stack, or cannot be told. */
      readonly resource: StackResource | undefined;
      /** Whether the target cannot be told. */
      readonly isUnknown: boolean;
    }
  /** A peer network: another VPC, which never lends its way to the Internet. */
  | { readonly kind: "peering"; readonly resource: StackResource | undefined }
  /** Networks beyond a virtual private gateway, a core network or a local gateway. */
  | { readonly kind: "outside"; readonly name: string }
  /** The VPC itself. */
  | { readonly kind: "local" }
  /** Nothing can be told. */
  | { readonly kind: "unknown" };

interface Written {
  readonly resource: StackResource;
  readonly fields: Properties;
  readonly path: readonly (string | number)[];
}

const internetGateway = "aws:ec2/internetGateway:InternetGateway";
const vpnGateway = "aws:ec2/vpnGateway:VpnGateway";
const endpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";

const targets = [
  ["natGatewayId", "nat-gateway", ["aws:ec2/natGateway:NatGateway"]],
  [
    "egressOnlyGatewayId",
    "egress-only-gateway",
    ["aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway"],
  ],
  ["transitGatewayId", "transit-gateway", ["aws:ec2transitgateway/transitGateway:TransitGateway"]],
  ["vpcEndpointId", "endpoint", [endpoint]],
  [
    "networkInterfaceId",
    "interface",
    ["aws:ec2/networkInterface:NetworkInterface", "aws:ec2/instance:Instance"],
  ],
  ["instanceId", "interface", ["aws:ec2/instance:Instance"]],
  ["carrierGatewayId", "internet-gateway", ["aws:ec2/carrierGateway:CarrierGateway"]],
] as const;

const outside = ["localGatewayId", "coreNetworkArn", "odbNetworkArn"] as const;

/** Reads where a route leads. A route has one target. */
export function routeTarget(stack: JudgedStack, written: Written): RouteTarget {
  const { fields } = written;
  if (isSet(fields["gatewayId"])) return gatewayTarget(stack, written);
  for (const [property, kind, types] of targets) {
    if (isSet(fields[property])) return { kind, ...found(stack, written, { property, types }) };
  }
  if (isSet(fields["vpcPeeringConnectionId"])) {
    const types = ["aws:ec2/vpcPeeringConnection:VpcPeeringConnection"];
    const { resource } = found(stack, written, { property: "vpcPeeringConnectionId", types });
    return { kind: "peering", resource };
  }
  const other = outside.find((property) => isSet(fields[property]));
  return other === undefined ? { kind: "unknown" } : { kind: "outside", name: other };
}

const isSet = (value: Value | undefined): boolean =>
  value !== undefined && value !== null && value !== "";

// One property names gateways of several kinds, and `local`.
function gatewayTarget(stack: JudgedStack, written: Written): RouteTarget {
  const value = written.fields["gatewayId"];
  const types = [internetGateway, vpnGateway, endpoint];
  const { resource, isUnknown: isLost } = found(stack, written, { property: "gatewayId", types });
  const name = resource?.type ?? (isUnknown(value) ? "" : textOf(value));
  if (name === "local") return { kind: "local" };
  if (name === vpnGateway || name.startsWith("vgw-")) return { kind: "outside", name: "gatewayId" };
  if (name === endpoint || name.startsWith("vpce-")) {
    return { kind: "endpoint", resource, isUnknown: isLost };
  }
  // What cannot be told is read as the gateway that leads furthest.
  return { kind: "internet-gateway", resource, isUnknown: isLost };
}

interface Sought {
  readonly property: string;
  readonly types: readonly string[];
}

function found(stack: JudgedStack, { resource, path }: Written, { property, types }: Sought) {
  const reference = stack.reference(resource, [...path, property], types);
  return {
    resource: reference.kind === "resource" ? reference.resource : undefined,
    isUnknown: reference.kind === "unknown" || reference.kind === "ambiguous",
  };
}
