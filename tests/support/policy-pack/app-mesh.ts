import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Value } from "../../../policy-pack/engine/value";
import { appMeshTypes } from "../../../policy-pack/mesh/app-mesh-types";
import { resource } from "./resources";

/** A specification, or part of one. */
export type Spec = Readonly<Record<string, Value>>;

/** A TLS client policy without fault. */
export const clientTls: Spec = {
  enforce: true,
  certificate: { file: { certificateChain: "/c.pem", privateKey: "/c.key" } },
  validation: {
    trust: { file: { certificateChain: "/ca.pem" } },
    subjectAlternativeNames: { match: { exacts: ["axon.mesh.local"] } },
  },
};

/** A listener's TLS without fault. */
export const listenerTls: Spec = {
  mode: "STRICT",
  certificate: { file: { certificateChain: "/c.pem", privateKey: "/c.key" } },
  validation: {
    trust: { file: { certificateChain: "/ca.pem" } },
    subjectAlternativeNames: { match: { exacts: ["orbit.mesh.local"] } },
  },
};

/** A virtual node. */
export const virtualNode = (spec: Value, name = "axon"): StackResource =>
  resource(appMeshTypes.node, { name, spec }, { name });

/** A virtual gateway. */
export const virtualGateway = (spec: Value): StackResource =>
  resource(appMeshTypes.gateway, { name: "edge", spec }, { name: "edge" });

/** A backend with a client policy of its own; none when undefined. */
export const backend = (tls?: Value, virtualServiceName: Value = "axon.mesh.local"): Spec => ({
  virtualService: {
    virtualServiceName,
    ...(tls !== undefined && { clientPolicy: { tls } }),
  },
});

/** Backend defaults. */
export const defaults = (tls: Value): Spec => ({ clientPolicy: { tls } });
