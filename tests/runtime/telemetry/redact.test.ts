import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { type RedactionLimits, redactRecord } from "../../../runtime/telemetry/redact";
import { assertNoCanary, canaries } from "../../support/canaries";

const limits: RedactionLimits = { text: 100, entries: 5, depth: 4, total: 2_000 };

const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(redactRecord({ value }, limits).value["value"] ?? null));

const throwing = new Proxy(
  {},
  {
    ownKeys() {
      throw new Error(canaries.password.text);
    },
    getPrototypeOf() {
      throw new Error(canaries.password.text);
    },
  },
);

class Custom {
  readonly note = canaries.jwt.text;
}

const cyclic: Record<string, unknown> = { name: "a" };
cyclic["self"] = { again: cyclic };

const withGetter = {
  get hidden(): string {
    throw new Error("called");
  },
  toJSON(): string {
    throw new Error("called");
  },
};

const values: readonly (readonly [title: string, value: unknown, expected: unknown])[] = [
  ["a text", "text", "text"],
  [
    "numbers that JSON has not",
    [Number.NaN, Infinity, -Infinity, 1.5],
    ["NaN", "Infinity", "-Infinity", 1.5],
  ],
  ["a BigInt", [12n, -12n], ["12", "-12"]],
  ["nothing", [undefined, null], [null, null]],
  ["a function and a symbol", [() => 1, Symbol("x")], ["[function]", "[symbol]"]],
  ["an object that holds itself", cyclic, { name: "a", self: { again: "[cycle]" } }],
  ["one object twice", [cyclic["name"], [1], [1]], ["a", [1], [1]]],
  [
    "a getter and a toJSON without calling them",
    withGetter,
    { hidden: "[getter]", toJSON: "[function]" },
  ],
  ["a proxy that throws", throwing, "[unreadable]"],
  ["a class by nothing but that", new Custom(), "[object]"],
  ["a promise", Promise.resolve(1), "[object]"],
  ["dates", [new Date(0), new Date(Number.NaN)], ["1970-01-01T00:00:00.000Z", "[date]"]],
  [
    "bytes by their size",
    [Buffer.from("secret"), new ArrayBuffer(3), new Float64Array(2)],
    ["[6 bytes]", "[3 bytes]", "[16 bytes]"],
  ],
  [
    "a map",
    new Map<unknown, unknown>([
      ["a", 1],
      [{}, 2],
    ]),
    { a: 1, "[object]": 2 },
  ],
  ["a set", new Set([1, "a"]), [1, "a"]],
  [
    "headers",
    new Headers({ host: "axon", authorization: "x" }),
    { authorization: "[redacted]", host: "axon" },
  ],
  [
    "raw headers",
    ["Host", "axon", "Authorization", "x"],
    ["Host", "axon", "Authorization", "[redacted]"],
  ],
  [
    "pairs of headers",
    [
      ["cookie", "x"],
      ["host", "axon"],
    ],
    [
      ["cookie", "[redacted]"],
      ["host", "axon"],
    ],
  ],
  [
    "variables",
    [
      { value: "x", Name: "DB_PASSWORD" },
      { name: "REGION", value: "y" },
    ],
    [
      { value: "[redacted]", Name: "DB_PASSWORD" },
      { name: "REGION", value: "y" },
    ],
  ],
  ["parameters of a URL", new URLSearchParams("a=1&token=x"), { a: "1", token: "[redacted]" }],
  [
    "a URL",
    new URL("https://u:p@axon/?X-Amz-Signature=x&b=1"),
    "https://[redacted]@axon/?X-Amz-Signature=[redacted]&b=1",
  ],
  ["an object of another realm", runInNewContext("({ a: { b: 1 } })"), { a: { b: 1 } }],
  ["an object without prototype", Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
];

describe("redactRecord", () => {
  for (const [title, value, expected] of values) {
    it(`shows ${title}`, () => {
      assert.deepEqual(plain(value), expected);
    });
  }

  it("shows an error by name, code, message and cause, without stack and what else hangs on it", () => {
    const cause = new TypeError("inner", { cause: { token: "x", a: 1 } });
    const error = Object.assign(new AggregateError([new Error("one")], "outer", { cause }), {
      code: "E1",
      $response: { headers: { authorization: "x" } },
    });
    assert.deepEqual(plain(error), {
      name: "AggregateError",
      message: "outer",
      code: "E1",
      cause: { name: "TypeError", message: "inner", cause: { token: "[redacted]", a: 1 } },
      errors: [{ name: "Error", message: "one" }],
    });
  });

  it("marks what it cuts: texts, lists, objects, depth, and everything together", () => {
    const big: Readonly<Record<string, unknown>> = {
      text: "word ".repeat(30),
      list: [1, 2, 3, 4, 5, 6],
      object: { a: 1, b: 1, c: 1, d: 1, e: 1, f: 1 },
      depth: { a: { b: { c: { d: 1 } } } },
      number: 10n ** 50n,
    };
    for (const [key, value] of Object.entries(big)) {
      assert.equal(redactRecord({ [key]: value }, limits).truncated, true, key);
    }
    const wide = Array.from({ length: 5 }, () => ({ a: "x ".repeat(45), b: "y ".repeat(45) }));
    const total = redactRecord({ wide }, { ...limits, total: 300 });
    assert.equal(total.truncated, true);
    assert.ok(JSON.stringify(total.value).length < 600);
    assert.equal(redactRecord({ a: [1, { b: "c" }] }, limits).truncated, false);
  });

  it("L4 keeps no part of a secret that its limits cut through", () => {
    for (const { text } of Object.values(canaries)) {
      for (let before = 300; before <= 401; before += 1) {
        const { value } = redactRecord(
          { note: `${"a ".repeat(200).slice(0, before)}${text}` },
          limits,
        );
        assertNoCanary(JSON.stringify(value));
      }
    }
  });

  it("L4 keeps no part of a secret that is looked at only in part", () => {
    // Long enough that what is looked at ends within the canary, and short once it is redacted.
    for (const { text } of Object.values(canaries)) {
      for (let before = 340; before <= 400; before += 1) {
        const { value } = redactRecord({ note: `eyJ${"a".repeat(before - 4)} ${text}` }, limits);
        assertNoCanary(JSON.stringify(value));
      }
    }
  });

  it("L4 sees a secret whose end, past what is kept, is what tells that it is one", () => {
    const url = `${"a ".repeat(40)}https://user:p!marked!w@axon.internal/`;
    for (let length = 60; length <= url.length; length += 1) {
      const { value } = redactRecord({ url }, { ...limits, text: length });
      assert.doesNotMatch(JSON.stringify(value), /marked/);
    }
  });

  it("L4 finds canaries in every container", () => {
    for (const { text } of Object.values(canaries)) {
      const containers: readonly unknown[] = [
        text,
        [text],
        { note: text },
        { [text]: 1 },
        new Map([[text, text]]),
        new Set([text]),
        new Error(text),
        new Error("outer", { cause: new Error(text) }),
        new AggregateError([new Error(text)], "many"),
        Object.assign(new Error("with code"), { code: text, config: { note: text } }),
        Buffer.from(text),
        new URLSearchParams({ note: text }),
        JSON.stringify({ note: text }),
        [["x-note", text]],
        {
          get note() {
            return text;
          },
        },
        throwing,
      ];
      for (const container of containers) {
        assertNoCanary(
          JSON.stringify(redactRecord({ container }, { ...limits, text: 4_096, total: 9_999 })),
        );
      }
    }
  });

  it("never throws, whatever it is given, and always gives JSON without prototypes set by it", () => {
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withMap: true,
          withSet: true,
          withDate: true,
          withNullPrototype: true,
          withSparseArray: true,
          withTypedArray: true,
        }),
        (value) => {
          assert.doesNotThrow(() => JSON.stringify(redactRecord({ value }, limits)));
        },
      ),
    );
    const forged: unknown = JSON.parse(
      '{"__proto__":{"allowed":true},"constructor":{"prototype":{"x":1}}}',
    );
    const { value } = redactRecord({ forged }, limits);
    assert.equal(
      JSON.stringify(value),
      '{"forged":{"__proto__":{"allowed":true},"constructor":{"prototype":{"x":1}}}}',
    );
    assert.equal(Object.hasOwn(Object.prototype, "allowed"), false);
  });

  it("names what is no record at all", () => {
    // @ts-expect-error: only plain JavaScript can pass this.
    assert.deepEqual({ ...redactRecord(null, limits).value }, { value: "[unreadable]" });
  });
});
