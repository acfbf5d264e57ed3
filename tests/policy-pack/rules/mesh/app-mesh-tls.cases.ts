import type { Value } from "../../../../policy-pack/engine/value";
import { appMeshTypes } from "../../../../policy-pack/mesh/app-mesh-types";
import { appMeshTls } from "../../../../policy-pack/rules/mesh/app-mesh-tls";
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

const mesh = (spec: Value) => [resource(appMeshTypes.mesh, { spec })];
const listening = (tls: Value) => [virtualNode({ listeners: [{ tls }] })];
const calling = (tls: Value) => [virtualNode({ backends: [backend(tls)] })];
const trust = { acm: { certificateAuthorityArns: ["arn:aws:acm-pca:…"] } };
const names = (exacts: Value) => ({ match: { exacts } });
const own = "/spec/backends/0/virtualService/clientPolicy/tls";
const byDefault = "/spec/backendDefaults/clientPolicy/tls";

const egress = [
  {
    requirement: "POL-253",
    title: "a mesh that drops undeclared egress",
    resources: mesh({ egressFilter: { type: "DROP_ALL" } }),
    verdict: "pass",
  },
  {
    requirement: "POL-253",
    title: "a mesh without egress filter, which means drop",
    resources: mesh({}),
    verdict: "pass",
  },
  { title: "a mesh without specification", resources: mesh(null), verdict: "pass" },
  {
    requirement: "POL-253",
    title: "a mesh that allows all egress",
    resources: mesh({ egressFilter: { type: "ALLOW_ALL" } }),
    verdict: "fail",
    path: "/spec/egressFilter/type",
    message: /leave for any destination/,
    fix: /"DROP_ALL"/,
  },
  {
    title: "an unknown egress filter",
    resources: mesh({ egressFilter: unknown }),
    verdict: "undecided",
    path: "/spec/egressFilter/type",
  },
] as const;

const listeners = [
  {
    requirement: "POL-253",
    title: "a strict listener",
    resources: listening(listenerTls),
    verdict: "pass",
  },
  {
    title: "a strict listener that asks for no certificate, which mesh/app-mesh-mutual-tls notes",
    resources: listening({ mode: "STRICT" }),
    verdict: "pass",
  },
  {
    requirement: "POL-253",
    title: "a permissive listener",
    resources: listening({ ...listenerTls, mode: "PERMISSIVE" }),
    verdict: "fail",
    path: "/spec/listeners/0/tls/mode",
    message: /TLS mode is PERMISSIVE/,
    fix: /"STRICT"/,
  },
  {
    requirement: "POL-253",
    title: "a listener with TLS switched off",
    resources: listening({ ...listenerTls, mode: "DISABLED" }),
    verdict: "fail",
  },
  {
    requirement: "POL-253",
    title: "a listener without TLS, beside a strict one",
    resources: [virtualNode({ listeners: [{ tls: listenerTls }, {}] })],
    verdict: "fail",
    path: "/spec/listeners/1/tls/mode",
    message: /has no TLS/,
    count: 1,
  },
  {
    requirement: "POL-254",
    title: "a permissive listener of a gateway",
    resources: [
      virtualGateway({
        listeners: [{ tls: { mode: "PERMISSIVE" } }],
        backendDefaults: defaults(clientTls),
      }),
    ],
    verdict: "fail",
    path: "/spec/listeners/0/tls/mode",
    count: 1,
  },
  {
    title: "an unknown listener mode",
    resources: listening({ ...listenerTls, mode: unknown }),
    verdict: "undecided",
    path: "/spec/listeners/0/tls/mode",
    message: /only STRICT would pass/,
  },
  {
    title: "listeners that are unknown",
    resources: [virtualNode({ listeners: unknown })],
    verdict: "undecided",
    count: 1,
  },
  {
    title: "a node that is unknown",
    resources: [virtualNode(unknown)],
    verdict: "undecided",
    path: "/spec",
    count: 1,
  },
] as const;

const calls = [
  {
    requirement: "POL-254",
    title: "a call with enforced TLS, trust and an exact name",
    resources: calling(clientTls),
    verdict: "pass",
  },
  {
    title: "a call whose policy leaves enforcement to the default, which is on",
    resources: calling({ validation: clientTls["validation"] ?? null }),
    verdict: "pass",
  },
  {
    title: "a call that trusts an authority of ACM",
    resources: calling({ validation: { trust, subjectAlternativeNames: names(["axon"]) } }),
    verdict: "pass",
  },
  {
    title: "a call that trusts an authority by secret discovery",
    resources: calling({
      validation: {
        trust: { sds: { secretName: "ca" } },
        subjectAlternativeNames: names(["axon"]),
      },
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-254",
    title: "a call that does not enforce TLS",
    resources: calling({ ...clientTls, enforce: false }),
    verdict: "fail",
    path: `${own}/enforce`,
    message: /may go in the clear/,
    fix: /enforce to true/,
    count: 1,
  },
  {
    requirement: "POL-254",
    title: "a call with TLS on some ports",
    resources: calling({ ...clientTls, ports: [8443, 9443] }),
    verdict: "fail",
    path: `${own}/ports`,
    message: /on 8443, 9443 only/,
    fix: /Remove ports/,
    count: 1,
  },
  {
    title: "a call with an empty list of ports, which means all",
    resources: calling({ ...clientTls, ports: [] }),
    verdict: "pass",
  },
  {
    requirement: "POL-254",
    title: "a call without trust",
    resources: calling({
      ...clientTls,
      validation: { trust: {}, subjectAlternativeNames: names(["axon"]) },
    }),
    verdict: "fail",
    path: `${own}/validation/trust`,
    message: /No authority is trusted/,
    count: 1,
  },
  {
    requirement: "POL-254",
    title: "a call without name",
    resources: calling({ ...clientTls, validation: { trust } }),
    verdict: "fail",
    path: `${own}/validation/subjectAlternativeNames/match/exacts`,
    message: /no exact name is demanded/,
    count: 1,
  },
  {
    requirement: "POL-254",
    title: "a call with a name that is a pattern",
    resources: calling({
      ...clientTls,
      validation: { trust, subjectAlternativeNames: names(["axon", "*.mesh.local"]) },
    }),
    verdict: "fail",
    path: `${own}/validation/subjectAlternativeNames/match/exacts/1`,
    message: /"\*\.mesh\.local" is not an exact name/,
    count: 1,
  },
  {
    title: "a call with an empty name",
    resources: calling({
      ...clientTls,
      validation: { trust, subjectAlternativeNames: names([""]) },
    }),
    verdict: "fail",
  },
  {
    title: "a call with a name that is no text",
    resources: calling({
      ...clientTls,
      validation: { trust, subjectAlternativeNames: names([7]) },
    }),
    verdict: "fail",
  },
  {
    requirement: "POL-254",
    title: "a call without policy, where there is no default",
    resources: [virtualNode({ backends: [backend()] })],
    verdict: "fail",
    path: own,
    message: /no TLS policy/,
    count: 1,
  },
  {
    requirement: "POL-254",
    title: "a call without policy of its own, under a good default",
    resources: [virtualNode({ backends: [backend()], backendDefaults: defaults(clientTls) })],
    verdict: "pass",
  },
  {
    requirement: "POL-254",
    title: "a weak policy of a call, which overrides a good default",
    resources: [
      virtualNode({
        backends: [backend({ ...clientTls, enforce: false })],
        backendDefaults: defaults(clientTls),
      }),
    ],
    verdict: "fail",
    path: `${own}/enforce`,
  },
  {
    requirement: "POL-254",
    title: "a good policy of a call, which overrides a weak default",
    resources: [
      virtualNode({
        backends: [backend(clientTls)],
        backendDefaults: defaults({ ...clientTls, enforce: false }),
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a weak default once, whatever the number of calls under it",
    resources: [
      virtualNode({
        backends: [backend(), backend()],
        backendDefaults: defaults({ ...clientTls, enforce: false }),
      }),
    ],
    verdict: "fail",
    path: `${byDefault}/enforce`,
    count: 1,
  },
  {
    title: "a node that calls nobody",
    resources: [virtualNode({ listeners: [{ tls: listenerTls }] })],
    verdict: "pass",
  },
] as const;

const gatewaysAndUnknowns = [
  {
    requirement: "POL-254",
    title: "a gateway with a good default",
    resources: [
      virtualGateway({ listeners: [{ tls: listenerTls }], backendDefaults: defaults(clientTls) }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-254",
    title: "a gateway without default, which calls in the clear",
    resources: [virtualGateway({ listeners: [{ tls: listenerTls }] })],
    verdict: "fail",
    path: byDefault,
    count: 1,
  },
  {
    title: "a policy that is unknown",
    resources: calling(unknown),
    verdict: "undecided",
    path: own,
    count: 1,
  },
  {
    title: "a policy of unknown enforcement",
    resources: calling({ ...clientTls, enforce: unknown }),
    verdict: "undecided",
    path: `${own}/enforce`,
  },
  {
    title: "a policy with unknown ports",
    resources: calling({ ...clientTls, ports: unknown }),
    verdict: "undecided",
    path: `${own}/ports`,
  },
  {
    title: "a policy with unknown trust",
    resources: calling({
      validation: { trust: unknown, subjectAlternativeNames: names(["axon"]) },
    }),
    verdict: "undecided",
    path: `${own}/validation/trust`,
  },
  {
    title: "a policy with unknown names",
    resources: calling({ validation: { trust, subjectAlternativeNames: unknown } }),
    verdict: "undecided",
    path: `${own}/validation/subjectAlternativeNames/match/exacts`,
  },
  {
    title: "a policy with one unknown name",
    resources: calling({ validation: { trust, subjectAlternativeNames: names([unknown]) } }),
    verdict: "undecided",
    path: `${own}/validation/subjectAlternativeNames/match/exacts/0`,
  },
] as const;

export const appMeshTlsCases = ruleCases(appMeshTls, [
  ...egress,
  ...listeners,
  ...calls,
  ...gatewaysAndUnknowns,
]);
