import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { documentText } from "../../components/documents";
import { policyDocument, type Statement } from "../../plan/document";

const statement = (Resource: Statement["Resource"]): Statement => ({
  Sid: "Use",
  Effect: "Allow",
  Action: ["kms:Decrypt"],
  ...(Resource !== undefined && { Resource }),
});

/** The parsed text of a document after its outputs are known. */
async function parsed(text: pulumi.Input<string>): Promise<unknown> {
  const known = await new Promise<string>((resolve) => {
    pulumi.output(text).apply(resolve);
  });
  return JSON.parse(known);
}

const document = policyDocument([
  statement(["arn:literal", { ref: "key" }, { ref: "service", suffix: "/reason" }]),
]);

describe("documentText", () => {
  before(() =>
    pulumi.runtime.setMocks({
      newResource: () => ({ id: undefined, state: {} }),
      call: () => ({}),
    }),
  );

  it("is plain text, known at the first preview, when nothing is referred to", () => {
    const literal = policyDocument([statement(["arn:literal"]), statement(undefined)]);
    const text = documentText(literal);
    assert.ok(typeof text === "string");
    assert.deepEqual(JSON.parse(text), literal);
  });

  it("puts the ARN, and what follows it, in place of a reference", async () => {
    const arns = { key: pulumi.output("arn:key"), service: "arn:service", other: "arn:other" };
    assert.deepEqual(
      await parsed(documentText(document, arns)),
      policyDocument([statement(["arn:literal", "arn:key", "arn:service/reason"])]),
    );
  });

  it("leaves a statement without resources as it is beside one with references", async () => {
    const trust = statement(undefined);
    assert.deepEqual(
      await parsed(
        documentText(policyDocument([trust, statement([{ ref: "key" }])]), { key: "arn:key" }),
      ),
      policyDocument([trust, statement(["arn:key"])]),
    );
  });

  it("names every missing ARN and the known ones", () => {
    assert.throws(() => documentText(document, { other: "arn:other" }), {
      message: "No ARN was given for key, service; known: other",
    });
  });
});
