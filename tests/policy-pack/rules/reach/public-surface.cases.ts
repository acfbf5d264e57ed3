import type { Properties } from "../../../../policy-pack/engine/value";
import { publicSurface } from "../../../../policy-pack/rules/reach/public-surface";
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
  ...[{}, { directInternetAccess: "Enabled" }].map((properties) => ({
    title: `a notebook with ${JSON.stringify(properties)}, which means the Internet`,
    resources: [resource("aws:sagemaker/notebookInstance:NotebookInstance", properties)],
    verdict: "fail" as const,
    path: "/directInternetAccess",
    message: /^The notebook has a way to the Internet/,
    fix: /^Set directInternetAccess to "Disabled"/,
    count: 1,
  })),
  {
    title: "a notebook in a VPC alone",
    resources: [
      resource("aws:sagemaker/notebookInstance:NotebookInstance", {
        directInternetAccess: "Disabled",
        subnetId: "subnet-1",
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a notebook of which nobody knows whether it is on the Internet",
    resources: [
      resource("aws:sagemaker/notebookInstance:NotebookInstance", {
        directInternetAccess: unknown,
      }),
    ],
    verdict: "undecided",
    path: "/directInternetAccess",
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

export const publicSurfaceCases = ruleCases(publicSurface, [
  ...functionsAndApis,
  ...endpoints,
  ...databases,
]);
