import { unknown } from "../../support/policy-pack/resources";
import { concerns } from "./concerns";
import {
  authPolicy,
  certificate,
  clientPolicy,
  completeNetwork,
  completeService,
  listener,
  logs,
  node,
  oneCaller,
  service,
  serviceNetwork,
  subscription,
} from "./mesh-parts";
import { allow, casesOf, deny, made } from "./quality-case";

const { compliant } = casesOf(concerns.mesh);

const portMapping = { port: 8443, protocol: "http" };
const forward = { forwards: [{ targetGroups: [{ targetGroupIdentifier: unknown, weight: 100 }] }] };
const https = { protocol: "HTTPS", port: 443 };
const validation = {
  trust: { sds: { secretName: "ca" } },
  subjectAlternativeNames: { match: { exacts: ["checkout.local"] } },
};
const strict = { portMapping, tls: { mode: "STRICT", certificate, validation } };
const accessLog = { accessLog: { file: { path: "/dev/stdout" } } };

/** Stacks that a reviewer lets pass for what their meshes let through. */
export const compliantCases = [
  compliant("a service network for one caller", ...completeNetwork),
  compliant(
    "a service for one caller, with a listener that forwards",
    ...completeService,
    listener({ ...https, defaultAction: forward }),
  ),
  compliant(
    "a service network for the signed callers of the organisation",
    logs,
    serviceNetwork,
    authPolicy(
      serviceNetwork,
      allow("vpc-lattice-svcs:Invoke", "*", {
        Principal: "*",
        Condition: {
          StringEquals: {
            "aws:PrincipalOrgID": "o-exampleorg",
            "vpc-lattice-svcs:SourceVpc": "vpc-0123456789abcdef0",
          },
        },
      }),
    ),
    subscription(serviceNetwork),
  ),
  compliant(
    "a listener that answers not found by default",
    ...completeService,
    listener({ ...https, defaultAction: { fixedResponse: { statusCode: 404 } } }),
  ),
  compliant(
    "a rule of a listener",
    ...completeService,
    listener({ ...https, defaultAction: { fixedResponse: { statusCode: 404 } } }),
    made("vpclattice/ListenerRule rule", {
      name: "rule",
      listenerIdentifier: unknown,
      serviceIdentifier: unknown,
      priority: 10,
      match: { httpMatch: { method: "GET", pathMatch: { match: { prefix: "/orders" } } } },
      action: { forward: { targetGroups: [{ targetGroupIdentifier: unknown, weight: 100 }] } },
    }),
  ),
  compliant(
    "a function as target, which has no protocol",
    made("vpclattice/TargetGroup targets", { name: "targets", type: "LAMBDA" }),
  ),
  compliant(
    "targets over TLS",
    made("vpclattice/TargetGroup targets", {
      name: "targets",
      type: "IP",
      config: {
        port: 8443,
        protocol: "HTTPS",
        protocolVersion: "HTTP2",
        vpcIdentifier: unknown,
        healthCheck: { enabled: true, protocol: "HTTPS", path: "/health" },
      },
    }),
  ),
  compliant(
    "a network joined to the mesh behind a group",
    ...completeNetwork,
    made(
      "vpclattice/ServiceNetworkVpcAssociation joined",
      {
        serviceNetworkIdentifier: unknown,
        vpcIdentifier: "vpc-0123456789abcdef0",
        securityGroupIds: ["sg-0123456789abcdef0"],
      },
      { serviceNetworkIdentifier: serviceNetwork },
    ),
  ),
  compliant(
    "one caller, and a deny of everybody anonymous",
    logs,
    service,
    authPolicy(
      service,
      oneCaller,
      deny("*", "*", {
        Principal: "*",
        Condition: { StringEqualsIgnoreCase: { "aws:PrincipalType": "anonymous" } },
      }),
    ),
    subscription(service),
  ),
  compliant(
    "two callers, each with its own method and path",
    logs,
    service,
    authPolicy(
      service,
      allow(
        "vpc-lattice-svcs:Invoke",
        "arn:aws:vpc-lattice:us-east-1:111122223333:service/svc-0123456789abcdef0/orders",
        {
          Principal: { AWS: ["arn:aws:iam::111122223333:role/checkout"] },
          Condition: { StringEquals: { "vpc-lattice-svcs:RequestMethod": "POST" } },
        },
      ),
      allow(
        ["vpc-lattice-svcs:Invoke"],
        ["arn:aws:vpc-lattice:us-east-1:111122223333:service/svc-0123456789abcdef0/orders/*"],
        {
          Principal: { AWS: ["arn:aws:iam::111122223333:role/support"] },
          Condition: { StringEquals: { "vpc-lattice-svcs:RequestMethod": "GET" } },
        },
      ),
    ),
    subscription(service),
  ),
  compliant(
    "a service under its own name and certificate, in its network",
    ...completeNetwork,
    logs,
    made("vpclattice/Service orders", {
      name: "orders",
      authType: "AWS_IAM",
      customDomainName: "orders.internal.example.com",
      certificateArn: certificate.acm.certificateArn,
    }),
    authPolicy(service, oneCaller),
    subscription(service),
    made(
      "vpclattice/ServiceNetworkServiceAssociation member",
      { serviceIdentifier: unknown, serviceNetworkIdentifier: unknown },
      { serviceIdentifier: service, serviceNetworkIdentifier: serviceNetwork },
    ),
  ),
  compliant(
    "a node that listens and calls over mutual TLS only",
    node({
      listeners: [strict],
      backendDefaults: {
        clientPolicy: { tls: { ...clientPolicy.tls, certificate: { sds: { secretName: "me" } } } },
      },
      logging: accessLog,
      serviceDiscovery: { dns: { hostname: "orders.local" } },
    }),
  ),
  compliant(
    "a gateway that listens over TLS only",
    made("appmesh/VirtualGateway gateway", {
      name: "gateway",
      meshName: "mesh",
      spec: {
        listeners: [strict],
        backendDefaults: {
          clientPolicy: {
            tls: {
              enforce: true,
              certificate: { sds: { secretName: "me" } },
              validation: {
                ...clientPolicy.tls.validation,
                subjectAlternativeNames: { match: { exacts: ["orders.local"] } },
              },
            },
          },
        },
        logging: accessLog,
      },
    }),
  ),
  compliant(
    "a mesh whose nodes call nothing outside",
    made("appmesh/Mesh outer", { name: "outer", spec: { egressFilter: { type: "DROP_ALL" } } }),
  ),
  compliant(
    "a mesh shared with one account",
    made("vpclattice/ResourcePolicy shared", {
      resourceArn: unknown,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: "arn:aws:iam::444455556666:role/network" },
            Action: ["vpc-lattice:CreateServiceNetworkVpcAssociation"],
            Resource:
              "arn:aws:vpc-lattice:us-east-1:111122223333:servicenetwork/sn-0123456789abcdef0",
          },
        ],
      }),
    }),
  ),
];
