import { unknown } from "../../support/policy-pack/resources";
import { concerns } from "./concerns";
import { group, tcp, vpc } from "./network-parts";
import { casesOf, keyArn, made } from "./quality-case";

const { compliant } = casesOf(concerns.network);

const balancer = group({}, "balancer");
const service = group({}, "service");
const subnet = made(
  "ec2/Subnet subnet",
  { vpcId: unknown, cidrBlock: "10.0.1.0/24", mapPublicIpOnLaunch: false },
  { vpcId: vpc },
);

/** The network's flow log and its emptied defaults, without which it is not complete. */
const companions = [
  made(
    "ec2/FlowLog flows",
    {
      vpcId: unknown,
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: "arn:aws:s3:::acme-flows",
    },
    { vpcId: vpc },
  ),
  made("ec2/DefaultSecurityGroup default-group", { vpcId: unknown }, { vpcId: vpc }),
  made(
    "ec2/DefaultNetworkAcl default-acl",
    { defaultNetworkAclId: unknown },
    { defaultNetworkAclId: vpc },
  ),
];
const network = [vpc, ...companions];

/** Stacks that a reviewer lets pass for what their networks let through. */
export const compliantCases = [
  compliant(
    "one group to another, as rules of their own",
    ...network,
    balancer,
    service,
    made(
      "vpc/SecurityGroupIngressRule from-balancer",
      {
        securityGroupId: unknown,
        referencedSecurityGroupId: unknown,
        ipProtocol: "tcp",
        fromPort: 8443,
        toPort: 8443,
        description: "From the balancer",
      },
      { securityGroupId: service, referencedSecurityGroupId: balancer },
    ),
    made(
      "vpc/SecurityGroupEgressRule to-service",
      {
        securityGroupId: unknown,
        referencedSecurityGroupId: unknown,
        ipProtocol: "tcp",
        fromPort: 8443,
        toPort: 8443,
        description: "To the service",
      },
      { securityGroupId: balancer, referencedSecurityGroupId: service },
    ),
  ),
  compliant(
    "out to the addresses of one AWS service",
    ...network,
    service,
    made(
      "vpc/SecurityGroupEgressRule to-s3",
      {
        securityGroupId: unknown,
        prefixListId: "pl-63a5400a",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        description: "Objects",
      },
      { securityGroupId: service },
    ),
  ),
  compliant(
    "one port from one subnet, inside the group",
    ...network,
    group({ ingress: [{ ...tcp(443), cidrBlocks: ["10.0.1.0/24"] }] }),
  ),
  compliant(
    "a network list for one subnet and the ports of its answers",
    ...network,
    made(
      "ec2/NetworkAcl acl",
      {
        vpcId: unknown,
        subnetIds: ["subnet-0123456789abcdef0"],
        ingress: [
          {
            protocol: "tcp",
            ruleNo: 100,
            action: "allow",
            cidrBlock: "10.0.1.0/24",
            fromPort: 443,
            toPort: 443,
          },
        ],
        egress: [
          {
            protocol: "tcp",
            ruleNo: 100,
            action: "allow",
            cidrBlock: "10.0.1.0/24",
            fromPort: 1024,
            toPort: 65535,
          },
        ],
      },
      { vpcId: vpc },
    ),
  ),
  compliant("emptied defaults: the group and the list of the network", ...network),
  compliant(
    "emptied defaults, the routes of the network among them",
    ...network,
    made(
      "ec2/DefaultRouteTable default-routes",
      { defaultRouteTableId: unknown, routes: [] },
      { defaultRouteTableId: vpc },
    ),
  ),
  compliant(
    "a private subnet with a network list of its own",
    ...network,
    subnet,
    made(
      "ec2/NetworkAcl acl",
      {
        vpcId: unknown,
        subnetIds: [unknown],
        ingress: [
          {
            protocol: "tcp",
            ruleNo: 100,
            action: "allow",
            cidrBlock: "10.0.2.0/24",
            fromPort: 443,
            toPort: 443,
          },
        ],
      },
      { vpcId: vpc, subnetIds: subnet },
    ),
  ),
  compliant(
    "everything from a private subnet through the firewall",
    made("ec2/Route out", {
      routeTableId: unknown,
      destinationCidrBlock: "0.0.0.0/0",
      vpcEndpointId: "vpce-0a1b2c3d4e5f60718",
    }),
  ),
  compliant(
    "a network list that denies everywhere",
    made("ec2/NetworkAclRule no-shell", {
      networkAclId: unknown,
      ruleNumber: 10,
      egress: false,
      protocol: "-1",
      ruleAction: "deny",
      cidrBlock: "0.0.0.0/0",
      fromPort: 0,
      toPort: 0,
    }),
  ),
  compliant(
    "members of one group among themselves, one port",
    ...network,
    group({ ingress: [{ ...tcp(7800), self: true }], egress: [{ ...tcp(7800), self: true }] }),
  ),
  compliant(
    "one group to another, in the old form",
    ...network,
    balancer,
    service,
    made(
      "ec2/SecurityGroupRule from-balancer",
      {
        type: "ingress",
        securityGroupId: unknown,
        sourceSecurityGroupId: unknown,
        ...tcp(8443),
      },
      { securityGroupId: service, sourceSecurityGroupId: balancer },
    ),
  ),
  compliant(
    "a database without public address",
    ...network,
    service,
    made(
      "rds/Instance database",
      {
        engine: "postgres",
        instanceClass: "db.t4g.medium",
        publiclyAccessible: false,
        dbSubnetGroupName: "private",
        vpcSecurityGroupIds: [unknown],
        storageEncrypted: true,
        kmsKeyId: keyArn,
      },
      { vpcSecurityGroupIds: service },
    ),
  ),
  compliant(
    "a cluster administered from inside",
    made("eks/Cluster cluster", {
      roleArn: "arn:aws:iam::111122223333:role/cluster",
      vpcConfig: {
        subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
        endpointPrivateAccess: true,
        endpointPublicAccess: false,
      },
    }),
  ),
  compliant(
    "a private endpoint behind a group",
    ...network,
    service,
    made(
      "ec2/VpcEndpoint secrets",
      {
        vpcId: unknown,
        serviceName: "com.amazonaws.us-east-1.secretsmanager",
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: ["subnet-0123456789abcdef0"],
        securityGroupIds: [unknown],
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::111122223333:role/orders" },
              Action: "secretsmanager:GetSecretValue",
              Resource: "arn:aws:secretsmanager:us-east-1:111122223333:secret:orders/db-a1b2c3",
            },
          ],
        }),
      },
      { vpcId: vpc, securityGroupIds: service },
    ),
  ),
  compliant(
    "a route to one neighbour",
    made("ec2/Route neighbour", {
      routeTableId: unknown,
      destinationCidrBlock: "10.20.0.0/16",
      transitGatewayId: "tgw-0123456789abcdef0",
    }),
  ),
  compliant(
    "a list of offices",
    made("ec2/ManagedPrefixList offices", {
      addressFamily: "IPv4",
      maxEntries: 5,
      name: "offices",
      entries: [
        { cidr: "203.0.113.0/28", description: "Berlin" },
        { cidr: "198.51.100.16/28", description: "Oslo" },
      ],
    }),
  ),
  compliant(
    "an instance without public address, metadata by token only",
    made("ec2/Instance instance", {
      ami: "ami-0abcdef1234567890",
      instanceType: "t4g.small",
      associatePublicIpAddress: false,
      subnetId: "subnet-0123456789abcdef0",
      vpcSecurityGroupIds: ["sg-0123456789abcdef0"],
      metadataOptions: {
        httpTokens: "required",
        httpEndpoint: "enabled",
        httpPutResponseHopLimit: 1,
      },
    }),
  ),
];
