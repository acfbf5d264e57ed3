import type { JudgedResource, Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import {
  appMeshTypes,
  callPolicies,
  child,
  descendant,
  listenersOf,
  type Part,
  specOf,
} from "../../mesh/app-mesh-types";
import { judgeClientPolicy } from "../../mesh/client-policy";

/** App Mesh drops undeclared egress and enforces TLS on every listener and call. */
export const appMeshTls: ResourceRule = {
  id: "mesh/app-mesh-tls",
  title: "App Mesh enforces TLS and drops undeclared egress",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [appMeshTypes.mesh, appMeshTypes.node, appMeshTypes.gateway],
  why: "PERMISSIVE or absent TLS lets plain text through in silence.",
  fix: 'Set listener TLS to mode "STRICT", enforce TLS on every call with trust and exact names, and DROP_ALL on the mesh.',
  decides:
    "Whether listeners of nodes and gateways are STRICT, whether the TLS policy in force for each call is enforced on all ports with trust and exact names, and whether the mesh drops undeclared egress.",
  cannotDecide:
    "What is in certificate files and secrets; client certificates are a matter of mesh/app-mesh-mutual-tls.",
  frameworks: familyFrameworks.mesh,
  params: {},
  since: "0.1.0",
  examples: {
    pass: 'tls: { mode: "STRICT", certificate: … }',
    fail: 'tls: { mode: "PERMISSIVE" }',
  },
  check: (resource) =>
    resource.type === appMeshTypes.mesh ? judgeMesh(resource) : judgeEndpoint(resource),
};

function judgeMesh({ properties }: JudgedResource): readonly Observation[] {
  const { path, value } = descendant(specOf(properties), "egressFilter", "type");
  if (isUnknown(value)) {
    const message = "The egress filter is unknown: ALLOW_ALL would let traffic leave.";
    return [{ verdict: "undecided", path, message }];
  }
  // Absent means DROP_ALL.
  if (value === undefined || value === "DROP_ALL") return [];
  const message = "The mesh lets traffic leave for any destination.";
  return [{ verdict: "fail", path, message, fix: 'Set the egress filter to "DROP_ALL".' }];
}

function judgeEndpoint({ type, properties }: JudgedResource): readonly Observation[] {
  const spec = specOf(properties);
  if (isUnknown(spec.value)) {
    return [{ verdict: "undecided", path: spec.path, message: "The specification is unknown." }];
  }
  return [
    ...listenersOf(spec).flatMap(judgeListener),
    ...distinct(callPolicies(type, spec).map(({ tls }) => tls)).flatMap(judgeClientPolicy),
  ];
}

// A default that serves several backends is one cause.
const distinct = (parts: readonly Part[]): readonly Part[] => [
  ...new Map(parts.map((part) => [part.path, part])).values(),
];

function judgeListener(listener: Part): readonly Observation[] {
  const { path, value } = descendant(listener, "tls", "mode");
  if (isUnknown(value)) {
    const message = "The listener's TLS mode is unknown: only STRICT would pass.";
    return [{ verdict: "undecided", path, message }];
  }
  if (value === "STRICT") return [];
  const isAbsent = child(listener, "tls").value === undefined;
  const message = isAbsent
    ? "The listener has no TLS and accepts plain text."
    : `The listener accepts plain text: its TLS mode is ${textOf(value)}.`;
  return [{ verdict: "fail", path, message, fix: 'Set the listener\'s TLS mode to "STRICT".' }];
}
