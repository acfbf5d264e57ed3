import assert from "node:assert/strict";
import fc from "fast-check";
import { maxTextLength } from "../../../runtime/review/part";
import { shown, shownTime } from "../../../runtime/review/text";

describe("shown", () => {
  it("A6 is bounded and has no control characters, whatever a log holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (text) => {
        const result = shown(text) ?? "";
        assert.ok(result.length <= maxTextLength);
        assert.doesNotMatch(result, /[\p{Cc}\p{Cf}]/u);
      }),
    );
  });

  it("A6 takes out what has a secret's own shape", () => {
    for (const text of [
      "AKIAIOSFODNN7EXAMPLE",
      `Bearer ${"a1B2".repeat(20)}`,
      "a1B2c3D4".repeat(8),
    ]) {
      assert.doesNotMatch(shown(text) ?? "", /AKIAIOSF|a1B2c3D4a1B2|a1B2a1B2/);
    }
  });

  it("A5 leaves ARNs whole, however long their names are", () => {
    const arn =
      "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_AdministratorAccess_0123456789Abcdef";
    assert.equal(shown(arn), arn);
    const secret =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:agent-runtime/dev/orbit/api-token-A1b2C3";
    assert.equal(shown(secret), secret);
  });
});

describe("shownTime", () => {
  const iso = "2026-11-16T00:00:01.000Z";

  it("reads what Logs Insights and AWS write, as UTC", () => {
    const milliseconds = Date.parse(iso);
    for (const text of ["2026-11-16 00:00:01.000", String(milliseconds), milliseconds, iso]) {
      assert.equal(shownTime(text), iso);
    }
  });

  it("is nothing for what is no time", () => {
    for (const text of ["", "yesterday", undefined, "9".repeat(30)])
      assert.equal(shownTime(text), null);
  });
});
