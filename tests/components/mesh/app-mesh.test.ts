import assert from "node:assert/strict";
import { AppMesh } from "../../../components/mesh/app-mesh";
import { planAppMesh } from "../../../plan/mesh/app-mesh";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, oneOf } from "../../support/mocks";

const context = planContext({
  mesh: { backend: "app-mesh", acknowledgeAppMeshEnded: true, namespace: "agents.internal" },
});
const plan = planAppMesh(context, "agents.internal");

const appMesh = (kind: string) =>
  `aws:appmesh/${kind}:${kind[0]?.toUpperCase() ?? ""}${kind.slice(1)}`;

const certificateOf = (service: string) => ({
  file: {
    certificateChain: `/etc/agent-runtime/tls/${service}.pem`,
    privateKey: `/etc/agent-runtime/tls/${service}.key`,
  },
});

const accepting = (...names: readonly string[]) => ({
  trust: { file: { certificateChain: "/etc/agent-runtime/tls/authority.pem" } },
  subjectAlternativeNames: { match: { exacts: names } },
});

describe("AppMesh", () => {
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    declared = await declaredBy(() => {
      new AppMesh("mesh", { plan });
    });
  });

  it("drops traffic to what the mesh does not know", () => {
    const { inputs } = oneOf(declared, appMesh("mesh"), "mesh-mesh");
    assert.equal(inputs["name"], "agent-runtime-dev-mesh");
    assert.deepEqual(inputs["spec"], { egressFilter: { type: "DROP_ALL" } });
  });

  it("publishes the edges of the graph, and whose each node is", () => {
    const { inputs } = oneOf(declared, "agent-runtime:mesh:AppMesh", "mesh");
    assert.deepEqual(inputs["zeroTrust"], {
      contract: 1,
      edges: [
        {
          id: "orbit-to-axon",
          from: "orbit",
          to: "axon",
          protocol: "tcp",
          port: 8443,
          via: "app-mesh",
        },
      ],
      members: {
        orbit: { virtualNodes: ["mesh-orbit"] },
        axon: { virtualNodes: ["mesh-axon"] },
      },
    });
  });

  it("demands of callers a certificate with exactly the name of a declared caller (MESH-37)", () => {
    assert.deepEqual(oneOf(declared, appMesh("virtualNode"), "mesh-axon").inputs["spec"], {
      serviceDiscovery: { dns: { hostname: "axon.agents.internal" } },
      listeners: [
        {
          portMapping: { port: 8443, protocol: "http" },
          tls: {
            mode: "STRICT",
            certificate: certificateOf("axon"),
            validation: accepting("orbit.agents.internal"),
          },
        },
      ],
      backends: [],
    });
  });

  it("has a caller present its own certificate, and accept exactly its callee's", () => {
    const spec = oneOf(declared, appMesh("virtualNode"), "mesh-orbit").inputs["spec"];
    assert.deepEqual(spec, {
      serviceDiscovery: { dns: { hostname: "orbit.agents.internal" } },
      listeners: [
        {
          portMapping: { port: 8443, protocol: "http" },
          tls: {
            mode: "STRICT",
            certificate: certificateOf("orbit"),
            // Nobody calls orbit: no name but its own is accepted.
            validation: accepting("orbit.agents.internal"),
          },
        },
      ],
      backends: [
        {
          virtualService: {
            virtualServiceName: "axon.agents.internal",
            clientPolicy: {
              tls: {
                enforce: true,
                certificate: certificateOf("orbit"),
                validation: accepting("axon.agents.internal"),
              },
            },
          },
        },
      ],
    });
  });

  it("leads from a virtual service to its node", () => {
    const service = oneOf(declared, appMesh("virtualService"), "mesh-axon").inputs;
    assert.equal(service["name"], "axon.agents.internal");
    assert.deepEqual(service["spec"], {
      provider: { virtualRouter: { virtualRouterName: "agent-runtime-dev-axon" } },
    });
    const route = oneOf(declared, appMesh("route"), "mesh-axon").inputs;
    assert.equal(route["virtualRouterName"], "agent-runtime-dev-axon");
    assert.deepEqual(route["spec"], {
      httpRoute: {
        match: { prefix: "/" },
        action: { weightedTargets: [{ virtualNode: "agent-runtime-dev-axon", weight: 100 }] },
      },
    });
    const router = oneOf(declared, appMesh("virtualRouter"), "mesh-axon").inputs;
    assert.deepEqual(router["spec"], {
      listeners: [{ portMapping: { port: 8443, protocol: "http" } }],
    });
  });
});
