import assert from "node:assert/strict";
import { planAppMesh } from "../../../plan/mesh/app-mesh";
import { planContext } from "../../support/context";
import { appMesh, longestNames } from "../examples";

const nodes = planAppMesh(planContext(appMesh), "agents.internal").nodes;

describe("planAppMesh", () => {
  it("accepts on a callee exactly the names of its callers, and none on a service nobody calls", () => {
    assert.deepEqual(
      nodes.map(({ hostname, callerNames }) => [hostname, callerNames]),
      [
        ["orbit.agents.internal", []],
        ["axon.agents.internal", ["orbit.agents.internal"]],
      ],
    );
  });

  it("lets a caller reach exactly its callees, each by its own name", () => {
    assert.deepEqual(
      nodes.map(({ backends }) => backends),
      [
        [
          {
            virtualService: "axon.agents.internal",
            subjectAlternativeName: "axon.agents.internal",
          },
        ],
        [],
      ],
    );
  });

  it("uses no wildcard in any name (MESH-37)", () => {
    const { config } = planContext({ ...longestNames, ...appMesh });
    const planned = planAppMesh(planContext({ ...longestNames, ...appMesh }), "agents.internal");
    assert.equal(planned.nodes.length, Object.keys(config.services).length);
    assert.doesNotMatch(JSON.stringify(planned.nodes), /\*/);
  });

  it("gives every service certificate files of its own and one trusted authority", () => {
    assert.deepEqual(
      nodes.map(({ files }) => files),
      ["orbit", "axon"].map((service) => ({
        certificateChain: `/etc/agent-runtime/tls/${service}.pem`,
        privateKey: `/etc/agent-runtime/tls/${service}.key`,
        trustChain: "/etc/agent-runtime/tls/authority.pem",
      })),
    );
  });
});
