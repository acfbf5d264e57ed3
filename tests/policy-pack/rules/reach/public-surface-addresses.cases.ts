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
import { resource } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const url = (properties: Properties) => [
  resource("aws:lambda/functionUrl:FunctionUrl", properties),
];
const httpApi = (properties: Properties) => [
  resource("aws:apigatewayv2/api:Api", properties, { name: "api" }),
];

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
    title: "a load balancer by a public edge to the service that owns its group",
    resources: [
      component({
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
        members: { shop: { securityGroups: ["none"] } },
      }),
      ...stack(
        instance("server", { subnetId: open, groups: [web], associatePublicIpAddress: false }),
        balancer({}),
      ),
    ],
    verdict: "pass",
  },
  {
    title: "a function URL of nobody beside a public edge",
    resources: [shop, ...url({ authorizationType: "NONE" })],
    verdict: "fail",
  },
];

export const publicSurfaceAddressCases = ruleCases(publicSurface, addresses);
