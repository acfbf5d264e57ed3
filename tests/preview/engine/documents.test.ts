import assert from "node:assert/strict";
import { checkDocuments } from "../../../preview/engine/documents";
import type { PropertyValue } from "../../../preview/engine/values";
import { secret, unknownString } from "../../../preview/engine/values";

const role = "aws:iam/rolePolicy:RolePolicy";

describe("checkDocuments", () => {
  const cases: readonly (readonly [string, PropertyValue, PropertyValue])[] = [
    ["writes a known document as text", { Action: "s3:*" }, '{"Action":"s3:*"}'],
    ["leaves text alone", '{ "Action": "s3:*" }', '{ "Action": "s3:*" }'],
    ["loses a document with an unknown leaf", { Resource: ["*", unknownString] }, unknownString],
    ["keeps a secret out of the text", { Action: secret("s3:*") }, secret('{"Action":"s3:*"}')],
    ["marks the text of a secret document", secret({ A: "b" }), secret('{"A":"b"}')],
    ["loses a secret that is unknown", { A: secret(unknownString) }, secret(unknownString)],
  ];
  for (const [what, policy, expected] of cases) {
    it(what, () => {
      assert.deepEqual(checkDocuments(role, { policy }), { policy: expected });
    });
  }

  it("reaches inline policies", () => {
    const inlinePolicies = [{ name: "a", policy: { Resource: unknownString } }];
    assert.deepEqual(checkDocuments("aws:iam/role:Role", { inlinePolicies }), {
      inlinePolicies: [{ name: "a", policy: unknownString }],
    });
  });

  it("marks a leaf of an object, but a list as a whole", () => {
    const inputs = { tags: { open: "a", hidden: secret("b") }, names: ["a", secret("b")] };
    assert.deepEqual(checkDocuments("aws:s3/bucket:Bucket", inputs), {
      tags: { open: "a", hidden: secret("b") },
      names: secret(["a", "b"]),
    });
  });

  it("leaves other packages' resources alone", () => {
    const inputs = { policy: { Resource: unknownString } };
    assert.equal(checkDocuments("other:index:Thing", inputs), inputs);
  });
});
