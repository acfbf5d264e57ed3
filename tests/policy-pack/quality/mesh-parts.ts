import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Properties } from "../../../policy-pack/engine/value";
import { unknown } from "../../support/policy-pack/resources";
import { allow, keyArn, made, type Statement, text } from "./quality-case";

/** A log group that keeps its events for a year under the account's key. */
export const logs = made("cloudwatch/LogGroup logs", {
  name: "/acme/mesh",
  retentionInDays: 365,
  kmsKeyId: keyArn,
});

/** A service network that wants signatures. */
export const serviceNetwork = made("vpclattice/ServiceNetwork mesh", {
  name: "mesh",
  authType: "AWS_IAM",
});

/** A service that wants signatures. */
export const service = made("vpclattice/Service orders", {
  name: "orders",
  authType: "AWS_IAM",
});

/** The access log of a service or service network. */
export function subscription(to: StackResource): StackResource {
  return made(
    `vpclattice/AccessLogSubscription ${to.name}-log`,
    { resourceIdentifier: unknown, destinationArn: unknown },
    { resourceIdentifier: to, destinationArn: logs },
  );
}

/** The auth policy of a service or service network. */
export function authPolicy(to: StackResource, ...statements: readonly Statement[]): StackResource {
  return made(
    `vpclattice/AuthPolicy ${to.name}-policy`,
    { resourceIdentifier: unknown, policy: text(...statements) },
    { resourceIdentifier: to },
  );
}

/** A statement that lets one role call a service. */
export const oneCaller = allow(
  "vpc-lattice-svcs:Invoke",
  "arn:aws:vpc-lattice:us-east-1:111122223333:service/svc-0123456789abcdef0/*",
  { Principal: { AWS: "arn:aws:iam::111122223333:role/checkout" } },
);

/** A complete service network. */
export const completeNetwork = [
  logs,
  serviceNetwork,
  authPolicy(serviceNetwork, oneCaller),
  subscription(serviceNetwork),
];

/** A complete service, but for its listeners. */
export const completeService = [
  logs,
  service,
  authPolicy(service, oneCaller),
  subscription(service),
];

/** A listener of the service. */
export function listener(properties: Properties): StackResource {
  return made(
    "vpclattice/Listener listener",
    { name: "listener", serviceIdentifier: unknown, ...properties },
    { serviceIdentifier: service },
  );
}

/** A TLS certificate of an App Mesh node. */
export const certificate = {
  acm: {
    certificateArn:
      "arn:aws:acm:us-east-1:111122223333:certificate/12345678-1234-1234-1234-123456789012",
  },
};

/** What an App Mesh node wants of those it calls. */
export const clientPolicy = {
  tls: {
    enforce: true,
    validation: {
      trust: {
        acm: {
          certificateAuthorityArns: [
            "arn:aws:acm-pca:us-east-1:111122223333:certificate-authority/12345678-1234-1234-1234-123456789012",
          ],
        },
      },
    },
  },
};

/** An App Mesh node. */
export function node(spec: Properties): StackResource {
  return made("appmesh/VirtualNode node", { name: "orders", meshName: "mesh", spec });
}
