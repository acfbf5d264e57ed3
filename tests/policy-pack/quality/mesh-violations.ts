import { unknown } from "../../support/policy-pack/resources";
import { faults } from "./concerns";
import {
  authPolicy,
  certificate,
  clientPolicy,
  listener,
  node,
  oneCaller,
  service,
  serviceNetwork,
} from "./mesh-parts";
import { allow, casesOf, made } from "./quality-case";

const { violation } = casesOf(faults.mesh);

const forward = { forwards: [{ targetGroups: [{ targetGroupIdentifier: unknown, weight: 100 }] }] };
const portMapping = { port: 8443, protocol: "http" };

/** Stacks that a reviewer rejects for what their meshes let through. */
export const violations = [
  violation(
    "a service network without authentication",
    "mesh",
    made("vpclattice/ServiceNetwork mesh", { name: "mesh", authType: "NONE" }),
  ),
  violation(
    "a service network that says nothing of authentication",
    "mesh",
    made("vpclattice/ServiceNetwork mesh", { name: "mesh" }),
  ),
  violation(
    "a service without authentication in a network that has it",
    "orders",
    serviceNetwork,
    authPolicy(serviceNetwork, oneCaller),
    made("vpclattice/Service orders", { name: "orders", authType: "NONE" }),
  ),
  violation(
    "every caller, every action, every service",
    "mesh-policy",
    serviceNetwork,
    authPolicy(serviceNetwork, allow("*", "*", { Principal: "*" })),
  ),
  violation(
    "every caller who is not anonymous, of every account",
    "mesh-policy",
    serviceNetwork,
    authPolicy(
      serviceNetwork,
      allow("vpc-lattice-svcs:Invoke", "*", {
        Principal: "*",
        Condition: { StringNotEqualsIgnoreCase: { "aws:PrincipalType": "anonymous" } },
      }),
    ),
  ),
  violation(
    "every caller, by a condition on the method",
    "orders-policy",
    service,
    authPolicy(
      service,
      allow("vpc-lattice-svcs:Invoke", "*", {
        Principal: { AWS: "*" },
        Condition: { StringEquals: { "vpc-lattice-svcs:RequestMethod": "GET" } },
      }),
    ),
  ),
  violation(
    "every action of the mesh for one caller",
    "orders-policy",
    service,
    authPolicy(
      service,
      allow("vpc-lattice-svcs:*", "*", {
        Principal: { AWS: "arn:aws:iam::111122223333:role/checkout" },
      }),
    ),
  ),
  violation(
    "every caller but one",
    "orders-policy",
    service,
    authPolicy(service, {
      Effect: "Allow",
      NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/guest" },
      Action: "vpc-lattice-svcs:Invoke",
      Resource: "*",
    }),
  ),
  violation(
    "requests in the clear",
    "listener",
    service,
    listener({ protocol: "HTTP", port: 80, defaultAction: forward }),
  ),
  violation(
    "requests to the targets in the clear",
    "targets",
    made("vpclattice/TargetGroup targets", {
      name: "targets",
      type: "IP",
      config: { port: 8080, protocol: "HTTP", vpcIdentifier: unknown },
    }),
  ),
  violation(
    "a network joined to the mesh without security group",
    "joined",
    serviceNetwork,
    made(
      "vpclattice/ServiceNetworkVpcAssociation joined",
      { serviceNetworkIdentifier: unknown, vpcIdentifier: "vpc-0123456789abcdef0" },
      { serviceNetworkIdentifier: serviceNetwork },
    ),
  ),
  violation(
    "a mesh that every account joins",
    "shared",
    made("vpclattice/ResourcePolicy shared", {
      resourceArn: unknown,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: "*",
            Action: [
              "vpc-lattice:CreateServiceNetworkVpcAssociation",
              "vpc-lattice:GetServiceNetwork",
            ],
            Resource: "*",
          },
        ],
      }),
    }),
  ),
  violation(
    "a node that listens in the clear",
    "node",
    node({ listeners: [{ portMapping }], serviceDiscovery: { dns: { hostname: "orders.local" } } }),
  ),
  violation(
    "a node that tolerates requests in the clear",
    "node",
    node({ listeners: [{ portMapping, tls: { mode: "PERMISSIVE", certificate } }] }),
  ),
  violation(
    "a mesh whose nodes call everything outside",
    "outer",
    made("appmesh/Mesh outer", { name: "outer", spec: { egressFilter: { type: "ALLOW_ALL" } } }),
  ),
  violation(
    "a node that does not insist on TLS when it calls",
    "node",
    node({
      listeners: [{ portMapping, tls: { mode: "STRICT", certificate } }],
      backendDefaults: { clientPolicy: { tls: { ...clientPolicy.tls, enforce: false } } },
    }),
  ),
  violation(
    "a gateway that listens in the clear",
    "gateway",
    made("appmesh/VirtualGateway gateway", {
      name: "gateway",
      meshName: "mesh",
      spec: { listeners: [{ portMapping }], backendDefaults: { clientPolicy } },
    }),
  ),
];
