import assert from "node:assert/strict";
import { catalog } from "../../policy-pack/catalog";
import { allCases } from "../support/policy-pack/all-cases";
import { contradictions, findingsOf } from "../support/policy-pack/rule-cases";

/** Rules that never say undecided: an unknown value is a matter of other rules. */
const neverUndecided: ReadonlySet<string> = new Set([
  "iam/long-lived-credential",
  "iam/malformed",
  // An end of an edge that cannot be read is a finding of contract/malformed.
  "reach/public-edge",
  "contract/claimed-twice",
  "contract/missing-statement",
  "contract/reference-mismatch",
  "contract/unknown-key",
  "contract/unresolved-reference",
]);

const verbs = { pass: "accepts", fail: "reports", undecided: "cannot decide" } as const;

describe("rules", () => {
  const all = allCases();

  for (const { rule, cases } of all) {
    describe(rule.id, () => {
      for (const each of cases) {
        const requirement = each.requirement === undefined ? "" : `${each.requirement} `;
        it(`${requirement}${verbs[each.verdict]} ${each.title}`, () => {
          const findings = findingsOf(rule, each);
          assert.deepEqual(contradictions(each, findings), [], JSON.stringify(findings, null, 1));
        });
      }
    });
  }

  it("POL-451 has a passing, a failing and an undecided case for each rule that can give them", () => {
    const verdictsOf = (id: string) =>
      new Set(
        all
          .filter(({ rule }) => rule.id === id)
          .flatMap(({ cases }) => cases.map(({ verdict }) => verdict)),
      );
    const lacking = catalog.flatMap(({ id, onUndecided }) => {
      const verdicts = verdictsOf(id);
      const canBeUndecided = onUndecided !== "warn" && !neverUndecided.has(id);
      const wanted = ["pass", "fail", ...(canBeUndecided ? ["undecided"] : [])] as const;
      return wanted
        .filter((verdict) => !verdicts.has(verdict as "pass"))
        .map((verdict) => `${id}: ${verdict}`);
    });
    assert.deepEqual(lacking, []);
  });
});
