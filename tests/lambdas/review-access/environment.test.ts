import assert from "node:assert/strict";
import { readCredentials, readKeyIds } from "../../../lambdas/review-access/environment";

describe("readKeyIds", () => {
  it("A7 reads as many ids as the settings have keys, in their order", () => {
    assert.deepEqual(readKeyIds({ KEY_IDS: "b-2,a-1" }, 2), ["b-2", "a-1"]);
  });

  for (const text of [undefined, "", "a-1", "a-1,b-2,c-3", "a-1,", "a-1,arn:aws:kms:x"]) {
    it(`A7 refuses ${String(text)}`, () => {
      assert.throws(() => readKeyIds({ KEY_IDS: text }, 2), /KEY_IDS/);
    });
  }
});

describe("readCredentials", () => {
  it("reads what Lambda gives, with the token of the session", () => {
    const environment = {
      AWS_ACCESS_KEY_ID: "a",
      AWS_SECRET_ACCESS_KEY: "b",
      AWS_SESSION_TOKEN: "c",
    };
    assert.deepEqual(readCredentials(environment), {
      accessKeyId: "a",
      secretAccessKey: "b",
      sessionToken: "c",
    });
  });

  it("refuses to go on without", () => {
    assert.throws(() => readCredentials({ AWS_ACCESS_KEY_ID: "a" }), /no credentials/);
  });
});
