import assert from "node:assert/strict";
import { documentReferences, policyDocument, type Statement } from "../../plan/document";

const statement = (Sid: string, Resource: Statement["Resource"]): Statement => ({
  Sid,
  Effect: "Allow",
  Action: ["kms:Decrypt"],
  ...(Resource !== undefined && { Resource }),
});

describe("policyDocument", () => {
  it("states the language version with which variables work", () => {
    const statements = [statement("One", ["arn"])];
    assert.deepEqual(policyDocument(statements), { Version: "2012-10-17", Statement: statements });
  });
});

describe("documentReferences", () => {
  it("names each reference once, in order of appearance", () => {
    const document = policyDocument([
      statement("One", ["arn", { ref: "b", suffix: "/path" }, { ref: "a" }]),
      statement("Trust", undefined),
      statement("Two", [{ ref: "b" }]),
    ]);
    assert.deepEqual(documentReferences(document), ["b", "a"]);
  });
});
