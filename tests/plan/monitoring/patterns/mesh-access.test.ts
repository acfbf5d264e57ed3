import assert from "node:assert/strict";
import { compileFilterPattern } from "../../../../detections/filter-pattern";
import { meshAccess } from "../../../../plan/monitoring/patterns/mesh-access";

describe("meshAccess", () => {
  it("sees requests that were answered with 403, and no other answer", () => {
    const [denied] = meshAccess;
    const { matchesEvent } = compileFilterPattern(denied?.pattern ?? "");
    assert.ok(matchesEvent({ responseCode: 403, requestMethod: "POST", requestPath: "/reason" }));
    for (const responseCode of [200, 401, 404, 500]) assert.ok(!matchesEvent({ responseCode }));
    assert.ok(!matchesEvent({ requestPath: "/403" }));
  });
});
