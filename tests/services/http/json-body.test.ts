import assert from "node:assert/strict";
import * as z from "zod/mini";
import { readJson } from "../../../services/http/json-body";

const schema = z.strictObject({ task: z.string() });
const read = (body: string | Uint8Array, rawHeaders = ["content-type", "application/json"]) =>
  readJson({ rawHeaders, body: Buffer.from(body) }, schema);

describe("json-body", () => {
  it("reads what the schema describes", () => {
    assert.deepEqual(read('{"task":"a"}'), { value: { task: "a" } });
    const rawHeaders = ["Content-Type", "application/json; charset=utf-8"];
    assert.deepEqual(read('{"task":"a"}', rawHeaders), { value: { task: "a" } });
  });

  const invalid = ["", "null", "[]", '{"task":1}', '{"task":"a","x":1}', '{"task":', "\ufeff{}"];
  for (const body of [...invalid, Uint8Array.of(0x22, 0xff, 0x22)]) {
    it(`answers ${JSON.stringify(body)} with nothing of it`, () => {
      assert.deepEqual(read(body), {
        problem: { status: 400, body: { error: "invalid-request" } },
      });
    });
  }

  it("reads no other type, and none that is sent twice", () => {
    const twice = ["content-type", "application/json", "content-type", "application/json"];
    for (const rawHeaders of [[], ["content-type", "text/plain"], twice]) {
      assert.partialDeepStrictEqual(read("{}", rawHeaders), { problem: { status: 415 } });
    }
  });
});
