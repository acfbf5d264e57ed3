import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type ConditionView,
  conditionsMet,
} from "../../../policy-pack/authorization/conditions-met";
import { keyReading } from "../../../policy-pack/authorization/keys";
import type { KeyValue } from "../../../policy-pack/authorization/request";
import type { Value } from "../../../policy-pack/engine/value";
import { readStatement } from "../../../policy-pack/iam/read-statement";
import { worldOf } from "../../support/policy-pack/authorization";
import { role } from "../../support/policy-pack/identities";

const caller = { kind: "role", role: role("pay") } as const;
const world = worldOf(caller.role);

function viewOf(keys: Readonly<Record<string, KeyValue>>): ConditionView {
  const request = { caller, action: "a:B", resource: undefined, keys };
  return {
    keyOf: (key) => keyReading(world, request, key),
    shapeOf: () => "arn:aws:iam::111122223333:role/pay",
    referred: () => undefined,
    hasVariables: true,
  };
}

/** Whether a request with the given keys meets a Condition element. */
function met(Condition: Value, keys: Readonly<Record<string, KeyValue>> = {}) {
  return conditionsMet(readStatement({ Condition }, ""), viewOf(keys));
}

type Truth = ReturnType<typeof met>;

// IAM User Guide, "IAM JSON policy elements: Condition operators" and "Single-valued vs. multivalued context keys".
const table: readonly (readonly [string, Value, Readonly<Record<string, KeyValue>>, Truth])[] = [
  ["a positive operator fails on an absent key", { StringEquals: { k: "a" } }, {}, "no"],
  ["a negated operator is met by an absent key", { StringNotEquals: { k: "a" } }, {}, "yes"],
  ["IfExists is met by an absent key", { StringEqualsIfExists: { k: "a" } }, {}, "yes"],
  [
    "IfExists compares a key that is there",
    { StringEqualsIfExists: { k: "a" } },
    { k: ["b"] },
    "no",
  ],
  ["Null true asks that a key is absent", { Null: { k: "true" } }, {}, "yes"],
  ["Null true fails on a key that is there", { Null: { k: "true" } }, { k: ["a"] }, "no"],
  ["Null false fails on an absent key", { Null: { k: "false" } }, {}, "no"],
  [
    "Null false is met by a key of unknown value",
    { Null: { k: "false" } },
    { k: "unknown" },
    "yes",
  ],
  ["ForAllValues is met by an absent key", { "ForAllValues:StringEquals": { k: "a" } }, {}, "yes"],
  ["ForAnyValue fails on an absent key", { "ForAnyValue:StringEquals": { k: "a" } }, {}, "no"],
  [
    "ForAllValues fails when one value matches nothing",
    { "ForAllValues:StringEquals": { k: ["a", "b"] } },
    { k: ["a", "c"] },
    "no",
  ],
  [
    "ForAnyValue is met when one value matches",
    { "ForAnyValue:StringEquals": { k: ["a", "b"] } },
    { k: ["c", "b"] },
    "yes",
  ],
  ["StringEquals reads a star as a star", { StringEquals: { k: "a*" } }, { k: ["ab"] }, "no"],
  ["StringEquals respects letter case", { StringEquals: { k: "A" } }, { k: ["a"] }, "no"],
  ["IgnoreCase does not", { StringEqualsIgnoreCase: { k: "A" } }, { k: ["a"] }, "yes"],
  ["StringLike reads patterns", { StringLike: { k: "a?c*" } }, { k: ["abcd"] }, "yes"],
  [
    "StringLike takes an escaped star for a star",
    { StringLike: { k: "a${*}" } },
    { k: ["ab"] },
    "no",
  ],
  [
    "ArnLike keeps a wildcard within its part",
    { ArnLike: { k: "arn:aws:s3:*:*:role/x" } },
    { k: ["arn:aws:s3:a:b:c:role/x"] },
    "no",
  ],
  [
    "ArnEquals reads patterns as ArnLike does",
    { ArnEquals: { k: "arn:aws:iam::1:role/*" } },
    { k: ["arn:aws:iam::1:role/a/b"] },
    "yes",
  ],
  [
    "a pattern that lacks parts of an ARN decides nothing",
    { ArnLike: { k: "arn:aws:s3:*:role/x" } },
    { k: ["arn:aws:s3:::role/x"] },
    "maybe",
  ],
  ["Arn operators match no other text", { ArnLike: { k: "*" } }, { k: ["pay"] }, "no"],
  ["NumericLessThan compares numbers", { NumericLessThan: { k: "10" } }, { k: ["9"] }, "yes"],
  ["NumericLessThan is strict", { NumericLessThan: { k: "10" } }, { k: ["10"] }, "no"],
  [
    "DateGreaterThan reads dates and seconds",
    { DateGreaterThan: { k: "2026-01-01T00:00:00Z" } },
    { k: ["1893456000"] },
    "yes",
  ],
  ["Bool compares whatever the letter case", { Bool: { k: "TRUE" } }, { k: ["true"] }, "yes"],
  ["IpAddress takes in a block", { IpAddress: { k: "10.0.0.0/8" } }, { k: ["10.1.2.3"] }, "yes"],
  ["NotIpAddress leaves it out", { NotIpAddress: { k: "10.0.0.0/8" } }, { k: ["10.1.2.3"] }, "no"],
  [
    "all keys and operators must hold",
    { StringEquals: { k: "a", l: "b" }, Bool: { m: "true" } },
    { k: ["a"], l: ["b"], m: ["false"] },
    "no",
  ],
  ["an unknown value decides nothing", { StringEquals: { k: "a" } }, { k: "unknown" }, "maybe"],
  [
    "an unknown value does not matter beside a condition that fails",
    { StringEquals: { k: "a", l: "b" } },
    { k: "unknown" },
    "no",
  ],
  [
    "a variable stands for its value",
    { StringEquals: { k: "${l}-x" } },
    { k: ["a-x"], l: ["a"] },
    "yes",
  ],
  ["an absent variable matches nothing", { StringLike: { k: "${l}*" } }, { k: ["a"] }, "no"],
  ["an absent variable has a default", { StringEquals: { k: "${l, 'a'}" } }, { k: ["a"] }, "yes"],
  [
    "a value in a variable is no pattern",
    { StringLike: { k: "${l}" } },
    { k: ["ab"], l: ["a*"] },
    "no",
  ],
  [
    "an unknown variable may be anything",
    { StringLike: { k: "${l}x" } },
    { k: ["ax"], l: "unknown" },
    "maybe",
  ],
  [
    "what surrounds it still counts",
    { StringLike: { k: "${l}x" } },
    { k: ["ay"], l: "unknown" },
    "no",
  ],
  [
    "the role's own ARN is known by its name",
    { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/pay" } },
    {},
    "yes",
  ],
  [
    "whether the account is of an organization is not known",
    { Null: { "aws:PrincipalOrgID": "true" } },
    {},
    "maybe",
  ],
];

/** The same semantics for text, as plainly as possible. */
function expected(
  operator: string,
  values: readonly string[],
  given: readonly string[] | undefined,
): boolean {
  const [, set, negated, like, optional] =
    /^(?:(ForAllValues|ForAnyValue):)?String(Not)?(Equals|Like)(IfExists)?$/.exec(operator) ?? [];
  if (given === undefined) {
    if (optional !== undefined || set === "ForAllValues") return true;
    return set === "ForAnyValue" ? false : negated !== undefined;
  }
  const matches = (value: string): boolean => {
    const hit = values.some((each) =>
      like === "Like"
        ? new RegExp(`^${each.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(value)
        : each === value,
    );
    return negated === undefined ? hit : !hit;
  };
  return set === "ForAllValues" ? given.every(matches) : given.some(matches);
}

describe("conditionsMet", () => {
  for (const [title, condition, keys, truth] of table) {
    it(`IAM-63 ${title}`, () => {
      assert.equal(met(condition, keys), truth);
    });
  }

  const operator = fc
    .tuple(
      fc.constantFrom("", "ForAllValues:", "ForAnyValue:"),
      fc.constantFrom("StringEquals", "StringNotEquals", "StringLike", "StringNotLike"),
      fc.constantFrom("", "IfExists"),
    )
    .map((parts) => parts.join(""));
  const values = fc.array(fc.stringMatching(/^[ab*?]{0,3}$/), { minLength: 1, maxLength: 3 });
  const given = fc.array(fc.stringMatching(/^[abc]{0,3}$/), { minLength: 1, maxLength: 3 });

  it("IAM-56 compares text as a plain reading of the documentation does", () => {
    fc.assert(
      fc.property(operator, values, fc.option(given, { nil: undefined }), (name, listed, sent) => {
        const isSingle = !name.startsWith("For");
        const own = isSingle ? sent?.slice(0, 1) : sent;
        const keys = own === undefined ? {} : { k: own };
        const wanted = expected(name, listed, own) ? "yes" : "no";
        assert.equal(met({ [name]: { k: listed } }, keys), wanted);
      }),
      { numRuns: 2000 },
    );
  });

  it("IAM-56 never decides with an unknown value what some value would decide otherwise", () => {
    fc.assert(
      fc.property(operator, values, given, (name, listed, sent) => {
        const truth = met({ [name]: { k: listed } }, { k: "unknown" });
        const one = met({ [name]: { k: listed } }, { k: sent.slice(0, 1) });
        assert.ok(truth === "maybe" || truth === one, `${truth} is not ${one}`);
      }),
    );
  });
});
