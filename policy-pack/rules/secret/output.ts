import type { StackObservation, StackRule } from "../../engine/rule";
import { pointer } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { isCredential } from "../../secret/credential";
import { leavesOf } from "../../secret/leaves";

/** No output of the stack hands out a credential. */
export const secretOutput: StackRule = {
  id: "secret/output",
  title: "No output holds a credential",
  severity: "high",
  level: "mandatory",
  onUndecided: "warn",
  needs: "stack",
  applies: ["pulumi:pulumi:Stack"],
  why: "Outputs are printed, stored in the state, and read by every stack that refers to this one.",
  fix: "Remove the output, or export the ARN of the secret.",
  decides: "Whether an output of the stack holds what looks like a credential.",
  cannotDecide:
    "Whether the output is marked secret, since marks are removed before a policy sees the value, and values that are no known kind of credential.",
  frameworks: familyFrameworks.secret,
  params: {},
  since: "0.2.0",
  examples: { pass: "an output with the ARN of a secret", fail: "an output with an access key id" },
  check: (stack) =>
    stack.ofType("pulumi:pulumi:Stack").flatMap((resource) =>
      leavesOf(resource.outputs)
        .filter(isCredential)
        .map(({ path }): StackObservation => {
          const message = `Output ${String(path[0])} holds what looks like a credential.`;
          return { resource, verdict: "fail", path: pointer(path), message };
        }),
    ),
};
