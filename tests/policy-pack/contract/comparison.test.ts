import assert from "node:assert/strict";
import fc from "fast-check";
import { compareDocuments } from "../../../policy-pack/contract/comparison";
import type { NamesArn } from "../../../policy-pack/contract/matching";
import { textOf, type Value } from "../../../policy-pack/engine/value";
import { readDocument, type Statement } from "../../../policy-pack/iam/document";
import { unknown } from "../../support/policy-pack/resources";

const statements = (list: Value): readonly Statement[] => {
  const document = readDocument({ Statement: list }, "/policy");
  return document.kind === "known" ? document.statements : [];
};

const compare = (declared: Value, deployed: Value, names: NamesArn = () => false) => {
  const { undeclared, missing } = compareDocuments({
    declared: statements(declared),
    deployed: statements(deployed),
    names,
  });
  return { undeclared: undeclared.length, missing: missing.length };
};

const equal = { undeclared: 0, missing: 0 };

const words = (...texts: readonly string[]) =>
  fc.uniqueArray(fc.constantFrom(...texts), { minLength: 1, maxLength: 3 });
const statement = fc.record({
  Effect: fc.constantFrom("Allow", "Deny"),
  Action: words("sqs:SendMessage", "sqs:ReceiveMessage", "sns:Publish"),
  Resource: words("arn:a", "arn:b", "arn:c"),
  Condition: fc.constantFrom<Value>(
    {},
    { StringEquals: { "aws:SourceAccount": "111122223333" } },
    { StringEquals: { "aws:SourceAccount": ["111122223333", "444455556666"] } },
  ),
});

/** The statements written differently: reversed, in other letter cases, single values alone. */
const rewritten = (list: readonly Readonly<Record<string, Value>>[]): Value =>
  [...list].reverse().map(({ Effect = null, Action = [], Resource = [], Condition = {} }) => {
    const actions = (Action as readonly string[]).map((action) => action.toUpperCase()).reverse();
    const resources = [...(Resource as readonly string[])].reverse();
    return {
      condition: Condition,
      resource: resources.length === 1 ? (resources[0] ?? "") : resources,
      Sid: "Another",
      ACTION: actions.length === 1 ? (actions[0] ?? "") : actions,
      effect: textOf(Effect).toLowerCase(),
    };
  });

// What equality means, said in another way: every statement as one text.
const oracle = (list: readonly Readonly<Record<string, Value>>[]) =>
  new Set(
    list.map(({ Effect = null, Action = [], Resource = [], Condition = {} }) =>
      JSON.stringify([
        Effect,
        [...(Action as readonly string[])].sort(),
        [...(Resource as readonly string[])].sort(),
        Condition,
      ]),
    ),
  );

describe("compareDocuments", () => {
  it("POL-62 takes documents for equal however they are written", () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 5 }), (list) => {
        assert.deepEqual(compare(list, rewritten(list)), equal);
      }),
    );
  });

  it("POL-62 agrees with equality of sets", () => {
    const list = fc.array(statement, { maxLength: 4 });
    fc.assert(
      fc.property(list, list, (declared, deployed) => {
        const [left, right] = [oracle(declared), oracle(deployed)];
        const isSame = left.size === right.size && [...left].every((each) => right.has(each));
        const { undeclared, missing } = compare(declared, deployed);
        assert.equal(undeclared + missing === 0, isSame);
      }),
    );
  });

  it("POL-62 lets an unknown leaf match its own position and no other", () => {
    const one = (...Resource: readonly string[]) => [{ Effect: "Allow", Action: "a:B", Resource }];
    assert.deepEqual(compare(one("x", unknown), one("x", "y")), equal);
    assert.deepEqual(compare(one(unknown, "x"), one("x", "y")), { undeclared: 1, missing: 0 });
    assert.deepEqual(compare(one("x", "y"), one("x", unknown)), equal);
    assert.deepEqual(compare(one(unknown), one("x", "y")), { undeclared: 1, missing: 0 });
    assert.deepEqual(compare(one(unknown), one("*")), equal);
  });

  it("lets no unknown leaf match across statements", () => {
    const named = (Sid: string, Resource: string) => ({
      Sid,
      Effect: "Allow",
      Action: "a:B",
      Resource,
    });
    assert.deepEqual(
      compare([named("A", unknown), named("B", "x")], [named("A", "x"), named("C", unknown)]),
      { undeclared: 1, missing: 1 },
    );
  });

  it("never takes a document with an undeclared action for equal, whatever is unknown elsewhere", () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 4 }), (list) => {
        const declared = list.map((each) => ({ ...each, Resource: [unknown] }));
        const deployed = [...list, { Effect: "Allow", Action: "iam:PassRole", Resource: "arn:a" }];
        assert.ok(compare(declared, deployed).undeclared > 0);
      }),
    );
  });

  it("finds the references' ARNs whatever the order, and uses each once", () => {
    const names: NamesArn = (ref, arn) =>
      arn === `arn:${ref}` || (ref === "any" && arn === "arn:a");
    const use = (...Resource: readonly Value[]) => [{ Effect: "Allow", Action: "a:B", Resource }];
    const [a, any] = [{ ref: "a" }, { ref: "any" }];
    assert.deepEqual(compare(use(any, a), use("arn:any", "arn:a"), names), equal);
    assert.deepEqual(compare(use(a, any), use("arn:a", "arn:any"), names), equal);
    assert.deepEqual(compare(use(any, a), use("arn:any", "arn:b"), names).undeclared, 1);
    assert.deepEqual(compare(use(any), use("arn:a", "arn:any"), names), {
      undeclared: 1,
      missing: 0,
    });
    assert.deepEqual(compare(use(any, a), use("arn:a"), names), { undeclared: 0, missing: 1 });
    assert.deepEqual(compare(use({ ref: "a", suffix: "/*" }), use("arn:a/*"), names), equal);
    assert.deepEqual(compare(use({ ref: "a", suffix: "/*" }), use("arn:a"), names).undeclared, 1);
  });

  it("compares thousands of statements", () => {
    const many = Array.from({ length: 6000 }, (_each, index) => ({
      Effect: "Allow",
      Action: "a:B",
      Resource: `arn:${String(index)}`,
    }));
    assert.deepEqual(compare(many, [...many].reverse()), equal);
    assert.deepEqual(compare(many, many.slice(1)), { undeclared: 0, missing: 1 });
  });
});
