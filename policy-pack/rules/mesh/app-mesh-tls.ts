import type { JudgedResource, Observation, ResourceRule } from "../../engine/rule";
import { isObject, listOf, read, type Value } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** App Mesh drops undeclared egress and enforces mutual TLS on every listener and backend. */
export const appMeshTls: ResourceRule = {
  id: "mesh/app-mesh-tls",
  title: "App Mesh enforces mutual TLS and drops undeclared egress",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:appmesh/mesh:Mesh", "aws:appmesh/virtualNode:VirtualNode"],
  why: "PERMISSIVE or absent TLS lets plain text through in silence.",
  fix: 'Set listener TLS to mode "STRICT" with validation, enforce TLS with a client certificate on every backend, and DROP_ALL on the mesh.',
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.mesh,
  params: {},
  since: "0.1.0",
  examples: { pass: 'tls: { mode: "STRICT", validation: … }', fail: 'tls: { mode: "PERMISSIVE" }' },
  check: (resource) =>
    resource.type.endsWith(":Mesh") ? judgeMesh(resource) : judgeNode(resource),
};

function judgeMesh({ properties }: JudgedResource): readonly Observation[] {
  const path = "/spec/egressFilter/type";
  const reading = read(properties, "spec", "egressFilter", "type");
  if (reading.kind === "unknown") {
    return [{ verdict: "undecided", path, message: "The egress filter is unknown." }];
  }
  // Absent means DROP_ALL.
  if (reading.kind === "absent" || reading.value !== "ALLOW_ALL") return [];
  return [{ verdict: "fail", path, message: "The mesh lets traffic leave for any destination." }];
}

function judgeNode({ properties }: JudgedResource): readonly Observation[] {
  const spec = properties["spec"];
  if (!isObject(spec))
    return [{ verdict: "undecided", path: "/spec", message: "The node is unknown." }];
  return [
    ...listOf(spec["listeners"]).flatMap((listener, index) =>
      judgeListener(listener, `/spec/listeners/${String(index)}/tls`),
    ),
    ...listOf(spec["backends"]).flatMap((backend, index) =>
      judgeBackend(backend, `/spec/backends/${String(index)}/virtualService/clientPolicy/tls`),
    ),
  ];
}

function judgeListener(listener: Value, path: string): readonly Observation[] {
  const wrapped = { listener };
  const mode = read(wrapped, "listener", "tls", "mode");
  const validation = read(wrapped, "listener", "tls", "validation");
  if (mode.kind === "unknown" || validation.kind === "unknown") {
    return [{ verdict: "undecided", path, message: "The listener's TLS is unknown." }];
  }
  const isStrict = mode.kind === "known" && mode.value === "STRICT";
  if (isStrict && validation.kind === "known") return [];
  return [{ verdict: "fail", path, message: "The listener does not enforce mutual TLS." }];
}

function judgeBackend(backend: Value, path: string): readonly Observation[] {
  const tls = ["backend", "virtualService", "clientPolicy", "tls"] as const;
  const wrapped = { backend };
  const enforce = read(wrapped, ...tls, "enforce");
  const certificate = read(wrapped, ...tls, "certificate");
  if (enforce.kind === "unknown" || certificate.kind === "unknown") {
    return [{ verdict: "undecided", path, message: "The backend's TLS is unknown." }];
  }
  const isEnforced =
    certificate.kind === "known" && !(enforce.kind === "known" && enforce.value === false);
  if (isEnforced) return [];
  return [{ verdict: "fail", path, message: "Calls to this backend may go without mutual TLS." }];
}
