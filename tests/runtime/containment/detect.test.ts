import assert from "node:assert/strict";
import { performStep } from "../../../runtime/containment/perform-step";
import { freshState, portsOver, requestFor, type State, settings, walk } from "./world";

const taken = async (release: unknown, state: State) => {
  const options = { settings, ports: portsOver(state).ports, clock: () => state.now };
  const asked = requestFor("detect", { event: { release }, execution: "another" });
  return (await performStep(options, asked)).incident;
};

describe("detect", () => {
  it("takes up an incident for its release, by what was saved or by who has the service", async () => {
    const state = freshState();
    const { incident } = await walk({ state });
    const again = await taken(incident.id, state);
    assert.deepEqual([again.id, again.service, again.verdict], [incident.id, "axon", "contain"]);
    state.objects.clear();
    assert.equal((await taken(incident.id, state)).service, "axon");
    const released = await walk({ state, incident: again, through: ["assess"] });
    assert.equal(released.incident.service, "axon");
  });

  it("refuses to release what is no incident of a service", async () => {
    for (const id of ["inc-0000000000000000", "../../before", 7, null, {}]) {
      assert.equal((await taken(id, freshState())).verdict, "refused");
    }
  });
});
