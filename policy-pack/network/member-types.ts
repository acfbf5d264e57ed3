import type { Properties } from "../engine/value";
import { isUnknown, textOf } from "../engine/value";
import { type PathPattern, pathPattern } from "./references";

/** How a type takes part in a network. */
export interface MemberType {
  /** Where it names its security groups. */
  readonly groups: readonly PathPattern[];
  /** Where it names its subnets. */
  readonly subnets: readonly PathPattern[];
  /** Where it names a group of subnets by name. */
  readonly subnetGroups: readonly PathPattern[];
  /** Whether AWS gives it the VPC's default group when it names none; undefined when that cannot be told. */
  readonly usesDefaultGroup: (properties: Properties) => boolean | undefined;
}

interface Written {
  readonly groups: string;
  readonly subnets?: string;
  readonly subnetGroup?: string;
  readonly usesDefaultGroup?: MemberType["usesDefaultGroup"];
}

const patterns = (text: string | undefined): readonly PathPattern[] =>
  text === undefined ? [] : text.split(" ").map(pathPattern);

function member({ groups, subnets, subnetGroup, usesDefaultGroup }: Written): MemberType {
  return {
    groups: patterns(groups),
    subnets: patterns(subnets),
    subnetGroups: patterns(subnetGroup),
    usesDefaultGroup: usesDefaultGroup ?? (() => false),
  };
}

const always = () => true;

const present = (property: string) => (properties: Properties) =>
  isUnknown(properties[property]) ? undefined : isSet(properties, property);

const isSet = (properties: Properties, property: string): boolean =>
  properties[property] !== undefined && properties[property] !== null;

const textIs =
  (property: string, wanted: string, absent: string) =>
  (properties: Properties): boolean | undefined => {
    const value = properties[property];
    if (isUnknown(value)) return undefined;
    return textOf(value ?? absent).toLowerCase() === wanted;
  };

// A launch template or an interface of its own may bring the groups.
const bringsNone =
  (...properties: readonly string[]) =>
  (given: Properties): boolean =>
    !properties.some((property) => isSet(given, property));

const database = (subnetGroup: string): MemberType =>
  member({ groups: "vpcSecurityGroupIds", subnetGroup, usesDefaultGroup: always });

const cache: MemberType = member({
  groups: "securityGroupIds",
  subnetGroup: "subnetGroupName",
  usesDefaultGroup: always,
});

const fileSystem: MemberType = member({
  groups: "securityGroupIds",
  subnets: "subnetIds",
  usesDefaultGroup: always,
});

const vpcConfig: MemberType = member({
  groups: "vpcConfig.securityGroupIds",
  subnets: "vpcConfig.subnetIds",
});

const awsvpc: MemberType = member({
  groups: "networkConfiguration.securityGroups",
  subnets: "networkConfiguration.subnets",
  usesDefaultGroup: present("networkConfiguration"),
});

const searchDomain: MemberType = member({
  groups: "vpcOptions.securityGroupIds",
  subnets: "vpcOptions.subnetIds",
  usesDefaultGroup: present("vpcOptions"),
});

/** Types that stand in a subnet, and where they say so. Property names: @pulumi/aws 7.48. */
export const memberTypes: Readonly<Record<string, MemberType>> = {
  "aws:ec2/instance:Instance": member({
    groups: "vpcSecurityGroupIds securityGroups",
    subnets: "subnetId",
    usesDefaultGroup: bringsNone("networkInterfaces", "primaryNetworkInterface", "launchTemplate"),
  }),
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": member({
    groups: "vpcSecurityGroupIds securityGroups",
    subnets: "subnetId",
    usesDefaultGroup: bringsNone("networkInterfaces", "primaryNetworkInterface", "launchTemplate"),
  }),
  "aws:ec2/networkInterface:NetworkInterface": member({
    groups: "securityGroups",
    subnets: "subnetId",
    usesDefaultGroup: always,
  }),
  // EKS adds the cluster's group to templates without groups, so absence proves nothing.
  "aws:ec2/launchTemplate:LaunchTemplate": member({
    groups: "vpcSecurityGroupIds networkInterfaces.*.securityGroups",
    subnets: "networkInterfaces.*.subnetId",
  }),
  "aws:ec2/vpcEndpoint:VpcEndpoint": member({
    groups: "securityGroupIds",
    subnets: "subnetIds subnetConfigurations.*.subnetId",
    usesDefaultGroup: textIs("vpcEndpointType", "interface", "gateway"),
  }),
  "aws:ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint": member({
    groups: "securityGroupIds",
    subnets: "subnetId",
    usesDefaultGroup: always,
  }),
  "aws:ec2clientvpn/endpoint:Endpoint": member({
    groups: "securityGroupIds",
    usesDefaultGroup: present("vpcId"),
  }),
  // Network and Gateway Load Balancers without groups have none at all.
  "aws:lb/loadBalancer:LoadBalancer": member({
    groups: "securityGroups",
    subnets: "subnets subnetMappings.*.subnetId",
    usesDefaultGroup: textIs("loadBalancerType", "application", "application"),
  }),
  "aws:elb/loadBalancer:LoadBalancer": member({
    groups: "securityGroups",
    subnets: "subnets",
    usesDefaultGroup: present("subnets"),
  }),
  "aws:rds/instance:Instance": database("dbSubnetGroupName"),
  "aws:rds/cluster:Cluster": database("dbSubnetGroupName"),
  "aws:rds/proxy:Proxy": member({
    groups: "vpcSecurityGroupIds",
    subnets: "vpcSubnetIds",
    usesDefaultGroup: always,
  }),
  "aws:docdb/cluster:Cluster": database("dbSubnetGroupName"),
  "aws:docdb/elasticCluster:ElasticCluster": member({
    groups: "vpcSecurityGroupIds",
    subnets: "subnetIds",
    usesDefaultGroup: always,
  }),
  "aws:neptune/cluster:Cluster": database("neptuneSubnetGroupName"),
  "aws:redshift/cluster:Cluster": database("clusterSubnetGroupName"),
  "aws:redshiftserverless/workgroup:Workgroup": fileSystem,
  "aws:elasticache/cluster:Cluster": member({
    groups: "securityGroupIds",
    subnetGroup: "subnetGroupName",
    usesDefaultGroup: bringsNone("replicationGroupId"),
  }),
  "aws:elasticache/replicationGroup:ReplicationGroup": member({
    groups: "securityGroupIds",
    subnetGroup: "subnetGroupName",
    usesDefaultGroup: bringsNone("globalReplicationGroupId"),
  }),
  "aws:elasticache/serverlessCache:ServerlessCache": fileSystem,
  "aws:memorydb/cluster:Cluster": cache,
  "aws:dax/cluster:Cluster": cache,
  "aws:dms/replicationInstance:ReplicationInstance": database("replicationSubnetGroupId"),
  "aws:efs/mountTarget:MountTarget": member({
    groups: "securityGroups",
    subnets: "subnetId",
    usesDefaultGroup: always,
  }),
  "aws:fsx/lustreFileSystem:LustreFileSystem": fileSystem,
  "aws:fsx/ontapFileSystem:OntapFileSystem": fileSystem,
  "aws:fsx/openZfsFileSystem:OpenZfsFileSystem": fileSystem,
  "aws:fsx/windowsFileSystem:WindowsFileSystem": fileSystem,
  "aws:opensearch/domain:Domain": searchDomain,
  "aws:elasticsearch/domain:Domain": searchDomain,
  "aws:mq/broker:Broker": member({
    groups: "securityGroups",
    subnets: "subnetIds",
    usesDefaultGroup: always,
  }),
  "aws:msk/cluster:Cluster": member({
    groups: "brokerNodeGroupInfo.securityGroups",
    subnets: "brokerNodeGroupInfo.clientSubnets",
  }),
  "aws:ecs/service:Service": awsvpc,
  "aws:ecs/taskSet:TaskSet": awsvpc,
  "aws:cloudwatch/eventTarget:EventTarget": member({
    groups: "ecsTarget.networkConfiguration.securityGroups",
    subnets: "ecsTarget.networkConfiguration.subnets",
  }),
  "aws:scheduler/schedule:Schedule": member({
    groups: "target.ecsParameters.networkConfiguration.securityGroups",
    subnets: "target.ecsParameters.networkConfiguration.subnets",
  }),
  "aws:lambda/function:Function": vpcConfig,
  "aws:sagemaker/model:Model": member({
    groups: "vpcConfig.securityGroupIds",
    subnets: "vpcConfig.subnets",
  }),
  "aws:sagemaker/notebookInstance:NotebookInstance": member({
    groups: "securityGroups",
    subnets: "subnetId",
    usesDefaultGroup: present("subnetId"),
  }),
  "aws:codebuild/project:Project": member({
    groups: "vpcConfig.securityGroupIds",
    subnets: "vpcConfig.subnets",
  }),
  "aws:batch/computeEnvironment:ComputeEnvironment": member({
    groups: "computeResources.securityGroupIds",
    subnets: "computeResources.subnets",
  }),
  // EKS makes a group of its own for a cluster that names none.
  "aws:eks/cluster:Cluster": vpcConfig,
  "aws:eks/nodeGroup:NodeGroup": member({
    groups: "remoteAccess.sourceSecurityGroupIds",
    subnets: "subnetIds",
  }),
  "aws:apprunner/vpcConnector:VpcConnector": member({
    groups: "securityGroups",
    subnets: "subnets",
  }),
  "aws:apigatewayv2/vpcLink:VpcLink": member({ groups: "securityGroupIds", subnets: "subnetIds" }),
  "aws:mwaa/environment:Environment": member({
    groups: "networkConfiguration.securityGroupIds",
    subnets: "networkConfiguration.subnetIds",
  }),
  "aws:route53/resolverEndpoint:ResolverEndpoint": member({
    groups: "securityGroupIds",
    subnets: "ipAddresses.*.subnetId",
  }),
  "aws:transfer/server:Server": member({
    groups: "endpointDetails.securityGroupIds",
    subnets: "endpointDetails.subnetIds",
    usesDefaultGroup: textIs("endpointType", "vpc", "public"),
  }),
  "aws:vpclattice/resourceGateway:ResourceGateway": member({
    groups: "securityGroupIds",
    subnets: "subnetIds",
    usesDefaultGroup: always,
  }),
  // The association works without a group: it then admits the whole VPC.
  "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation": member({
    groups: "securityGroupIds",
  }),
  "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime": member({
    groups: "networkConfiguration.networkModeConfig.securityGroups",
    subnets: "networkConfiguration.networkModeConfig.subnets",
  }),
};
