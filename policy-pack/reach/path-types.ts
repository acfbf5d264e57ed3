import { routeTypes } from "./routes";

/** Types that decide where packets may go, besides groups and network ACLs. */
export const pathTypes: readonly string[] = [
  ...Object.values(routeTypes),
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/internetGateway:InternetGateway",
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/eip:Eip",
  "aws:ec2/eipAssociation:EipAssociation",
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  "aws:ec2transitgateway/transitGateway:TransitGateway",
  "aws:ec2transitgateway/route:Route",
];
