import assert from "node:assert/strict";
import { planEdges } from "../../../plan/mesh/edges";
import { planContext } from "../../support/context";
import { appMesh } from "../examples";

describe("planEdges", () => {
  it("plans an edge for each configured one, to the port of the called service", () => {
    const edge = { id: "orbit-to-axon", from: "orbit", to: "axon", protocol: "tcp", port: 8443 };
    assert.deepEqual(planEdges(planContext()), [{ ...edge, via: "lattice" }]);
    assert.deepEqual(planEdges(planContext(appMesh)), [{ ...edge, via: "app-mesh" }]);
  });

  it("plans none for a graph without edges", () => {
    assert.deepEqual(planEdges(planContext({ edges: [] })), []);
  });
});
