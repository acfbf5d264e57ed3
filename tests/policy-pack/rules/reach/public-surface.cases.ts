import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties } from "../../../../policy-pack/engine/value";
import { publicSurface } from "../../../../policy-pack/rules/reach/public-surface";
import {
  component,
  group,
  instance,
  linkedTo,
  tcp,
  twoTiers,
} from "../../../support/policy-pack/reach-network";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const url = (properties: Properties) => [
  resource("aws:lambda/functionUrl:FunctionUrl", properties),
];
const restApi = (properties: Properties) => [
  resource("aws:apigateway/restApi:RestApi", properties),
];
const httpApi = (properties: Properties) => [
  resource("aws:apigatewayv2/api:Api", properties, { name: "api" }),
];
const cluster = (vpcConfig: Properties | string) => [
  resource("aws:eks/cluster:Cluster", { vpcConfig }),
];
const database = (type: string, publiclyAccessible: boolean | string) => [
  resource(type, { publiclyAccessible }),
];

const functionsAndApis: readonly RuleCase[] = [
  {
    requirement: "POL-242",
    title: "a function URL without authentication",
    resources: url({ authorizationType: "NONE" }),
    verdict: "fail",
    path: "/authorizationType",
    message: /asks for no authentication/,
    fix: /"AWS_IAM"/,
    count: 1,
  },
  {
    requirement: "POL-242",
    title: "a function URL with authentication",
    resources: url({ authorizationType: "AWS_IAM" }),
    verdict: "pass",
  },
  {
    title: "a function URL of which that is unknown",
    resources: url({ authorizationType: unknown }),
    verdict: "undecided",
    message: /If so: the function URL/,
  },
  {
    requirement: "POL-242",
    title: "a REST API that says nothing, which means public",
    resources: restApi({}),
    verdict: "fail",
    path: "/endpointConfiguration/types",
  },
  {
    requirement: "POL-242",
    title: "a regional REST API",
    resources: restApi({ endpointConfiguration: { types: "REGIONAL" } }),
    verdict: "fail",
  },
  {
    requirement: "POL-242",
    title: "a private REST API",
    resources: restApi({ endpointConfiguration: { types: "PRIVATE" } }),
    verdict: "pass",
  },
  {
    title: "a REST API of an unknown kind",
    resources: restApi({ endpointConfiguration: { types: unknown } }),
    verdict: "undecided",
  },
  {
    title: "a REST API of unknown configuration",
    resources: restApi({ endpointConfiguration: unknown }),
    verdict: "undecided",
  },
  {
    requirement: "POL-242",
    title: "an HTTP API",
    resources: httpApi({ protocolType: "HTTP" }),
    verdict: "fail",
    path: "/disableExecuteApiEndpoint",
  },
  {
    title: "an HTTP API without endpoint of its own",
    resources: httpApi({ disableExecuteApiEndpoint: true }),
    verdict: "pass",
  },
];

const endpoints: readonly RuleCase[] = [
  {
    requirement: "POL-242",
    title: "a cluster that says nothing, which means public",
    resources: cluster({}),
    verdict: "fail",
    path: "/vpcConfig/endpointPublicAccess",
  },
  {
    requirement: "POL-242",
    title: "a cluster with a private endpoint",
    resources: cluster({ endpointPublicAccess: false }),
    verdict: "pass",
  },
  {
    title: "a cluster that is open to named blocks",
    resources: cluster({ publicAccessCidrs: ["198.51.100.0/24"] }),
    verdict: "pass",
  },
  {
    title: "a cluster that is open to everybody by block",
    resources: cluster({ publicAccessCidrs: ["198.51.100.0/24", "0.0.0.0/0"] }),
    verdict: "fail",
    path: "/vpcConfig/publicAccessCidrs",
  },
  {
    title: "a cluster with unknown access",
    resources: cluster({ endpointPublicAccess: unknown }),
    verdict: "undecided",
  },
  {
    title: "a cluster with unknown blocks",
    resources: cluster({ publicAccessCidrs: unknown }),
    verdict: "undecided",
    path: "/vpcConfig/publicAccessCidrs",
  },
  {
    title: "a cluster of unknown configuration",
    resources: cluster(unknown),
    verdict: "undecided",
  },
  {
    title: "a search domain outside a VPC",
    resources: [resource("aws:opensearch/domain:Domain", {})],
    verdict: "fail",
    path: "/vpcOptions",
  },
  {
    title: "a search domain without subnets",
    resources: [resource("aws:opensearch/domain:Domain", { vpcOptions: { subnetIds: [] } })],
    verdict: "fail",
  },
  {
    title: "a search domain in a VPC",
    resources: [
      resource("aws:elasticsearch/domain:Domain", { vpcOptions: { subnetIds: [unknown] } }),
    ],
    verdict: "pass",
  },
  {
    title: "a file server that says nothing, which means public",
    resources: [resource("aws:transfer/server:Server", {})],
    verdict: "fail",
  },
  {
    title: "a public file server",
    resources: [resource("aws:transfer/server:Server", { endpointType: "PUBLIC" })],
    verdict: "fail",
  },
  {
    title: "a file server in a VPC",
    resources: [resource("aws:transfer/server:Server", { endpointType: "VPC" })],
    verdict: "pass",
  },
  {
    title: "an App Runner service that says nothing, which means public",
    resources: [resource("aws:apprunner/service:Service", {})],
    verdict: "fail",
  },
  {
    title: "a private App Runner service",
    resources: [
      resource("aws:apprunner/service:Service", {
        networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: false } },
      }),
    ],
    verdict: "pass",
  },
  {
    title: "an App Runner service of which that is unknown",
    resources: [
      resource("aws:apprunner/service:Service", {
        networkConfiguration: { ingressConfiguration: { isPubliclyAccessible: unknown } },
      }),
    ],
    verdict: "undecided",
  },
];

const databases: readonly RuleCase[] = [
  "aws:rds/instance:Instance",
  "aws:rds/clusterInstance:ClusterInstance",
  "aws:neptune/clusterInstance:ClusterInstance",
  "aws:redshift/cluster:Cluster",
  "aws:redshiftserverless/workgroup:Workgroup",
  "aws:dms/replicationInstance:ReplicationInstance",
  "aws:mq/broker:Broker",
].flatMap((type): readonly RuleCase[] => [
  {
    requirement: "POL-242",
    title: `${type} that is publicly accessible`,
    resources: database(type, true),
    verdict: "fail",
    path: "/publiclyAccessible",
  },
  {
    title: `${type} that is publicly accessible, as text`,
    resources: database(type, "true"),
    verdict: "fail",
  },
  { title: `${type} that is not`, resources: database(type, false), verdict: "pass" },
  { title: `${type} that does not say`, resources: [resource(type, {})], verdict: "pass" },
]);

const { open, base, routes } = twoTiers();
const none = group("none");
const web = group("web", { ingress: tcp(443, "0.0.0.0/0") });
const stack = (...more: readonly StackResource[]) => [...base, ...routes, none, web, ...more];
const server = (groups: readonly StackResource[], more: Properties) =>
  instance("server", { subnetId: open, groups, ...more });
const balancer = (more: Properties) =>
  linkedTo("aws:lb/loadBalancer:LoadBalancer", "balancer", {
    links: { subnets: [open], securityGroups: [none] },
    ...more,
  });
const shop = component({
  edges: [
    {
      id: "web",
      from: "0.0.0.0/0",
      to: "shop",
      protocol: "tcp",
      port: 443,
      via: "network",
      public: true,
    },
  ],
  members: { shop: { apis: ["api"], loadBalancers: ["balancer"] } },
});

const addresses: readonly RuleCase[] = [
  {
    requirement: "POL-242",
    title: "a machine that asks for a public address, though its group admits nobody",
    resources: stack(server([none], { associatePublicIpAddress: true })),
    verdict: "fail",
    path: "/associatePublicIpAddress",
    count: 1,
  },
  {
    title: "a machine that asks for none",
    resources: stack(server([none], { associatePublicIpAddress: false })),
    verdict: "pass",
  },
  {
    title: "a machine that the Internet can connect to, which reach/from-internet reports",
    resources: stack(server([web], { associatePublicIpAddress: true })),
    verdict: "pass",
  },
  {
    requirement: "POL-242",
    title: "an Internet-facing load balancer, though its group admits nobody",
    resources: stack(balancer({})),
    verdict: "fail",
    path: "/internal",
  },
  {
    title: "an internal load balancer",
    resources: stack(balancer({ internal: true })),
    verdict: "pass",
  },
  {
    title: "a gateway load balancer, which nobody calls",
    resources: stack(balancer({ loadBalancerType: "gateway" })),
    verdict: "pass",
  },
  {
    title: "a task with a public address",
    resources: [
      resource("aws:ecs/service:Service", {
        networkConfiguration: { assignPublicIp: true, subnets: ["subnet-0123"] },
      }),
    ],
    verdict: "fail",
    path: "/networkConfiguration/assignPublicIp",
  },
  {
    title: "a launch template that asks for a public address",
    resources: [
      resource("aws:ec2/launchTemplate:LaunchTemplate", {
        networkInterfaces: [{ associatePublicIpAddress: "true" }],
      }),
    ],
    verdict: "fail",
    path: "/networkInterfaces/0/associatePublicIpAddress",
  },
  {
    title: "brokers with public addresses",
    resources: [
      resource("aws:msk/cluster:Cluster", {
        brokerNodeGroupInfo: {
          connectivityInfo: { publicAccess: { type: "SERVICE_PROVIDED_EIPS" } },
        },
      }),
    ],
    verdict: "fail",
  },
  {
    title: "brokers without public addresses",
    resources: [
      resource("aws:msk/cluster:Cluster", {
        brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type: "DISABLED" } } },
      }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-242",
    title: "an API by a public edge to its service",
    resources: [shop, ...httpApi({})],
    verdict: "pass",
  },
  {
    requirement: "POL-242",
    title: "a load balancer by a public edge to its service",
    resources: [shop, ...stack(balancer({}))],
    verdict: "pass",
  },
  {
    title: "a function URL of nobody beside a public edge",
    resources: [shop, ...url({ authorizationType: "NONE" })],
    verdict: "fail",
  },
];

export const publicSurfaceCases = ruleCases(publicSurface, [
  ...functionsAndApis,
  ...endpoints,
  ...databases,
  ...addresses,
]);
