import assert from "node:assert/strict";
import { membersOf, zeroTrust } from "../../components/zero-trust";

describe("membersOf", () => {
  it("lists resources by service and kind, and leaves out those of the estate", () => {
    assert.deepEqual(
      membersOf({
        roles: [
          { service: "orbit", name: "orbit-task" },
          { service: undefined, name: "trail" },
          { service: "orbit", name: "orbit-execution" },
        ],
        keys: [{ service: "axon", name: "axon-data" }],
      }),
      { orbit: { roles: ["orbit-task", "orbit-execution"] }, axon: { keys: ["axon-data"] } },
    );
  });
});

describe("zeroTrust", () => {
  it("states the version of the contract, and nothing that is not given", () => {
    assert.deepEqual(zeroTrust({ members: {} }), { contract: 1, members: {} });
  });
});
