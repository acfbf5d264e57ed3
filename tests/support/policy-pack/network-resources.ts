import type { Properties, Value } from "../../../policy-pack/engine/value";
import { resource, unknown } from "./resources";

/** Types of network resources, by their short names. */
export const networkTypes = {
  vpc: "aws:ec2/vpc:Vpc",
  subnet: "aws:ec2/subnet:Subnet",
  group: "aws:ec2/securityGroup:SecurityGroup",
  defaultGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  rule: "aws:ec2/securityGroupRule:SecurityGroupRule",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  list: "aws:ec2/managedPrefixList:ManagedPrefixList",
  listEntry: "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
  acl: "aws:ec2/networkAcl:NetworkAcl",
  defaultAcl: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  aclEntry: "aws:ec2/networkAclRule:NetworkAclRule",
  aclAssociation: "aws:ec2/networkAclAssociation:NetworkAclAssociation",
  table: "aws:ec2/routeTable:RouteTable",
  route: "aws:ec2/route:Route",
  tableAssociation: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  endpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
} as const;

/** TLS over one port. */
export const tcp443 = { ipProtocol: "tcp", fromPort: 443, toPort: 443 } as const;

/** One ingress rule of its own for TLS, with other properties on top. */
export const ingress = (properties: Properties, name = "ingress") =>
  resource(
    networkTypes.ingress,
    { securityGroupId: "sg-0a1b2c3d4e5f60718", ...tcp443, ...properties },
    { name },
  );

/** One egress rule of its own for TLS, with other properties on top. */
export const egress = (properties: Properties, name = "egress") =>
  resource(
    networkTypes.egress,
    { securityGroupId: "sg-0a1b2c3d4e5f60718", ...tcp443, ...properties },
    { name },
  );

/** A component that declares edges. */
export const declaring = (...edges: readonly Value[]) =>
  resource("app:network:Edges", { zeroTrust: { contract: 1, edges } });

/** A VPC. */
export const vpc = resource(networkTypes.vpc, { cidrBlock: "10.0.0.0/16" });

/** A network ACL. */
export const acl = resource(networkTypes.acl, { vpcId: unknown }, { refersTo: { vpcId: vpc } });

/** An entry of the ACL: an allowance of TCP inwards, unless other properties say otherwise. */
export const aclEntry = (ruleNumber: number | string, properties: Properties, name?: string) =>
  resource(
    networkTypes.aclEntry,
    {
      networkAclId: unknown,
      egress: false,
      ruleNumber,
      protocol: "tcp",
      ruleAction: "allow",
      ...properties,
    },
    { name: name ?? `entry-${String(ruleNumber)}`, refersTo: { networkAclId: acl } },
  );
