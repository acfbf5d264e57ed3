import assert from "node:assert/strict";
import { createMesh, type Mesh } from "../../../components/mesh/mesh";
import { planMesh } from "../../../plan/mesh";
import { planContext } from "../../support/context";
import { declaredBy } from "../../support/mocks";

const appMesh = {
  mesh: { backend: "app-mesh", acknowledgeAppMeshEnded: true, namespace: "agents.internal" },
};

async function create(overrides: Readonly<Record<string, unknown>>) {
  const meshes: Mesh[] = [];
  const declared = await declaredBy(() => {
    const mesh = createMesh("mesh", {
      plan: planMesh(planContext(overrides)),
      vpcId: "vpc-id",
      securityGroupId: "group-id",
      accessLogGroupArn: "arn:access-log",
    });
    mesh.authorize([]);
    meshes.push(mesh);
  });
  const [mesh] = meshes;
  assert.ok(mesh);
  const components = declared
    .map(({ type }) => type)
    .filter((type) => type.startsWith("agent-runtime:"))
    .sort();
  return { mesh, components };
}

describe("createMesh", () => {
  it("declares VPC Lattice and authorises its callers", async () => {
    const { mesh, components } = await create({});
    assert.deepEqual(components, [
      "agent-runtime:mesh:LatticeAuthorization",
      "agent-runtime:mesh:LatticeMesh",
    ]);
    assert.deepEqual(Object.keys(mesh.serviceArns), ["mesh-axon"]);
    assert.deepEqual(Object.keys(mesh.outputs), [
      "backend",
      "serviceNetworkId",
      "serviceNetworkArn",
      "serviceArns",
      "serviceDomainNames",
      "targetGroupArns",
    ]);
  });

  it("declares App Mesh alone: certificates admit its callers", async () => {
    const { mesh, components } = await create(appMesh);
    assert.deepEqual(components, ["agent-runtime:mesh:AppMesh"]);
    assert.deepEqual(mesh.serviceArns, {});
    assert.equal(mesh.outputs["backend"], "app-mesh");
  });
});
