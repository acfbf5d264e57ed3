import type { Properties, Value } from "../../../policy-pack/engine/value";
import { appMeshEnded } from "../../../policy-pack/rules/mesh/app-mesh-ended";
import { appMeshTls } from "../../../policy-pack/rules/mesh/app-mesh-tls";
import { associationGroups } from "../../../policy-pack/rules/mesh/association-groups";
import { latticeAuth } from "../../../policy-pack/rules/mesh/lattice-auth";
import { latticeHttps } from "../../../policy-pack/rules/mesh/lattice-https";
import { resource, unknown } from "../../support/policy-pack/resources";
import { ruleCases } from "../../support/policy-pack/rule-cases";

const service = (properties: Properties) => resource("aws:vpclattice/service:Service", properties);
const guarded = (properties: Properties) => {
  const guardedService = service(properties);
  const refersTo = { resourceIdentifier: guardedService };
  const policy = { resourceIdentifier: unknown, policy: "{}" };
  return [guardedService, resource("aws:vpclattice/authPolicy:AuthPolicy", policy, { refersTo })];
};

export const latticeAuthCases = ruleCases(latticeAuth, [
  {
    title: "a service with IAM and a policy",
    resources: guarded({ authType: "AWS_IAM" }),
    verdict: "pass",
  },
  {
    title: "a service without authentication",
    resources: guarded({ authType: "NONE" }),
    verdict: "fail",
    path: "/authType",
  },
  {
    title: "a service that says nothing, which means none",
    resources: guarded({}),
    verdict: "fail",
  },
  {
    title: "a service without policy",
    resources: [service({ authType: "AWS_IAM" })],
    verdict: "fail",
    message: /No auth policy/,
  },
  {
    title: "a service network without policy",
    resources: [resource("aws:vpclattice/serviceNetwork:ServiceNetwork", { authType: "AWS_IAM" })],
    verdict: "fail",
  },
  {
    title: "an unknown authentication type",
    resources: guarded({ authType: unknown }),
    verdict: "undecided",
  },
]);

const listener = (protocol: Value) => [resource("aws:vpclattice/listener:Listener", { protocol })];
const targets = (config: Value, type = "IP") => [
  resource("aws:vpclattice/targetGroup:TargetGroup", { type, config }),
];

export const latticeHttpsCases = ruleCases(latticeHttps, [
  { title: "an HTTPS listener", resources: listener("HTTPS"), verdict: "pass" },
  { title: "an HTTP listener", resources: listener("HTTP"), verdict: "fail", path: "/protocol" },
  {
    title: "a listener that passes TLS through",
    resources: listener("TLS_PASSTHROUGH"),
    verdict: "fail",
  },
  { title: "HTTPS targets", resources: targets({ protocol: "HTTPS" }), verdict: "pass" },
  {
    title: "HTTP targets",
    resources: targets({ protocol: "HTTP" }),
    verdict: "fail",
    path: "/config/protocol",
  },
  {
    title: "function targets, which have no protocol",
    resources: targets(null, "LAMBDA"),
    verdict: "pass",
  },
  { title: "an unknown protocol", resources: listener(unknown), verdict: "undecided" },
  { title: "an unknown configuration", resources: targets(unknown), verdict: "undecided" },
]);

const association = (securityGroupIds: Value) => [
  resource("aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation", {
    securityGroupIds,
  }),
];

export const associationGroupsCases = ruleCases(associationGroups, [
  { title: "a group whose id is unknown", resources: association([unknown]), verdict: "pass" },
  { title: "no group", resources: association([]), verdict: "fail" },
  {
    title: "groups that are unknown as a whole",
    resources: association(unknown),
    verdict: "undecided",
  },
]);

const mesh = (spec: Value) => [resource("aws:appmesh/mesh:Mesh", { spec })];
const node = (spec: Value) => [resource("aws:appmesh/virtualNode:VirtualNode", { spec })];
const tls = { mode: "STRICT", validation: { trust: {} } };
const backend = (clientTls: Value) => ({
  backends: [{ virtualService: { clientPolicy: { tls: clientTls } } }],
});
const certificate = { file: {} };

export const appMeshTlsCases = ruleCases(appMeshTls, [
  {
    title: "a mesh that drops undeclared egress",
    resources: mesh({ egressFilter: { type: "DROP_ALL" } }),
    verdict: "pass",
  },
  { title: "a mesh that says nothing, which means that", resources: mesh(null), verdict: "pass" },
  {
    title: "a mesh that allows all egress",
    resources: mesh({ egressFilter: { type: "ALLOW_ALL" } }),
    verdict: "fail",
  },
  {
    title: "an unknown egress filter",
    resources: mesh({ egressFilter: unknown }),
    verdict: "undecided",
  },
  {
    title: "a strict listener with validation",
    resources: node({ listeners: [{ tls }] }),
    verdict: "pass",
  },
  {
    title: "a permissive listener",
    resources: node({ listeners: [{ tls: { ...tls, mode: "PERMISSIVE" } }] }),
    verdict: "fail",
  },
  { title: "a listener without TLS", resources: node({ listeners: [{}] }), verdict: "fail" },
  {
    title: "a strict listener that asks for no certificate",
    resources: node({ listeners: [{ tls: { mode: "STRICT" } }] }),
    verdict: "fail",
  },
  {
    title: "an unknown listener mode",
    resources: node({ listeners: [{ tls: { ...tls, mode: unknown } }] }),
    verdict: "undecided",
  },
  {
    title: "a backend with client certificate",
    resources: node(backend({ certificate })),
    verdict: "pass",
  },
  {
    title: "a backend that does not enforce TLS",
    resources: node(backend({ certificate, enforce: false })),
    verdict: "fail",
  },
  {
    title: "a backend without client certificate",
    resources: node(backend({ enforce: true })),
    verdict: "fail",
  },
  {
    title: "a backend whose TLS is unknown",
    resources: node(backend(unknown)),
    verdict: "undecided",
  },
  { title: "a node that is unknown", resources: node(unknown), verdict: "undecided" },
]);

export const appMeshEndedCases = ruleCases(appMeshEnded, [
  { title: "any mesh", resources: mesh({}), verdict: "fail" },
  {
    title: "a stack without App Mesh",
    resources: guarded({ authType: "AWS_IAM" }),
    verdict: "pass",
  },
]);
