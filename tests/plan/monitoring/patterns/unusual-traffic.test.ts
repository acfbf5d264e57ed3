import assert from "node:assert/strict";
import { compileFilterPattern } from "../../../../detections/filter-pattern";
import { unusualTraffic } from "../../../../plan/monitoring/patterns/unusual-traffic";

const compiled = (key: string) =>
  compileFilterPattern(
    unusualTraffic.find((entry) => entry.key === key)?.pattern ?? assert.fail(key),
  );

// In the order of the flow log's own format; VPC User Guide, "Flow log records".
const record = (action: string, bytes: string, direction: string) =>
  `5 111122223333 eni-0a 10.20.0.5 10.20.1.9 49152 8443 6 12 ${bytes} 1700000000 1700000060 ${action} OK vpc-1 subnet-1 10.20.0.5 10.20.1.9 ${direction} 1`;

describe("unusualTraffic", () => {
  it("adds up the bytes of what leaves, and of nothing that arrives", () => {
    const { matches, fieldsOf } = compiled("egress-bytes");
    const line = record("ACCEPT", "48213", "egress");
    assert.deepEqual([matches(line), fieldsOf(line)?.["$bytes"]], [true, "48213"]);
    assert.ok(!matches(record("ACCEPT", "48213", "ingress")));
  });

  it("adds nothing for an interface without traffic", () => {
    const idle = "5 111122223333 eni-0a - - - - - - - 1 61 - NODATA vpc-1 subnet-1 - - - -";
    assert.ok(!compiled("egress-bytes").matches(idle) && !compiled("rejected-flows").matches(idle));
  });

  it("counts rejected flows of both directions", () => {
    const { matches } = compiled("rejected-flows");
    for (const direction of ["ingress", "egress"]) {
      assert.ok(matches(record("REJECT", "40", direction)));
      assert.ok(!matches(record("ACCEPT", "40", direction)));
    }
  });
});
