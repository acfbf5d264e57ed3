import assert from "node:assert/strict";
import { accountId, containing, freshState, walk } from "./world";

const rotations = (walked: Awaited<ReturnType<typeof walk>>) =>
  walked.incident.records.filter(({ action }) => action.startsWith("rotate "));

describe("eradicate", () => {
  it("rotates each secret once, while the service's own roles stay denied", async () => {
    const state = freshState();
    const { incident } = await walk({ state });
    const task = state.revocations.get("axon-task");
    const first = await walk({ state, incident, through: ["eradicate"] });
    assert.deepEqual(
      rotations(first).map(({ outcome }) => outcome),
      ["done"],
    );
    await walk({ state, incident: first.incident, through: ["eradicate"] });
    assert.equal(state.rotated.size, 1);
    assert.ok([...state.rotated].every((token) => /^inc-[0-9a-f]{16}-[0-9a-f]{32}$/.test(token)));
    assert.equal(state.revocations.get("axon-task"), task);
    assert.equal(state.concurrency.get("axon-rotation"), undefined);
    assert.equal(state.rules.get("sg-0000000b")?.length, 0);
    assert.ok(state.quarantined.has("axon"));
  });

  it("leaves to people what does not rotate, and what rotates by whom the finding is about", async () => {
    const orbit = await walk({
      state: freshState(),
      service: "orbit",
      through: [...containing, "eradicate"],
    });
    assert.match(rotations(orbit)[0]?.reason ?? "", /people replace it/);
    const state = freshState();
    const { incident } = await walk({ state });
    const actorRoleArn = `arn:aws:iam::${accountId}:role/p/dev/axon-rotation`;
    const finding =
      incident.finding === undefined ? undefined : { ...incident.finding, actorRoleArn };
    const walked = await walk({
      state,
      incident: { ...incident, finding },
      through: ["eradicate"],
    });
    assert.match(rotations(walked)[0]?.reason ?? "", /finding is about/);
    assert.equal(state.concurrency.get("axon-rotation"), 0);
    assert.equal(state.rotated.size, 0);
  });

  it("rotates nothing by what could not be restored", async () => {
    const state = freshState();
    const { incident } = await walk({ state });
    const meddle = ({ name }: { name: string }) =>
      name === "estate.putReservedConcurrency" ? ("refuse" as const) : undefined;
    const walked = await walk({ state, incident, meddle, through: ["eradicate"] });
    assert.deepEqual(
      rotations(walked).map(({ outcome }) => outcome),
      ["skipped"],
    );
    assert.equal(state.rotated.size, 0);
  });
});
