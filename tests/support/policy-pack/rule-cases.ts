import assert from "node:assert/strict";
import type { Rule, StackResource } from "../../../policy-pack/engine/rule";
import { Session } from "../../../policy-pack/engine/session";

/** A stack and what a rule must say of it. */
export interface RuleCase {
  /** What is special about the stack. */
  readonly title: string;
  /** Its resources, parents first. */
  readonly resources: readonly StackResource[];
  /** What the rule must say: nothing, a violation, or that it cannot decide. */
  readonly verdict: "pass" | "fail" | "undecided";
  /** JSON pointer of the finding. @default - any */
  readonly path?: string;
  /** Text that the message must hold. @default - any */
  readonly message?: RegExp;
}

/** What the rule finds in a stack, through the same session as in a preview. */
export function findingsOf(rule: Rule, resources: readonly StackResource[]) {
  const session = new Session([rule], {});
  const single = resources.flatMap((resource) => session.judgeResource(resource));
  return [...single, ...session.judgeStack(resources)].filter(({ rule: id }) => id === rule.id);
}

/** Rules about form and references: an unknown value is neither malformed nor a reference. */
const neverUndecided = ["iam/malformed", "contract/unresolved-reference"];

/** Declares one test for each case of a rule. */
export function describeRule(rule: Rule, cases: readonly RuleCase[]): void {
  describe(rule.id, () => {
    for (const { title, resources, verdict, path, message } of cases) {
      it(`${verdict === "pass" ? "accepts" : verdict === "fail" ? "reports" : "cannot decide"} ${title}`, () => {
        const findings = findingsOf(rule, resources);
        const verdicts = [...new Set(findings.map((finding) => finding.verdict))];
        assert.deepEqual(verdicts, verdict === "pass" ? [] : [verdict], JSON.stringify(findings));
        const [first] = findings;
        if (path !== undefined) assert.equal(first?.path, path);
        if (message !== undefined) assert.match(first?.message ?? "", message);
      });
    }

    it("has a case for each verdict it can give", () => {
      const verdicts = new Set(cases.map(({ verdict }) => verdict));
      assert.ok(verdicts.has("fail"), "no failing case");
      if (rule.unknown === "fail" && !neverUndecided.includes(rule.id)) {
        assert.ok(
          verdicts.has("pass") && verdicts.has("undecided"),
          "no passing or no undecided case",
        );
      }
    });
  });
}
