import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { policyType } from "../../iam/effective/attachment-types";
import { boundedTypes, namedAt, usedBoundaries } from "../../iam/effective/bounded";
import { statementsOf } from "../../iam/effective/sources";
import { isUnlimited } from "../../iam/effective/unlimited";

/** A boundary must limit something. */
export const boundaryEffect: StackRule = {
  id: "boundary/effect",
  title: "Boundaries limit",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [policyType, ...boundedTypes],
  why: "A boundary that allows everything looks like a limit and is none.",
  fix: "Allow only the services and resources that its holders need, or deny the rest by NotAction.",
  decides:
    "Whether a policy that bounds somebody allows every action on everything and denies nothing beyond changes to itself.",
  cannotDecide:
    "It does not weigh how much a boundary with denials still allows, and boundaries outside the stack are not read.",
  frameworks: familyFrameworks.boundary,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","NotAction":["sqs:*","logs:*"],"Resource":"*"}]}',
    fail: '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  },
  check: (stack, context) =>
    usedBoundaries(stack, context).flatMap((used): readonly StackObservation[] => {
      const { source } = used;
      const { carrier: resource, document, path } = source;
      const evidence = namedAt(used);
      if (document.kind === "unknown") {
        const message = "The boundary is unknown and no component declares its statements.";
        return [{ resource, verdict: "undecided", path: document.path, message, evidence }];
      }
      const unlimited = isUnlimited(statementsOf(source), context);
      if (unlimited === "no") return [];
      return [
        {
          resource,
          verdict: unlimited === "yes" ? "fail" : "undecided",
          path,
          message:
            unlimited === "yes"
              ? "The boundary allows every action on every resource, and denies nothing of it."
              : "Whether the boundary limits anything cannot be told: part of it is unknown.",
          evidence,
        },
      ];
    }),
};
