import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Value } from "../../../../policy-pack/engine/value";
import { appMeshTypes } from "../../../../policy-pack/mesh/app-mesh-types";
import { appMeshMutualTls } from "../../../../policy-pack/rules/mesh/app-mesh-mutual-tls";
import {
  backend,
  clientTls,
  defaults,
  listenerTls,
  virtualGateway,
  virtualNode,
} from "../../../support/policy-pack/app-mesh";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const { certificate, ...anonymous } = clientTls;
const trusting = { mode: "STRICT", certificate: listenerTls["certificate"] ?? null };
const callee = (tls: Value = listenerTls) => virtualNode({ listeners: [{ tls }] });
const name = "axon.mesh.local";
const caller = (tls: Value, to: Value = name) =>
  virtualNode({ backends: [backend(tls, to)] }, "orbit");
const direct = resource(appMeshTypes.service, {
  name,
  spec: { provider: { virtualNode: { virtualNodeName: "axon" } } },
});
const routed = (virtualNodeName: Value, refersTo: Record<string, StackResource> = {}) => [
  resource(appMeshTypes.router, { name: "axon-router" }),
  resource(
    appMeshTypes.route,
    {
      virtualRouterName: "axon-router",
      spec: {
        httpRoute: {
          action: { weightedTargets: [{ virtualNode: virtualNodeName, weight: 100 }] },
        },
      },
    },
    { refersTo },
  ),
  resource(appMeshTypes.service, {
    name,
    spec: { provider: { virtualRouter: { virtualRouterName: "axon-router" } } },
  }),
];
const path = "/spec/backends/0/virtualService/clientPolicy/tls/certificate";

export const appMeshMutualTlsCases = ruleCases(appMeshMutualTls, [
  {
    requirement: "POL-254",
    title: "a call with a certificate, where the listener demands one",
    resources: [callee(), direct, caller({ ...anonymous, certificate: certificate ?? null })],
    verdict: "pass",
  },
  {
    requirement: "POL-254",
    title: "a call without certificate, where the listener demands one",
    resources: [callee(), direct, caller(anonymous)],
    verdict: "fail",
    level: "mandatory",
    path,
    message: /Calls to axon\.mesh\.local carry no certificate/,
    fix: /Set tls\.certificate/,
    count: 1,
  },
  {
    title: "a call without certificate through a router",
    resources: [callee(), ...routed("axon"), caller(anonymous)],
    verdict: "fail",
    path,
  },
  {
    title: "a call without certificate through a router whose target is known by dependency",
    resources: [callee(), ...routed(unknown, { spec: callee() }), caller(anonymous)],
    verdict: "fail",
    path,
  },
  {
    title: "a call without certificate under a default",
    resources: [
      callee(),
      direct,
      virtualNode({ backends: [backend()], backendDefaults: defaults(anonymous) }, "orbit"),
    ],
    verdict: "fail",
    path: "/spec/backendDefaults/clientPolicy/tls/certificate",
  },
  {
    requirement: "POL-254",
    title:
      "a call without certificate, where the listener demands none, as a note about the listener",
    resources: [callee(trusting), direct, caller(anonymous)],
    verdict: "fail",
    level: "advisory",
    path: "/spec/listeners/0/tls/validation",
    message: /whoever reaches the listener may call/,
    count: 1,
  },
  {
    title: "a listener that asks for no certificate, in profile strict",
    resources: [callee(trusting)],
    configuration: { profile: "strict" },
    verdict: "fail",
    level: "mandatory",
  },
  {
    title: "a listener that accepts any name, as a note",
    resources: [callee({ ...trusting, validation: { trust: {} } })],
    verdict: "fail",
    level: "advisory",
    path: "/spec/listeners/0/tls/validation/subjectAlternativeNames/match/exacts",
  },
  {
    title: "a listener without TLS, which mesh/app-mesh-tls reports",
    resources: [callee(null), callee({ mode: "PERMISSIVE" })],
    verdict: "pass",
  },
  {
    title: "a call to a service of another stack",
    resources: [callee(), caller(anonymous)],
    verdict: "pass",
  },
  {
    title: "a call without TLS policy, which mesh/app-mesh-tls reports",
    resources: [callee(), direct, virtualNode({ backends: [backend()] }, "orbit")],
    verdict: "pass",
  },
  {
    title: "a call whose certificate is unknown",
    resources: [callee(), direct, caller({ ...anonymous, certificate: unknown })],
    verdict: "undecided",
    path,
    message: /certificate for calls to axon\.mesh\.local is unknown/,
    count: 1,
  },
  {
    title: "a call without certificate, where what the listener demands is unknown",
    resources: [callee({ ...trusting, validation: unknown }), direct, caller(anonymous)],
    verdict: "undecided",
  },
  {
    title: "a call without certificate, where the service of the demanding node is unknown",
    resources: [
      callee(),
      resource(appMeshTypes.service, {
        name,
        spec: { provider: { virtualNode: { virtualNodeName: unknown } } },
      }),
      caller(anonymous),
    ],
    verdict: "undecided",
    path,
    message: /Calls to axon\.mesh\.local carry no certificate, which its listener may demand\./,
    count: 1,
  },
  {
    title: "a call without certificate by a name that is unknown",
    resources: [callee(), direct, caller(anonymous, unknown)],
    verdict: "undecided",
    path: "/spec/backends/0/virtualService/virtualServiceName",
    message: /Calls to a service whose name is unknown carry no certificate/,
    count: 1,
  },
  {
    title: "a call without certificate by an unknown name of the one service it depends on",
    resources: [
      callee(),
      direct,
      resource(
        appMeshTypes.node,
        { name: "orbit", spec: { backends: [backend(anonymous, unknown)] } },
        { name: "orbit", refersTo: { spec: direct } },
      ),
    ],
    verdict: "fail",
    path: "/spec/backends/0/virtualService/virtualServiceName",
  },
  {
    title: "a call that demands nothing, beside a listener that demands a certificate",
    resources: [callee(), direct, caller(anonymous, "pay.mesh.local")],
    verdict: "pass",
  },
  {
    title: "a call without a name, which AWS refuses",
    resources: [
      callee(),
      direct,
      virtualNode(
        { backends: [{ virtualService: { clientPolicy: { tls: anonymous } } }] },
        "orbit",
      ),
    ],
    verdict: "pass",
  },
  {
    title: "a gateway, which calls whatever its routes name",
    resources: [callee(), direct, virtualGateway({ backendDefaults: defaults(anonymous) })],
    verdict: "pass",
  },
  {
    title: "a call whose TLS policy is unknown, which mesh/app-mesh-tls reports",
    resources: [callee(), direct, caller(unknown)],
    verdict: "pass",
  },
  {
    title: "a call to a service that may be before one demanding node, and is before another",
    resources: [
      callee(),
      virtualNode({ listeners: [{ tls: listenerTls }] }, "other"),
      resource(appMeshTypes.service, {
        name,
        spec: {
          provider: {
            virtualNode: { virtualNodeName: "other" },
            virtualRouter: { virtualRouterName: unknown },
          },
        },
      }),
      caller(anonymous),
    ],
    verdict: "fail",
    count: 1,
  },
  {
    title: "a listener whose validation is unknown",
    resources: [callee({ ...trusting, validation: unknown })],
    verdict: "undecided",
    path: "/spec/listeners/0/tls/validation",
  },
]);
