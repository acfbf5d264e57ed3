import assert from "node:assert/strict";
import { catalog } from "../../policy-pack/catalog";
import { allCases } from "../support/policy-pack/all-cases";
import { equivalentMutants } from "../support/policy-pack/equivalent-mutants";
import { isNoticed, mutantsOf } from "../support/policy-pack/mutation";
import type { RuleCase } from "../support/policy-pack/rule-cases";

// MUTATE="iam/ net/open-rule" narrows the run to rules that begin so.
const wanted = (process.env["MUTATE"] ?? "").split(" ").filter((prefix) => prefix !== "");

describe("POL-452 defects seeded into rules, one operator, constant or condition at a time", () => {
  const cases = new Map<string, readonly RuleCase[]>();
  for (const { rule, cases: own } of allCases()) {
    cases.set(rule.id, [...(cases.get(rule.id) ?? []), ...own]);
  }
  const seen = new Map<string, number>();

  for (const rule of catalog) {
    if (wanted.length > 0 && !wanted.some((prefix) => rule.id.startsWith(prefix))) continue;
    it(`are noticed by the cases of ${rule.id}`, () => {
      const known = equivalentMutants[rule.id] ?? {};
      const mutants = mutantsOf(rule.id);
      seen.set(rule.id, mutants.length);
      const survivors = mutants.filter(
        (mutant) => !isNoticed(rule, mutant, cases.get(rule.id) ?? []),
      );
      assert.deepEqual(
        survivors
          .filter(({ change }) => !Object.hasOwn(known, change))
          .map(({ line, change }) => `${String(line)}: ${change}`),
        [],
      );
      const unused = Object.keys(known).filter(
        (change) => !survivors.some((survivor) => survivor.change === change),
      );
      assert.deepEqual(unused, [], "no longer survive");
    });
  }

  it("exist in every rule", () => {
    for (const [id, count] of seen) assert.ok(count > 0, id);
  });
});
