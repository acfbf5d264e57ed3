import assert from "node:assert/strict";
import { policyDocumentResult } from "../../../preview/engine/policy-document";
import { unknownString } from "../../../preview/engine/values";

const parse = (text: unknown): unknown => JSON.parse(typeof text === "string" ? text : "");

describe("policyDocumentResult", () => {
  it("writes statements as AWS reads them: one value as text, several as list", () => {
    const { minifiedJson } = policyDocumentResult({
      statements: [
        {
          sid: "Read",
          actions: ["s3:GetObject"],
          resources: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"],
          principals: [
            { type: "AWS", identifiers: ["arn:aws:iam::111122223333:role/a"] },
            { type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] },
          ],
          conditions: [
            { test: "StringEquals", variable: "aws:SourceAccount", values: ["111122223333"] },
          ],
        },
      ],
    });
    assert.deepEqual(parse(minifiedJson), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"],
          Principal: {
            AWS: "arn:aws:iam::111122223333:role/a",
            Service: "ecs-tasks.amazonaws.com",
          },
          Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
        },
      ],
    });
  });

  it("writes everybody as one star, and keeps denials and exclusions", () => {
    const { json } = policyDocumentResult({
      statements: [
        {
          effect: "Deny",
          notActions: ["s3:GetObject"],
          notResources: ["*"],
          principals: [{ type: "*", identifiers: ["*"] }],
        },
      ],
    });
    assert.deepEqual(parse(json), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", NotAction: "s3:GetObject", NotResource: "*", Principal: "*" }],
    });
  });

  it("is unknown as a whole when one leaf is", () => {
    const { json } = policyDocumentResult({ statements: [{ resources: [unknownString] }] });
    assert.equal(json, unknownString);
  });
});
