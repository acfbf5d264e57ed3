import { unknown } from "../../support/policy-pack/resources";
import { faults } from "./concerns";
import {
  group,
  list,
  machine,
  openGroup,
  partners,
  publicSubnet,
  subnet,
  tcp,
  vpc,
} from "./network-parts";
import { casesOf, made } from "./quality-case";

const { violation } = casesOf(faults.network);

/** Stacks that a reviewer rejects for what their networks let through. */
export const violations = [
  violation(
    "remote shells from everywhere, inside the group",
    "group",
    vpc,
    group({ ingress: [{ ...tcp(22), cidrBlocks: ["0.0.0.0/0"] }] }),
  ),
  violation(
    "remote desktops from everywhere over IPv6, as a rule of its own",
    "desktop",
    made("ec2/SecurityGroupRule desktop", {
      type: "ingress",
      securityGroupId: unknown,
      ...tcp(3389),
      ipv6CidrBlocks: ["::/0"],
    }),
  ),
  violation(
    "a database from everywhere",
    "database",
    made("vpc/SecurityGroupIngressRule database", {
      securityGroupId: unknown,
      ipProtocol: "tcp",
      fromPort: 5432,
      toPort: 5432,
      cidrIpv4: "0.0.0.0/0",
      description: "Database",
    }),
  ),
  violation(
    "everything to everywhere, inside the group",
    "group",
    vpc,
    group({
      egress: [
        { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"], description: "All" },
      ],
    }),
  ),
  violation(
    "everything to everywhere, as a rule of its own",
    "out",
    made("vpc/SecurityGroupEgressRule out", {
      securityGroupId: unknown,
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
      description: "Out",
    }),
  ),
  violation(
    "everywhere in two halves",
    "group",
    vpc,
    group({ ingress: [{ ...tcp(22), cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] }] }),
  ),
  violation(
    "everything between groups: every protocol and port",
    "group",
    vpc,
    group({
      ingress: [
        {
          protocol: "-1",
          fromPort: 0,
          toPort: 0,
          securityGroups: ["sg-0123456789abcdef0"],
          description: "Peers",
        },
      ],
    }),
  ),
  violation(
    "a network list that lets everything in",
    "acl",
    vpc,
    made(
      "ec2/NetworkAcl acl",
      {
        vpcId: unknown,
        ingress: [
          {
            protocol: "-1",
            ruleNo: 100,
            action: "allow",
            cidrBlock: "0.0.0.0/0",
            fromPort: 0,
            toPort: 0,
          },
        ],
      },
      { vpcId: vpc },
    ),
  ),
  violation(
    "remote shells from everywhere, in a network list",
    "shell",
    vpc,
    list,
    made(
      "ec2/NetworkAclRule shell",
      {
        networkAclId: unknown,
        ruleNumber: 110,
        egress: false,
        protocol: "tcp",
        ruleAction: "allow",
        cidrBlock: "0.0.0.0/0",
        fromPort: 22,
        toPort: 22,
      },
      { networkAclId: list },
    ),
  ),
  violation(
    "a default group with rules",
    "default",
    vpc,
    made(
      "ec2/DefaultSecurityGroup default",
      {
        vpcId: unknown,
        ingress: [{ protocol: "-1", self: true, fromPort: 0, toPort: 0 }],
        egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
      },
      { vpcId: vpc },
    ),
  ),
  violation(
    "the default network of the account",
    "default",
    made("ec2/DefaultVpc default", { enableDnsHostnames: true }),
  ),
  violation(
    "a subnet that gives out public addresses",
    "subnet",
    vpc,
    made(
      "ec2/Subnet subnet",
      { vpcId: unknown, cidrBlock: "10.0.1.0/24", mapPublicIpOnLaunch: true },
      { vpcId: vpc },
    ),
  ),
  {
    title: "a database in subnets that a route joins to the Internet",
    expect: "violation" as const,
    concern: /^reach\//u,
    resources: [
      ...publicSubnet,
      made("rds/SubnetGroup database-subnets", { subnetIds: [unknown] }, { subnetIds: subnet }),
      openGroup,
      made(
        "rds/Instance database",
        {
          engine: "postgres",
          instanceClass: "db.t4g.medium",
          publiclyAccessible: false,
          dbSubnetGroupName: unknown,
          vpcSecurityGroupIds: [unknown],
        },
        {
          dbSubnetGroupName: made(
            "rds/SubnetGroup database-subnets",
            { subnetIds: [unknown] },
            { subnetIds: subnet },
          ),
          vpcSecurityGroupIds: openGroup,
        },
      ),
    ],
  },
  violation(
    "an instance with an elastic address behind a route from the Internet",
    "machine",
    ...publicSubnet,
    openGroup,
    machine,
    made("ec2/Eip address", { domain: "vpc", instance: unknown }, { instance: machine }),
  ),
  violation(
    "a database with a public address",
    "database",
    made("rds/Instance database", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      publiclyAccessible: true,
    }),
  ),
  violation(
    "a cluster administered from everywhere",
    "cluster",
    made("eks/Cluster cluster", {
      roleArn: "arn:aws:iam::111122223333:role/cluster",
      vpcConfig: {
        subnetIds: ["subnet-1", "subnet-2"],
        endpointPublicAccess: true,
        publicAccessCidrs: ["0.0.0.0/0"],
      },
    }),
  ),
  violation(
    "an instance with a public address",
    "instance",
    made("ec2/Instance instance", {
      ami: "ami-0abcdef1234567890",
      instanceType: "t4g.small",
      associatePublicIpAddress: true,
      metadataOptions: { httpTokens: "required" },
    }),
  ),
  violation(
    "every port from the whole private range",
    "group",
    vpc,
    group({
      ingress: [
        {
          protocol: "tcp",
          fromPort: 0,
          toPort: 65535,
          cidrBlocks: ["10.0.0.0/8"],
          description: "Internal",
        },
      ],
    }),
  ),
  violation(
    "everywhere, by way of a prefix list of the stack",
    "from-partners",
    vpc,
    group({}),
    partners,
    made(
      "vpc/SecurityGroupIngressRule from-partners",
      {
        securityGroupId: unknown,
        prefixListId: unknown,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        description: "From partners",
      },
      { securityGroupId: group({}), prefixListId: partners },
    ),
  ),
  violation(
    "a warehouse with a public address",
    "warehouse",
    made("redshift/Cluster warehouse", {
      clusterIdentifier: "warehouse",
      nodeType: "ra3.large",
      publiclyAccessible: true,
    }),
  ),
  violation(
    "a replication instance with a public address",
    "replication",
    made("dms/ReplicationInstance replication", {
      replicationInstanceClass: "dms.t3.medium",
      replicationInstanceId: "replication",
      publiclyAccessible: true,
    }),
  ),
  violation(
    "a notebook on the Internet",
    "notebook",
    made("sagemaker/NotebookInstance notebook", {
      instanceType: "ml.t3.medium",
      roleArn: "arn:aws:iam::111122223333:role/notebook",
      directInternetAccess: "Enabled",
    }),
  ),
];
