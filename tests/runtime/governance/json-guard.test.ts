import assert from "node:assert/strict";
import { mock } from "node:test";
import fc from "fast-check";
import { readGuardedJson } from "../../../runtime/governance/json-guard";

const problemOf = (body: unknown): string => {
  const read = readGuardedJson(body);
  return read.ok ? "none" : read.problem;
};

const keys = fc
  .string({ unit: "grapheme-ascii", maxLength: 8 })
  .filter((key) => !key.startsWith("__"));

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const keyed = (count: number) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [index + 1, ""])));

const texts: readonly (readonly [name: string, text: string, problem: string])[] = [
  ["G8 refuses more than 16 KiB", `"${"x".repeat(16 * 1024 - 1)}"`, "too-large"],
  ["G8 counts bytes, not characters", `"${"é".repeat(9000)}"`, "too-large"],
  ["G8 refuses 6 MB", " ".repeat(6_000_000), "too-large"],
  ["G8 takes depth 8", nested(8), "none"],
  ["G8 refuses depth 9", nested(9), "too-deep"],
  ["G8 refuses depth 8,000", nested(8000), "too-deep"],
  ["G8 takes 64 keys", keyed(64), "none"],
  ["G8 refuses 65 keys", keyed(65), "too-many-keys"],
  ["G8 counts keys of all objects", `[${keyed(40)},${keyed(40)}]`, "too-many-keys"],
  ["G8 takes a string of 1 KiB", `"${"x".repeat(1024)}"`, "none"],
  ["G8 refuses a string of 1 KiB and one byte", `"${"x".repeat(1025)}"`, "string-too-long"],
  ["G8 counts a string's bytes", `"${"€".repeat(342)}"`, "string-too-long"],
  ["G8 counts an escaped string's bytes", `"${"\\u20ac".repeat(342)}"`, "string-too-long"],
  ["G8 refuses a key of 1 KiB and one byte", `{"${"x".repeat(1025)}":1}`, "string-too-long"],
  ["G8 takes 64 elements", `[${Array(64).fill("1").join()}]`, "none"],
  ["G8 refuses 65 elements", `[${Array(65).fill("1").join()}]`, "array-too-long"],
  ["G9 refuses a duplicate key", '{"action":"read","action":"invoke"}', "duplicate-key"],
  ["G9 refuses a duplicate key that is escaped", '{"a":1,"\\u0061":2}', "duplicate-key"],
  ["G9 refuses a duplicate of an escaped key", '{"\\u0061":1,"a":2}', "duplicate-key"],
  ["G9 refuses a duplicate key deep inside", '{"a":[{"b":1,"c":2,"b":3}]}', "duplicate-key"],
  ["G9 refuses a duplicate empty key", '{"":1,"":2}', "duplicate-key"],
  ["G9 refuses a duplicate key with the same value", '{"a":1,"a":1}', "duplicate-key"],
  ["G9 takes the same key in two objects", '[{"a":1},{"a":1}]', "none"],
  ["G9 takes keys that differ in case only", '{"a":1,"A":1}', "none"],
  ["G10 refuses __proto__", '{"__proto__":{"allowed":true}}', "forbidden-key"],
  ["G10 refuses __proto__ deep inside", '{"a":[{"__proto__":{"b":1}}]}', "forbidden-key"],
  ["G10 refuses an escaped __proto__", '{"\\u005f_proto__":1}', "forbidden-key"],
  ["G10 refuses constructor", '{"constructor":{"prototype":{}}}', "forbidden-key"],
  ["G10 refuses prototype", '{"prototype":{}}', "forbidden-key"],
  ["G11 refuses __entity", '{"a":{"__entity":{"type":"Service","id":"root"}}}', "forbidden-key"],
  ["G11 refuses __extn", '{"a":{"__extn":{"fn":"ip","arg":"::"}}}', "forbidden-key"],
  ["G11 refuses __expr", '{"__expr":"true"}', "forbidden-key"],
  ["G12 refuses a fraction", "[1.5]", "number"],
  ["G12 refuses a fraction of zero", "[1.0]", "number"],
  ["G12 refuses an exponent", "[1e2]", "number"],
  ["G12 refuses what overflows", "[1e999]", "number"],
  ["G12 refuses minus zero", "[-0]", "number"],
  ["G12 takes 2^53-1", "[9007199254740991,-9007199254740991]", "none"],
  ["G12 refuses 2^53", "[9007199254740992]", "number"],
  ["G12 refuses -2^53", "[-9007199254740992]", "number"],
  ["G12 refuses 40 digits", `[${"9".repeat(40)}]`, "number"],
  ["G12 refuses NaN", "[NaN]", "syntax"],
  ["G12 refuses Infinity", "[Infinity]", "syntax"],
  ["G12 refuses a leading zero", "[01]", "syntax"],
  ["G12 refuses a leading plus", "[+1]", "syntax"],
  ["G12 refuses hexadecimal", "[0x10]", "syntax"],
  ["G7 refuses a byte order mark", '\ufeff{"a":1}', "byte-order-mark"],
  ["G7 refuses NUL", '{"a":"\u0000"}', "nul"],
  ["G7 refuses an escaped NUL", '{"a":"\\u0000"}', "nul"],
  ["G7 refuses a lone surrogate", '{"a":"\ud800"}', "lone-surrogate"],
  ["G7 refuses an escaped lone surrogate", '{"a":"\\ud800"}', "lone-surrogate"],
  ["G7 refuses an escaped lone surrogate in a key", '{"\\udc00":1}', "lone-surrogate"],
  ["G7 takes an escaped pair", '{"a":"\\ud83d\\ude00"}', "none"],
  ["G7 refuses an empty text", "", "syntax"],
  ["G7 refuses only space", " \n", "syntax"],
  ["G7 refuses two values", "{} {}", "syntax"],
  ["G7 refuses a comment", "{}//", "syntax"],
  ["G7 refuses a comma at the end", '{"a":1,}', "syntax"],
  ["G7 refuses a comma at an array's end", "[1,]", "syntax"],
  ["G7 refuses a tab in a string", '["\t"]', "syntax"],
  ["G7 refuses single quotes", "['a']", "syntax"],
  ["G7 refuses a bare key", "{a:1}", "syntax"],
  ["G7 refuses other space", "[\u00a01]", "syntax"],
  ["G7 refuses an unknown escape", '["\\x41"]', "syntax"],
  ["G7 refuses a truncated text", '{"a":[1', "syntax"],
  ["G7 refuses a word that goes on", "[trueish]", "syntax"],
];

describe("json-guard", () => {
  for (const [title, text, problem] of texts) {
    it(title, () => {
      assert.equal(problemOf(text), problem);
      assert.equal(problemOf(Buffer.from(text, "utf8")), bytesProblem(text, problem));
    });
  }

  it("G7 refuses bytes that are no UTF-8, and what is no text at all", () => {
    for (const body of [Buffer.from([0x22, 0xff, 0x22]), Buffer.from([0xed, 0xa0, 0x80])]) {
      assert.equal(problemOf(body), "not-text");
    }
    for (const body of [undefined, null, 5, true, {}, [], () => "{}"]) {
      assert.equal(problemOf(body), "not-text");
    }
  });

  it("G8 parses nothing of what is too large", () => {
    const parse = mock.method(JSON, "parse");
    try {
      assert.equal(problemOf(`{"a":"\\u0061${"x".repeat(20_000)}"}`), "too-large");
      assert.equal(parse.mock.callCount(), 0);
    } finally {
      parse.mock.restore();
    }
  });

  it("agrees with JSON.parse on every value within the limits", () => {
    fc.assert(
      fc.property(withinLimits, fc.constantFrom(undefined, 1, "\t"), (value, indentation) => {
        const text = JSON.stringify(value, undefined, indentation);
        const read = readGuardedJson(text);
        assert.ok(read.ok, text);
        assert.deepEqual(JSON.parse(JSON.stringify(read.value)), JSON.parse(text));
      }),
    );
  });

  it("takes no text that JSON.parse refuses, and reads none differently", () => {
    const pieces = fc.constantFrom(
      ...[
        '"',
        "\\",
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "a",
        "1",
        "0",
        "-",
        "true",
        "null",
        " ",
        "\\u0041",
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join("");
        const read = readGuardedJson(text);
        if (read.ok) assert.deepEqual(JSON.parse(JSON.stringify(read.value)), JSON.parse(text));
      }),
      { numRuns: 5000 },
    );
  });

  it("G10 gives objects no prototype, so that none can be polluted or inherited from", () => {
    const read = readGuardedJson('{"a":{}}');
    assert.ok(read.ok && read.value !== null && typeof read.value === "object");
    assert.equal(Object.getPrototypeOf(read.value), null);
  });
});

/** Lone surrogates become replacement characters when they are encoded. */
function bytesProblem(text: string, problem: string): string {
  return problem === "lone-surrogate" && !text.includes("\\") ? "none" : problem;
}

const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", maxDepth: 5 },
    fc.string({ unit: "grapheme", maxLength: 40 }).filter((text) => !text.includes("\u0000")),
    fc.maxSafeInteger().filter((value) => !Object.is(value, -0)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 2 }),
  ),
}));

const withinLimits = anyValue.filter(
  (value) => (JSON.stringify(value).match(/":/g) ?? []).length <= 64,
);
