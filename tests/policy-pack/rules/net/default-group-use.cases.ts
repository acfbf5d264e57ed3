import type { Properties } from "../../../../policy-pack/engine/value";
import { defaultGroupUse } from "../../../../policy-pack/rules/net/default-group-use";
import { networkTypes, vpc } from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const { group, endpoint, defaultGroup } = networkTypes;
const own = resource(group, { description: "web" });
const adopted = resource(defaultGroup, { vpcId: unknown }, { refersTo: { vpcId: vpc } });
const instanceType = "aws:ec2/instance:Instance";
const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const instance = (properties: Properties, refersTo = {}) =>
  resource(instanceType, { subnetId: "subnet-1", ...properties }, { refersTo });
const template = (properties: Properties) =>
  resource(templateType, { id: "lt-1", name: "web", ...properties });

const nameless = (type: string, properties: Properties = {}): RuleCase => ({
  requirement: "POL-214",
  title: `${type} that names no group`,
  resources: [resource(type, properties)],
  verdict: "fail",
  message: /names no security group/,
});

const groupless = (type: string, properties: Properties = {}): RuleCase => ({
  title: `${type} that needs no group`,
  resources: [resource(type, properties)],
  verdict: "pass",
});

export const defaultGroupUseCases = ruleCases(defaultGroupUse, [
  nameless(instanceType),
  nameless("aws:ec2/networkInterface:NetworkInterface"),
  nameless(endpoint, { vpcEndpointType: "Interface" }),
  nameless("aws:lb/loadBalancer:LoadBalancer"),
  nameless("aws:elb/loadBalancer:LoadBalancer", { subnets: ["subnet-1"] }),
  nameless("aws:rds/instance:Instance"),
  nameless("aws:rds/cluster:Cluster"),
  nameless("aws:redshift/cluster:Cluster"),
  nameless("aws:elasticache/replicationGroup:ReplicationGroup"),
  nameless("aws:efs/mountTarget:MountTarget"),
  nameless("aws:ecs/service:Service", { networkConfiguration: { subnets: ["subnet-1"] } }),
  groupless(endpoint, { vpcEndpointType: "Gateway" }),
  groupless(endpoint),
  groupless("aws:lb/loadBalancer:LoadBalancer", { loadBalancerType: "network" }),
  groupless("aws:ecs/service:Service"),
  groupless("aws:lambda/function:Function"),
  groupless("aws:elasticache/cluster:Cluster", { replicationGroupId: "group" }),
  groupless(instanceType, { networkInterfaces: [{ deviceIndex: 0, networkInterfaceId: "eni-1" }] }),
  groupless(templateType),
  {
    requirement: "POL-214",
    title: "an instance with a group, unknown yet",
    resources: [own, instance({ vpcSecurityGroupIds: [unknown] }, { vpcSecurityGroupIds: own })],
    verdict: "pass",
  },
  {
    title: "an instance with a group known by id",
    resources: [instance({ vpcSecurityGroupIds: ["sg-1"] })],
    verdict: "pass",
  },
  {
    requirement: "POL-214",
    title: "an instance with an empty list of groups",
    resources: [instance({ vpcSecurityGroupIds: [] })],
    verdict: "fail",
    path: "/vpcSecurityGroupIds",
    fix: /group of the resource's own/,
  },
  {
    requirement: "POL-231",
    title: "an instance in the VPC's default group",
    resources: [vpc, instance({ vpcSecurityGroupIds: [unknown] }, { vpcSecurityGroupIds: vpc })],
    verdict: "fail",
    path: "/vpcSecurityGroupIds",
    message: /in the default group/,
  },
  {
    requirement: "POL-231",
    title: "an instance in the adopted default group",
    resources: [
      vpc,
      adopted,
      instance({ vpcSecurityGroupIds: [unknown] }, { vpcSecurityGroupIds: adopted }),
    ],
    verdict: "fail",
  },
  {
    requirement: "POL-231",
    title: "a function in a default group known by id",
    resources: [
      resource(networkTypes.vpc, {}, { outputs: { defaultSecurityGroupId: "sg-1" } }),
      resource("aws:lambda/function:Function", {
        vpcConfig: { securityGroupIds: ["sg-1"], subnetIds: ["subnet-1"] },
      }),
    ],
    verdict: "fail",
    path: "/vpcConfig",
  },
  {
    requirement: "POL-231",
    title: "an interface that an attachment puts into the default group",
    resources: [
      vpc,
      resource("aws:ec2/networkInterface:NetworkInterface", {
        id: "eni-1",
        securityGroups: ["sg-1"],
      }),
      resource(
        "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
        { networkInterfaceId: "eni-1", securityGroupId: unknown },
        { refersTo: { securityGroupId: vpc } },
      ),
    ],
    verdict: "fail",
  },
  {
    title: "an endpoint whose group is an association of its own",
    resources: [
      own,
      resource(endpoint, { id: "vpce-1", vpcEndpointType: "Interface" }),
      resource(
        "aws:ec2/securityGroupAssociation:SecurityGroupAssociation",
        { vpcEndpointId: "vpce-1", securityGroupId: unknown },
        { refersTo: { securityGroupId: own } },
      ),
    ],
    verdict: "pass",
  },
  {
    title: "an instance whose template names a group",
    resources: [
      template({ vpcSecurityGroupIds: ["sg-1"] }),
      instance({ launchTemplate: { id: "lt-1" } }),
    ],
    verdict: "pass",
  },
  {
    title: "an instance whose template brings an interface",
    resources: [
      template({ networkInterfaces: [{ networkInterfaceId: "eni-1" }] }),
      instance({ launchTemplate: { name: "web" } }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-214",
    title: "an instance whose template names none either",
    resources: [template({}), instance({ launchTemplate: { id: "lt-1" } })],
    verdict: "fail",
  },
  {
    title: "an instance with a template of another stack",
    resources: [instance({ launchTemplate: { id: "lt-2" } })],
    verdict: "undecided",
    path: "/vpcSecurityGroupIds",
  },
  {
    title: "an instance with unknown groups",
    resources: [instance({ vpcSecurityGroupIds: unknown })],
    verdict: "undecided",
    path: "/vpcSecurityGroupIds",
    message: /One of its groups is unknown/,
  },
  {
    title: "one unknown group beside a known one of the stack",
    resources: [
      own,
      instance({ vpcSecurityGroupIds: [unknown, unknown] }, { vpcSecurityGroupIds: own }),
    ],
    verdict: "pass",
  },
  {
    title: "an endpoint of unknown type",
    resources: [resource(endpoint, { vpcEndpointType: unknown })],
    verdict: "undecided",
    path: "/securityGroupIds",
    message: /whether it takes the default one is unknown/,
  },
  {
    requirement: "POL-231",
    title: "an attachment that puts something unknown into the default group, at its place",
    resources: [
      vpc,
      resource(
        "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
        { networkInterfaceId: unknown, securityGroupId: unknown },
        { refersTo: { securityGroupId: vpc } },
      ),
    ],
    verdict: "fail",
    path: "/securityGroupId",
    message: /puts something into the default group/,
    count: 1,
  },
  {
    title: "an attachment of an unknown group",
    resources: [
      resource("aws:ec2/securityGroupAssociation:SecurityGroupAssociation", {
        vpcEndpointId: "vpce-1",
        securityGroupId: unknown,
      }),
    ],
    verdict: "undecided",
    path: "/securityGroupId",
  },
  {
    title: "an endpoint that an attachment of an unknown endpoint may be about",
    resources: [
      own,
      resource(endpoint, { vpcEndpointType: "Interface" }),
      resource(
        "aws:ec2/securityGroupAssociation:SecurityGroupAssociation",
        { vpcEndpointId: unknown, securityGroupId: unknown },
        { refersTo: { securityGroupId: own } },
      ),
    ],
    verdict: "undecided",
    path: "/securityGroupIds",
  },
  {
    title: "two unknown groups beside a known one, once",
    resources: [
      resource(group, { id: "sg-own" }),
      instance({ vpcSecurityGroupIds: ["sg-own", unknown, unknown] }),
    ],
    verdict: "undecided",
    path: "/vpcSecurityGroupIds/1",
    count: 1,
  },
]);
