import { accountNeeds, accountNeedTypes, accountSubject } from "../../audit/account-needs";
import { about, undecidable, violated } from "../../engine/observations";
import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Somebody owns the account's detector, recorder and analyzer. */
export const accountBaseline: StackRule = {
  id: "audit/account-baseline",
  title: "Somebody owns the account's detector, recorder and analyzer",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  onUndecided: "warn",
  needs: "stack",
  applies: accountNeedTypes,
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
    const subject = accountSubject(stack);
    if (subject === undefined) return [];
    const { missing, open } = accountNeeds(stack);
    if (missing !== "") {
      const message = `Nobody is said to own the account's ${missing}.`;
      return about(subject, [{ ...violated("", message), value: missing }]);
    }
    if (open === "") return [];
    return about(subject, [
      { ...undecidable("", `Whether the account's ${open} is on is unknown.`), value: open },
    ]);
  },
};
