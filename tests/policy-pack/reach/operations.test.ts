import assert from "node:assert/strict";
import type { Condition, Entry } from "../../../policy-pack/iam/statement";
import {
  describeOperation,
  operationsOf,
  uncovered,
  unmatched,
} from "../../../policy-pack/reach/operations";

const text = (value: string): Entry => ({ kind: "text", text: value, path: "" });
const condition = (key: string, operator: string, ...values: readonly string[]): Condition => ({
  operator,
  key,
  values: values.map(text),
  path: "",
});
const method = (...values: readonly string[]) =>
  condition("vpc-lattice-svcs:requestmethod", "StringEquals", ...values);
const path = (...values: readonly string[]) =>
  condition("vpc-lattice-svcs:requestpath", "StringLike", ...values);
const arn = "arn:aws:vpc-lattice:eu-west-1:111122223333:service/svc-0123456789abcdef0";

describe("reach/operations", () => {
  it("POL-252 reads method and path from conditions", () => {
    assert.deepEqual(
      operationsOf({ conditions: [method("post", "GET"), path("/reason")] }, [text("*")]),
      [
        { method: "POST", path: "/reason", isCertain: true },
        { method: "GET", path: "/reason", isCertain: true },
      ],
    );
  });

  it("POL-252 reads the path from a resource, and from a reference", () => {
    const reference: Entry = { kind: "reference", ref: "axon", suffix: "/reason", path: "" };
    assert.deepEqual(operationsOf({ conditions: [] }, [text(`${arn}/health`), reference]), [
      { method: "*", path: "/health", isCertain: true },
      { method: "*", path: "/reason", isCertain: true },
    ]);
  });

  it("reads whatever does not limit as everything", () => {
    const unknown: Entry = { kind: "unknown", path: "" };
    const negated = condition("vpc-lattice-svcs:requestmethod", "StringNotEquals", "GET");
    const other = condition("aws:principalaccount", "StringEquals", "111122223333");
    for (const entries of [[], [text("*")], [text(`${arn}/*`)], [text(arn)], [unknown]]) {
      assert.deepEqual(operationsOf({ conditions: [negated, other] }, entries), [
        { method: "*", path: "*", isCertain: !entries.includes(unknown) },
      ]);
    }
  });

  it("says where a method or a path is unknown, and of no other condition", () => {
    const unknown: Entry = { kind: "unknown", path: "" };
    const isCertain = (key: string) =>
      operationsOf({ conditions: [{ ...condition(key, "StringEquals"), values: [unknown] }] }, []);
    for (const key of ["vpc-lattice-svcs:requestmethod", "vpc-lattice-svcs:requestpath"]) {
      assert.deepEqual(isCertain(key), [{ method: "*", path: "*", isCertain: false }]);
    }
    assert.deepEqual(isCertain("aws:sourcevpc"), [{ method: "*", path: "*", isCertain: true }]);
  });

  it("drops a path of the resource that the condition excludes", () => {
    assert.deepEqual(operationsOf({ conditions: [path("/a*")] }, [text(`${arn}/b`)]), []);
  });

  it("POL-252 finds operations that the other side does not wholly allow", () => {
    const post = { method: "POST", path: "/reason", isCertain: true };
    assert.deepEqual(uncovered([post], [{ method: "*", path: "/rea*", isCertain: true }]), []);
    assert.deepEqual(uncovered([{ method: "*", path: "/reason", isCertain: true }], [post]), [
      { method: "*", path: "/reason", isCertain: true },
    ]);
    assert.deepEqual(uncovered([post], [{ method: "POST", path: "/health", isCertain: true }]), [
      post,
    ]);
    assert.deepEqual(uncovered([post], [{ method: "GET", path: "/reason", isCertain: true }]), [
      post,
    ]);
  });

  it("POL-252 finds operations that the other side does not know at all", () => {
    const any = { method: "*", path: "/reason", isCertain: true };
    assert.deepEqual(unmatched([any], [{ method: "POST", path: "/reason", isCertain: true }]), []);
    assert.deepEqual(unmatched([any], [{ method: "POST", path: "/health", isCertain: true }]), [
      any,
    ]);
    assert.deepEqual(
      unmatched(
        [{ method: "GET", path: "/a", isCertain: true }],
        [{ method: "POST", path: "/a", isCertain: true }],
      ),
      [{ method: "GET", path: "/a", isCertain: true }],
    );
  });

  it("puts an operation in words", () => {
    assert.equal(describeOperation({ method: "POST", path: "/reason" }), "POST /reason");
    assert.equal(describeOperation({ method: "*", path: "*" }), "any method on any path");
  });
});
