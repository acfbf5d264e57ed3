import { type Target, targetsIn } from "../../contract/targets";
import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

/** No document is declared by two declarations. */
export const claimedTwice: StackRule = {
  id: "contract/claimed-twice",
  title: "Each document is declared once",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [],
  why: "Of two declarations of one document at most one can be true, and nothing says which.",
  fix: "Declare the document once, in the component that creates its resource.",
  decides:
    "Whether two declarations, of one component or of several above each other, are about the same property of the same resource.",
  cannotDecide:
    "Which of them is right: until one is removed, their statements are judged together.",
  frameworks: familyFrameworks.contract,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "one declaration for the policy of orbit-send",
    fail: "two declarations for the policy of orbit-send",
  },
  check: (stack, { declared }) => {
    const claims = new Map<string, Target>();
    return targetsIn(stack, declared).flatMap((claim): readonly StackObservation[] => {
      const { document, component: resource, carriers } = claim;
      const { id, path, property, target } = document;
      return carriers.flatMap(({ urn }): readonly StackObservation[] => {
        const key = JSON.stringify([urn, property]);
        const earlier = claims.get(key);
        if (earlier === undefined) {
          claims.set(key, claim);
          return [];
        }
        return [
          {
            resource,
            verdict: "fail",
            path,
            value: `${target} ${property}`,
            message: `${id} declares ${property} of ${target}, which ${earlier.document.id} declares already.`,
            evidence: [{ urn: earlier.component.urn, path: earlier.document.path }],
          },
        ];
      });
    });
  },
};
