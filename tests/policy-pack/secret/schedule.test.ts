import assert from "node:assert/strict";
import fc from "fast-check";
import { longestGapDays } from "../../../policy-pack/secret/schedule";

describe("schedules of rotation", () => {
  const schedules: readonly (readonly [expression: string, days: number | undefined])[] = [
    ["rate(90 days)", 90],
    ["rate(1 day)", 1],
    ["rate(4 hours)", 4 / 24],
    [" rate( 30  days ) ", 30],
    ["rate(0 days)", undefined],
    ["rate(5 minutes)", undefined],
    ["rate(x days)", undefined],
    ["cron(0 8 1 * ? *)", 31],
    ["cron(0 8 L * ? *)", 31],
    ["cron(0 0/4 ? * * *)", 1],
    ["cron(0 8 * * ? *)", 1],
    ["cron(0 8 ? * SUN *)", 7],
    ["cron(0 8 ? * 1 *)", 7],
    ["cron(0 8 ? * MON-FRI *)", 3],
    ["cron(0 8 ? * 2,5 *)", 4],
    ["cron(0 8 1,15 * ? *)", 17],
    ["cron(0 8 1/14 * ? *)", 14],
    ["cron(0 8 1 1/3 ? *)", 92],
    ["cron(0 8 1 JAN,JUL ? *)", 184],
    ["cron(0 8 1 1 ? *)", 366],
    ["cron(0 8 29 2 ? *)", 1461],
    ["cron(0 8 ? * SUN#1 *)", 35],
    ["cron(0 8 ? * 6L *)", 35],
    ["cron(0 8 ? * SAT#5 *)", 119],
    ["cron(0 8 31 2 ? *)", undefined],
    ["cron(0 8 15W * ? *)", undefined],
    ["cron(0 8 LW * ? *)", undefined],
    ["cron(0 8 1 * ? 2027)", undefined],
    ["cron(0 8 1 * MON *)", undefined],
    ["cron(0 8 ? * ? *)", undefined],
    ["cron(0 8 0 * ? *)", undefined],
    ["cron(0 8 32 * ? *)", undefined],
    ["cron(0 8 5-2 * ? *)", undefined],
    ["cron(0 8 1/0 * ? *)", undefined],
    ["cron(0 8 1 13 ? *)", undefined],
    ["cron(0 8 ? * 8 *)", undefined],
    ["cron(0 8 ? * NEVER *)", undefined],
    ["cron(0 8 1 * ?)", undefined],
    ["cron(0 8 1 ** ? *)", undefined],
    ["every month", undefined],
    ["", undefined],
  ];
  for (const [expression, days] of schedules) {
    it(`POL-320 finds ${String(days)} days at most between runs of "${expression}"`, () => {
      assert.equal(longestGapDays(expression), days);
    });
  }

  it("finds the gap that counting days by hand finds", () => {
    const dates = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(dates, (given) => {
        const sorted = [...given].sort((left, right) => left - right);
        const [first = 1] = sorted;
        const last = sorted.at(-1) ?? 1;
        // The longest way from the last date of a month to the first of the next is over a month of 31 days.
        const between = sorted.slice(1).map((date, index) => date - (sorted[index] ?? 0));
        const expected = Math.max(31 - last + first, ...between);
        assert.equal(longestGapDays(`cron(0 8 ${given.join(",")} * ? *)`), expected);
      }),
    );
  });
});
