import assert from "node:assert/strict";
import { LatticeAuthorization } from "../../../components/mesh/lattice-authorization";
import { planLattice } from "../../../plan/mesh/lattice";
import { planContext } from "../../support/context";
import { declaredBy, ofType, oneOf } from "../../support/mocks";

const plan = planLattice(planContext());
const type = "aws:vpclattice/authPolicy:AuthPolicy";

const authorize = (serviceArns: Readonly<Record<string, string>>) =>
  declaredBy(() => {
    new LatticeAuthorization("authorization", {
      plan,
      serviceNetworkArn: "arn:network",
      serviceArns,
    });
  });

describe("LatticeAuthorization", () => {
  it("attaches to the network and to each service the policy that is planned for it", async () => {
    const declared = await authorize({ "mesh-axon": "arn:axon" });
    assert.equal(ofType(declared, type).length, 2);
    const network = oneOf(declared, type, "authorization-network").inputs;
    assert.equal(network["resourceIdentifier"], "arn:network");
    assert.deepEqual(JSON.parse(String(network["policy"])), plan.authPolicy);
    const axon = oneOf(declared, type, "authorization-axon").inputs;
    assert.equal(axon["resourceIdentifier"], "arn:axon");
    assert.deepEqual(JSON.parse(String(axon["policy"])), plan.services[0]?.authPolicy);
  });

  it("refuses to leave a service without its policy", async () => {
    await assert.rejects(authorize({}), /The plan names mesh-axon/);
  });
});
