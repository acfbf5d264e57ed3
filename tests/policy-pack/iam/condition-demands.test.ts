import assert from "node:assert/strict";
import fc from "fast-check";
import type { Demand } from "../../../policy-pack/iam/condition-demands";
import { demand, oneOf, unknownCondition } from "../../../policy-pack/iam/condition-demands";
import type { Condition, Entry } from "../../../policy-pack/iam/document";

const text = (value: string): Entry => ({ kind: "text", text: value, path: "" });
const unknownEntry: Entry = { kind: "unknown", path: "" };
const condition = (operator: string, ...values: readonly Entry[]): Condition => ({
  operator,
  key: "aws:sourceaccount",
  values,
  path: "",
});
const asked = {
  isKey: oneOf("aws:sourceaccount"),
  accepts: (value: string, isPattern: boolean) => value.startsWith("good") && !isPattern,
};

describe("demands on conditions", () => {
  const operators: readonly (readonly [operator: string, verdict: Demand])[] = [
    ["StringEquals", "met"],
    ["stringequals", "met"],
    ["StringEqualsIgnoreCase", "met"],
    ["StringLike", "met"],
    ["ArnEquals", "met"],
    ["ArnLike", "met"],
    ["Bool", "met"],
    ["ForAnyValue:StringEquals", "met"],
    ["ForAllValues:StringEquals", "unmet"],
    ["StringEqualsIfExists", "unmet"],
    ["StringNotEquals", "unmet"],
    ["StringNotLike", "unmet"],
    ["ArnNotEquals", "unmet"],
    ["Null", "unmet"],
    ["IpAddress", "unmet"],
  ];
  for (const [operator, verdict] of operators) {
    it(`finds ${operator} ${verdict}`, () => {
      assert.equal(demand([condition(operator, text("good"))], asked), verdict);
    });
  }

  it("takes optional operators for strict ones where Null demands the key", () => {
    const verdictOf = (operator: string, ...values: readonly Entry[]) =>
      demand([condition(operator, text("good")), condition("Null", ...values)], asked);
    assert.deepEqual(
      [
        verdictOf("StringEqualsIfExists", text("false")),
        verdictOf("ForAllValues:StringEquals", text("False")),
        verdictOf("StringEqualsIfExists", text("true")),
        verdictOf("StringEqualsIfExists", text("false"), text("true")),
        verdictOf("StringEqualsIfExists", unknownEntry),
        verdictOf("StringEqualsIfExists"),
      ],
      ["met", "met", "unmet", "unmet", "unmet", "unmet"],
    );
  });

  it("reads wildcards where the operator reads patterns only", () => {
    const verdictOf = (operator: string) => demand([condition(operator, text("good*"))], asked);
    assert.deepEqual(["StringEquals", "StringLike", "ArnLike", "ArnEquals"].map(verdictOf), [
      "met",
      "unmet",
      "unmet",
      "unmet",
    ]);
  });

  it("takes a reference for an exact ARN, with a wildcard after a separator at most", () => {
    const verdictOf = (suffix: string) =>
      demand([condition("ArnLike", { kind: "reference", ref: "topic", suffix, path: "" })], asked);
    assert.deepEqual(["", "/*", ":*", "*"].map(verdictOf), ["met", "met", "met", "unmet"]);
  });

  it("cannot tell what an unknown Condition element demands", () => {
    assert.equal(demand([unknownCondition("/Condition")], asked), "undecided");
  });

  it("asks for a value, and for the right key", () => {
    assert.equal(demand([condition("StringEquals")], asked), "unmet");
    assert.equal(
      demand([{ ...condition("StringEquals", text("good")), key: "aws:referer" }], asked),
      "unmet",
    );
  });

  it("takes the strongest of the conditions and the weakest of the values", () => {
    const value = fc.constantFrom("good", "bad", "unknown");
    const entryOf = (kind: string): Entry => (kind === "unknown" ? unknownEntry : text(kind));
    fc.assert(
      fc.property(
        fc.array(fc.array(value, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
        (given) => {
          const weakest = (values: readonly string[]): Demand => {
            if (values.includes("bad")) return "unmet";
            return values.includes("unknown") ? "undecided" : "met";
          };
          const each = given.map(weakest);
          const expected = each.includes("met")
            ? "met"
            : each.includes("undecided")
              ? "undecided"
              : "unmet";
          const conditions = given.map((values) =>
            condition("StringEquals", ...values.map(entryOf)),
          );
          assert.equal(demand(conditions, asked), expected);
        },
      ),
    );
  });
});
