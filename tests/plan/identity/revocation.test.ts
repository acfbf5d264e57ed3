import assert from "node:assert/strict";
import { planIdentity } from "../../../plan/identity";
import { revocationPolicy } from "../../../plan/identity/revocation";
import { planContext } from "../../support/context";

describe("revocationPolicy", () => {
  it("PUL-104 denies everything to sessions that began before it, and to none that can exist", () => {
    const [statement, ...others] = revocationPolicy.document.Statement;
    assert.deepEqual(others, []);
    assert.deepEqual(
      [statement?.Effect, statement?.Action, statement?.Resource],
      ["Deny", ["*"], ["*"]],
    );
    const [[operator, keys] = ["", {}], ...conditions] = Object.entries(statement?.Condition ?? {});
    assert.deepEqual(conditions, []);
    assert.equal(operator, "DateLessThan");
    const [[key, instant] = ["", ""], ...more] = Object.entries(keys);
    assert.deepEqual(more, []);
    assert.equal(key, "aws:TokenIssueTime");
    // AWS STS issued its first tokens in 2011.
    assert.ok(Date.parse(String(instant)) < Date.parse("2011-01-01T00:00:00Z"));
  });

  it("has the name under which the IAM console revokes sessions", () => {
    assert.equal(revocationPolicy.name, "AWSRevokeOlderSessions");
    assert.equal(planIdentity(planContext(), "identity").revocation, revocationPolicy);
  });
});
