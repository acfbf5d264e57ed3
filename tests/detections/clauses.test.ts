import assert from "node:assert/strict";
import type { Detection } from "../../plan/monitoring/catalogue";
import { eventMutants, filterMutants } from "../support/detections/mutants";
import { survivingFilters, survivingRules } from "../support/detections/surviving";
import { worlds } from "../support/detections/worlds";

const everything = worlds.find(({ title }) => title === "everything") ?? assert.fail();
const ofKind = <Kind extends Detection["kind"]>(kind: Kind) =>
  everything.detections.filter(
    (each): each is Extract<Detection, { kind: Kind }> => each.kind === kind,
  );

describe("clauses of detections", () => {
  it("BEST-41 has a case for each condition, text and operator of every filter", () => {
    const filters = ofKind("log-filter");
    const mutants = filters.reduce((sum, { pattern }) => sum + filterMutants(pattern).length, 0);
    assert.ok(mutants > 10 * filters.length);
    assert.deepEqual(
      filters.flatMap((filter) => survivingFilters(everything, filter)),
      [],
    );
  });

  it("BEST-41 has a case for each leaf and alternative of every rule", () => {
    const rules = ofKind("event-rule");
    const mutants = rules.reduce((sum, { pattern }) => sum + eventMutants(pattern).length, 0);
    assert.ok(mutants > 4 * rules.length);
    assert.deepEqual(
      rules.flatMap((rule) => survivingRules(everything, rule)),
      [],
    );
  });
});
