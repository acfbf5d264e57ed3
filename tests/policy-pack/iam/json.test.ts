import assert from "node:assert/strict";
import fc from "fast-check";
import { parseJson } from "../../../policy-pack/iam/json";

describe("reading JSON", () => {
  it("POL-100 gives what JSON.parse gives, when no key repeats", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const parsed: unknown = JSON.parse(text);
        assert.deepEqual(parseJson(text), { value: parsed, duplicates: [] });
      }),
    );
  });

  it("POL-100 gives nothing exactly when JSON.parse throws", () => {
    const nearly = fc.oneof(
      fc.string(),
      fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 })).map(([text, at, noise]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + noise + text.slice(place + 1);
      }),
    );
    fc.assert(
      fc.property(nearly, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        assert.equal(parseJson(text) !== undefined, isJson, text);
      }),
      { numRuns: 2000 },
    );
  });

  it("POL-104 keeps every value of a repeated key, and says where", () => {
    assert.deepEqual(parseJson('{"a":"*","b":{"c/d":1,"c/d":[2,3],"c/d":4},"a":["x"]}'), {
      value: { a: ["*", "x"], b: { "c/d": [1, 2, 3, 4] } },
      duplicates: ["/b/c~1d", "/a"],
    });
  });

  it("POL-456 reads prototype keys as keys", () => {
    const { value } = parseJson('{"__proto__":{"x":1},"constructor":2}') ?? {};
    assert.deepEqual(Object.keys(value ?? {}), ["__proto__", "constructor"]);
    assert.equal(({} as { x?: number }).x, undefined);
  });

  it("POL-456 gives nothing for text that nests without end, and does not overflow", () => {
    for (const open of ["[", '{"a":', '[{"a":']) {
      assert.equal(parseJson(open.repeat(100_000)), undefined);
    }
    assert.notEqual(parseJson("[".repeat(150) + "]".repeat(150)), undefined);
    assert.equal(parseJson("[".repeat(300) + "]".repeat(300)), undefined);
  });

  it("POL-456 reads a megabyte of text", () => {
    const long = "x".repeat(1_000_000);
    assert.deepEqual(parseJson(JSON.stringify({ long }))?.value, { long });
    const many = Array.from({ length: 6000 }, (_, at) => ({ Sid: String(at) }));
    assert.deepEqual(parseJson(JSON.stringify(many))?.value, many);
  });

  it("reads text behind a byte order mark, and lone surrogates", () => {
    assert.deepEqual(parseJson('\ufeff{"a":"\\ud800"}')?.value, { a: "\ud800" });
  });
});
