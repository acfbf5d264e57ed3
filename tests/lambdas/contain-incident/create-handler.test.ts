import assert from "node:assert/strict";
import { createHandler } from "../../../lambdas/contain-incident/create-handler";
import { jsonOf, objectOf } from "../../../runtime/containment/json";
import {
  freshState,
  portsOver,
  requestFor,
  responderEvent,
  settings,
} from "../../runtime/containment/world";

describe("createHandler", () => {
  it("does a step and writes one line of it, without what the finding says", async () => {
    const state = freshState();
    const lines: string[] = [];
    const handler = createHandler({
      settings,
      ports: portsOver(state).ports,
      clock: () => state.now,
      sink: { write: (line) => void lines.push(line) },
    });
    const event = responderEvent("axon");
    const detected = await handler(requestFor("detect", { event }));
    const assessed = await handler(requestFor("assess", detected));
    await handler(requestFor("preserve", assessed));
    await handler(requestFor("quarantine", assessed));
    assert.ok(state.quarantined.has("axon"));
    assert.equal(lines.length, 4);
    const last = objectOf(jsonOf(lines.at(-1) ?? ""));
    assert.deepEqual([last?.["step"], last?.["done"], last?.["failed"]], ["quarantine", 1, 0]);
    assert.ok(!lines.join("").includes(event.responder.reason));
  });

  it("throws what is no request for a step", async () => {
    const handler = createHandler({
      settings,
      ports: portsOver(freshState()).ports,
      clock: () => 0,
      sink: { write: () => undefined },
    });
    await assert.rejects(handler({}), TypeError);
  });
});
