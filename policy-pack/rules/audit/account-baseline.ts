import { accountSubject } from "../../audit/subject";
import { about, violated } from "../../engine/observations";
import type { StackRule } from "../../engine/rule";
import { textAt } from "../../engine/settings";
import { read } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** What an account needs, by type; a setting that is off counts as missing. */
const needs: readonly (readonly [what: string, type: string, setting?: string])[] = [
  ["threat detector", "aws:guardduty/detector:Detector", "enable"],
  ["configuration recorder", "aws:cfg/recorder:Recorder"],
  ["access analyzer", "aws:accessanalyzer/analyzer:Analyzer"],
];

/** Somebody owns the account's detector, recorder and analyzer. */
export const accountBaseline: StackRule = {
  id: "audit/account-baseline",
  title: "Somebody owns the account's detector, recorder and analyzer",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  onUndecided: "warn",
  needs: "stack",
  applies: needs.map(([, type]) => type),
  why: "They are one per account and Region, so each stack may believe that another one has them.",
  fix: 'Declare them in this stack, or publish accountBaseline: "reference" in a component\'s zeroTrust input.',
  decides:
    "The stack declares a detector that is on, a configuration recorder and an access analyzer, or a component says that another stack owns them.",
  cannotDecide: "Whether the stack that is referred to really has them.",
  frameworks: { ...familyFrameworks.audit, nist80053: ["CA-7", "CM-8", "SI-4"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'zeroTrust: { contract: 1, accountBaseline: "reference" }',
    fail: "a stack of AWS resources without a detector",
  },
  check: (stack, { declared }) => {
    if (declared.contracts.some((contract) => contract.accountBaseline === "reference")) return [];
    const missing = needs.filter(
      ([, type, setting]) =>
        !stack
          .ofType(type)
          .some(
            ({ properties }) =>
              setting === undefined || textAt(read(properties, setting)) !== "false",
          ),
    );
    const subject = accountSubject(stack);
    if (missing.length === 0 || subject === undefined) return [];
    const names = missing.map(([what]) => what).join(", ");
    return about(subject, [
      { ...violated("", `Nobody is said to own the account's ${names}.`), value: names },
    ]);
  },
};
