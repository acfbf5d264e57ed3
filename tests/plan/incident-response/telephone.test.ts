import assert from "node:assert/strict";
import fc from "fast-check";
import { isE164 } from "../../../plan/incident-response/telephone";

describe("isE164", () => {
  it("accepts a plus and 7 to 15 digits that do not begin with zero", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9][0-9]{6,14}$/), (digits) => isE164(`+${digits}`)),
    );
  });

  it("refuses separators, letters, a missing plus, a leading zero and wrong lengths", () => {
    for (const phone of [
      "+1-555-SECURITY",
      "+1 555 555 0100",
      "15555550100",
      "+05555550100",
      "+123456",
      "+1234567890123456",
      "",
    ]) {
      assert.equal(isE164(phone), false, phone);
    }
  });
});
