import assert from "node:assert/strict";
import fc from "fast-check";
import { isSecret, verdictOf } from "../../../runtime/review/verdicts";
import { declared, role, settings } from "./world";

const start = "arn:aws:secretsmanager:us-east-1:111122223333:secret:app/dev/orbit/api-token";
const key = (id: string) => `arn:aws:kms:us-east-1:111122223333:key/${id}`;

const judged = (
  part: keyof typeof verdictOf,
  ...[who, what, outcome]: readonly (string | undefined)[]
) => verdictOf[part]({ who, what, outcome }, declared);

describe("isSecret", () => {
  const secret = { name: "app/dev/orbit/api-token", arn: `${start}-??????` };

  it("A5 knows a secret by name, by ARN, and by ARN without its end", () => {
    for (const id of [secret.name, start, `${start}-A1b2C3`]) assert.ok(isSecret(secret, id), id);
  });

  it("A5 takes no other secret for it, though it begins alike", () => {
    for (const id of [
      undefined,
      "",
      `${start}-A1b2C`,
      `${start}-2-A1b2C3`,
      `${secret.name}-A1b2C3`,
    ]) {
      assert.ok(!isSecret(secret, id), id);
    }
  });

  it("A5 knows the whole ARN of a secret that is named by it", () => {
    const whole = { name: `${start}-A1b2C3`, arn: `${start}-A1b2C3` };
    assert.ok(isSecret(whole, `${start}-A1b2C3`));
    assert.ok(!isSecret(whole, `${start}-Z9y8X7`));
  });
});

describe("verdictOf", () => {
  it("A5 marks every reader of a declared secret but those who are declared, by whatever name it is asked for", () => {
    const ids = fc.constantFrom("app/dev/orbit/api-token", start, `${start}-A1b2C3`);
    const readers = fc.constantFrom(
      undefined,
      role("axon-task"),
      "arn:aws:iam::1:root",
      role("orbit-task2"),
      "",
    );
    fc.assert(
      fc.property(ids, readers, (id, who) => {
        assert.equal(judged("secret-reads", who, id), "unexpected");
        assert.equal(judged("secret-reads", role("orbit-task"), id), "expected");
      }),
    );
  });

  it("A5 marks roles of the stack where nothing is declared, and judges nobody else there", () => {
    assert.equal(judged("secret-reads", role("orbit-task"), "somebody-elses"), "unexpected");
    assert.equal(judged("secret-reads", "arn:aws:iam::111122223333:user/ann", "hers"), "unjudged");
    assert.equal(judged("key-use", role("axon-task"), key("foreign")), "unexpected");
    assert.equal(judged("key-use", "arn:aws:iam::111122223333:user/ann", key("hers")), "unjudged");
  });

  it("A5 knows keys by their ids, in the order of the settings", () => {
    assert.equal(judged("key-use", role("orbit-task"), key("key-2")), "expected");
    assert.equal(judged("key-use", role("orbit-task"), key("key-1")), "unexpected");
    assert.equal(judged("key-use", "logs.us-east-1.amazonaws.com", key("key-1")), "expected");
  });

  it("A5 marks refused callers that are no service, and decisions that could not be made", () => {
    assert.equal(judged("governance-refusals", "orbit", "axon", "deny"), "unjudged");
    assert.equal(judged("governance-refusals", "orbit", "axon", "error"), "unexpected");
    assert.equal(judged("governance-refusals", "intruder", "axon", "deny"), "unexpected");
    assert.equal(judged("governance-refusals", undefined, "axon", "deny"), "unexpected");
  });

  it("A5 marks changes of IAM by others than deployers", () => {
    assert.equal(judged("iam-changes", role("deployer"), "x"), "expected");
    assert.equal(judged("iam-changes", "arn:aws:iam::111122223333:user/ann", "x"), "unexpected");
  });

  it("A5 judges no change of IAM but those of the stack's roles where nobody is named to deploy", () => {
    const open = { ...declared, settings: { ...settings, deployers: [] } };
    const by = (who: string) =>
      verdictOf["iam-changes"]({ who, what: "x", outcome: undefined }, open);
    assert.equal(by("arn:aws:iam::111122223333:user/ann"), "unjudged");
    assert.equal(by(role("orbit-task")), "unexpected");
  });
});
