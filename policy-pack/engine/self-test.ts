import type { Finding, RuleFacts } from "./finding";
import { findingOf } from "./finding";
import type { Rule } from "./rule";
import { isUnknown, unknownSentinels } from "./value";

const facts: RuleFacts = {
  id: "pack/self-test",
  level: "mandatory",
  severity: "critical",
  onUndecided: "fail",
  why: "A pack that cannot recognise unknown values, or whose rules clash, must not be believed.",
  fix: "Use the pack with the version of @pulumi/policy it was built for.",
};

/** Checks at start what every verdict relies on: sentinels are recognised, rule ids are unique. */
export function selfTest(rules: readonly Rule[]): readonly Finding[] {
  const problem = (message: string) =>
    findingOf(facts, undefined, { verdict: "fail", path: "", message });
  const ids = rules.map(({ id }) => id);
  const duplicates = ids.filter((id, index) => ids.indexOf(id) < index);
  return [
    ...unknownSentinels
      .filter((sentinel) => !isUnknown(sentinel) || !isUnknown(`arn:${sentinel}/x`))
      .map((sentinel) => problem(`The unknown value ${sentinel} is not recognised.`)),
    ...duplicates.map((id) => problem(`Two rules are named ${id}.`)),
  ];
}
