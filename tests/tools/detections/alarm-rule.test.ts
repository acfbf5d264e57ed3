import assert from "node:assert/strict";
import fc from "fast-check";
import { compileAlarmRule } from "../../../tools/detections/alarm-rule";

interface Rule {
  readonly text: string;
  readonly holds: (raised: ReadonlySet<string>) => boolean;
}

const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constantFrom("a-1", "b-2", "c-3").map((name) => ({
      text: `ALARM("${name}")`,
      holds: (raised: ReadonlySet<string>) => raised.has(name),
    })),
    tie("rule").map(({ text, holds }) => ({
      text: `NOT (${text})`,
      holds: (raised: ReadonlySet<string>) => !holds(raised),
    })),
    fc.tuple(tie("rule"), tie("rule"), fc.boolean()).map(([left, right, isAnd]) => ({
      text: `(${left.text})${isAnd ? " AND " : " OR "}(${right.text})`,
      holds: (raised: ReadonlySet<string>) =>
        isAnd
          ? left.holds(raised) && right.holds(raised)
          : left.holds(raised) || right.holds(raised),
    })),
  ),
}));

describe("compileAlarmRule", () => {
  it("holds for the same raised alarms as the logic that it is written from", () => {
    const raised = fc.subarray(["a-1", "b-2", "c-3"]).map((names) => new Set(names));
    fc.assert(
      fc.property(rule, raised, ({ text, holds }, names) => {
        assert.equal(compileAlarmRule(text)(names), holds(names), text);
      }),
    );
  });

  it("binds AND tighter than OR, without brackets", () => {
    const one = compileAlarmRule("ALARM(a) OR ALARM(b) AND ALARM(c)");
    assert.deepEqual([one(new Set(["a"])), one(new Set(["b"]))], [true, false]);
  });

  for (const text of [
    "",
    "ALARM",
    "ALARM(a) ALARM(b)",
    "(ALARM(a)",
    "ALARM(a) AND",
    "OK(a)",
    ")",
  ]) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.throws(() => compileAlarmRule(text), SyntaxError);
    });
  }
});
