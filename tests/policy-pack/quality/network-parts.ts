import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Properties } from "../../../policy-pack/engine/value";
import { unknown } from "../../support/policy-pack/resources";
import { made } from "./quality-case";

/** A network. */
export const vpc = made("ec2/Vpc vpc", {
  cidrBlock: "10.0.0.0/16",
  enableDnsHostnames: true,
  enableDnsSupport: true,
});

/** A security group of the network. */
export function group(rules: Properties, name = "group"): StackResource {
  return made(
    `ec2/SecurityGroup ${name}`,
    { description: "The application", vpcId: unknown, ...rules },
    { vpcId: vpc },
  );
}

/** What a rule for one TCP port has. */
export function tcp(port: number): Properties {
  return { protocol: "tcp", fromPort: port, toPort: port, description: `Port ${String(port)}` };
}

/** A network list of the network without entries of its own. */
export const list = made("ec2/NetworkAcl list", { vpcId: unknown }, { vpcId: vpc });

/** A prefix list that holds more than partners. */
export const partners = made("ec2/ManagedPrefixList partners", {
  addressFamily: "IPv4",
  maxEntries: 5,
  name: "partners",
  entries: [{ cidr: "203.0.113.0/24" }, { cidr: "0.0.0.0/0" }],
});

/** A subnet. */
export const subnet = made(
  "ec2/Subnet subnet",
  { vpcId: unknown, cidrBlock: "10.0.1.0/24" },
  { vpcId: vpc },
);

const gateway = made("ec2/InternetGateway gateway", { vpcId: unknown }, { vpcId: vpc });
const table = made(
  "ec2/RouteTable table",
  { vpcId: unknown, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: unknown }] },
  { vpcId: vpc, routes: gateway },
);

/** The subnet with a route to and from the Internet. */
export const publicSubnet = [
  vpc,
  subnet,
  gateway,
  table,
  made(
    "ec2/RouteTableAssociation joined",
    { subnetId: unknown, routeTableId: unknown },
    { subnetId: subnet, routeTableId: table },
  ),
];

/** A group that lets the web in, and everything out on that port. */
export const openGroup = group({
  ingress: [{ ...tcp(443), cidrBlocks: ["0.0.0.0/0"] }],
  egress: [{ ...tcp(443), cidrBlocks: ["0.0.0.0/0"] }],
});

/** An instance of the subnet. */
export const machine = made(
  "ec2/Instance machine",
  {
    ami: "ami-0abcdef1234567890",
    instanceType: "t4g.small",
    subnetId: unknown,
    vpcSecurityGroupIds: [unknown],
    metadataOptions: { httpTokens: "required" },
  },
  { subnetId: subnet, vpcSecurityGroupIds: openGroup },
);
