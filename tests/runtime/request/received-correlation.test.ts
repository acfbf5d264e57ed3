import assert from "node:assert/strict";
import { receivedCorrelation } from "../../../runtime/request/received-correlation";

const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
const traceparent = ["traceparent", `00-${trace}-00f067aa0ba902b7-01`];

describe("received-correlation", () => {
  it("keeps a valid id, or the trace id when there is none", () => {
    const kept = receivedCorrelation(["X-Correlation-Id", "abcdefgh-1"]);
    assert.deepEqual(kept, { id: "abcdefgh-1", origin: "caller" });
    assert.equal(receivedCorrelation(traceparent).id, trace);
  });

  it("L1 replaces an id that is invalid, or sent twice, and marks it", () => {
    for (const ids of [["a b"], ["abcdefgh-1", "abcdefgh-2"], ["abcdefgh-1", "abcdefgh-1"], [""]]) {
      const headers = ids.flatMap((id) => ["x-correlation-id", id]);
      const { id, origin } = receivedCorrelation([...headers, ...traceparent]);
      assert.equal(origin, "replaced");
      assert.match(id, /^[0-9a-f-]{36}$/);
    }
  });

  it("makes an id when there is none, and takes no trace context that is sent twice", () => {
    assert.equal(receivedCorrelation([]).origin, "made");
    assert.equal(receivedCorrelation([...traceparent, ...traceparent]).origin, "made");
  });
});
