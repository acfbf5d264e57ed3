import assert from "node:assert/strict";
import fc from "fast-check";
import { planDetections } from "../../../plan/monitoring/detections";
import { alertClasses } from "../../../plan/monitoring/patterns/pattern";
import { planContext } from "../../support/context";
import { forEachExample } from "../examples";

const { composites, detections, health } = planDetections(planContext());

/** Evaluates a rule of ALARM("name"), AND, OR and parentheses by the language's own operators. */
function evaluate(rule: string, raised: ReadonlySet<string>): boolean {
  const text = rule
    .replaceAll(/ALARM\("([^"]+)"\)/g, (_, name: string) => (raised.has(name) ? "1" : "0"))
    .replaceAll(" AND ", "&")
    .replaceAll(" OR ", "|");
  assert.match(text, /^[01&|()]+$/);
  return reduce(text) === "1";
}

function reduce(text: string): string {
  const next = text
    .replaceAll(/\(([01])\)/g, "$1")
    .replaceAll(/([01])&([01])/g, (_, a: string, b: string) => (a === "1" && b === "1" ? "1" : "0"))
    .replaceAll(/(?<![&01])([01])\|([01])(?![&01])/g, (_, a: string, b: string) =>
      a === "1" || b === "1" ? "1" : "0",
    );
  return next === text ? text : reduce(next);
}

const correlated = composites.find(({ key }) => key === "correlated-alerts") ?? assert.fail();

describe("planComposites", () => {
  it("is raised by two or more classes at once, and by no single one", () => {
    const states = composites.filter(({ key }) => key.startsWith("class-")).map(({ name }) => name);
    assert.equal(states.length, alertClasses.length);
    fc.assert(
      fc.property(fc.subarray(states), (raised) => {
        assert.equal(evaluate(correlated.rule, new Set(raised)), raised.length >= 2);
      }),
    );
  });

  it("has a class raised by any of its alarms, and by no other class's", () => {
    for (const { key, rule, alertClass } of composites.filter(({ tells }) => !tells)) {
      for (const each of detections.filter(({ key: own }) => own !== "unauthorized-api-calls")) {
        const expected = each.alertClass === alertClass;
        assert.equal(evaluate(rule, new Set([each.alarmName])), expected, `${key} ${each.key}`);
      }
    }
  });

  it("IR-99 is silent while containment works, and leaves every alarm that CIS asks for as it is", () => {
    const suppressor = health.find(({ name }) => name === correlated.suppressor?.alarm);
    assert.equal(suppressor?.key, "containment-at-work");
    const suppressed = composites.filter((each) => each.suppressor !== undefined);
    assert.deepEqual(suppressed, [correlated]);
    const names = new Set(detections.map(({ alarmName }) => alarmName));
    assert.ok(suppressed.every(({ name }) => !names.has(name)));
  });

  it("names only alarms that stand before it, within 10,240 characters and 100 alarms, in every example", () => {
    forEachExample((title, context) => {
      const plan = planDetections(context);
      const before = new Set(plan.detections.map(({ alarmName }) => alarmName));
      for (const { key, name, alarms, rule } of plan.composites) {
        assert.ok(alarms.length > 0 && alarms.length <= 100, `${title}: ${key}`);
        assert.ok(rule.length <= 10_240, `${title}: ${key}`);
        for (const alarm of alarms) assert.ok(before.has(alarm), `${title}: ${alarm}`);
        before.add(name);
      }
    });
  });
});
