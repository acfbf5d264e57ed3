import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { eachEntry, hasWildcard } from "../../iam/check";
import type { Statement } from "../../iam/document";
import { eachAllow } from "../../iam/each-allow";
import { principalForm } from "../../iam/principal-forms";

/** A trust policy must list the ways in which a role may be assumed. */
export const trustWildcardAction: ResourceRule = {
  id: "trust/wildcard-action",
  title: "Trust policies list their actions",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:iam/role:Role"],
  why: "A pattern admits federation and session tags beside the one way of assuming that was meant.",
  fix: "List the action, such as sts:AssumeRole, in full.",
  decides: "Whether an Allow of a trust policy names its actions by pattern or by exclusion.",
  cannotDecide: "Whether every listed action is needed.",
  frameworks: familyFrameworks.trust,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '"Action":["sts:AssumeRole","sts:TagSession"]',
    fail: '"Action":"sts:Assume*"',
  },
  check: eachAllow(["trust"], (statement) => [
    ...eachEntry(statement.actions, ({ text: action, path }) =>
      hasWildcard(action) ? [violation(path, action, statement)] : [],
    ),
    ...statement.notActions.slice(0, 1).map(({ path }): Observation => {
      const message = "NotAction allows every way of assuming but those listed.";
      return { verdict: "fail", path, message, fix: listed("NotAction", statement) };
    }),
  ]),
};

const violation = (path: string, action: string, statement: Statement): Observation => ({
  verdict: "fail",
  path,
  message: `Action ${action} is a pattern.`,
  fix: listed(action, statement),
});

const listed = (what: string, statement: Statement): string =>
  `Replace ${what} by ${assumingAction(statement)}, with sts:TagSession or sts:SetSourceIdentity only where used.`;

// Each kind of principal has one action to assume a role by.
function assumingAction({ principals }: Statement): string {
  const providers = principals.flatMap((principal) => {
    const form = principalForm(principal);
    return form.kind === "federated" ? [form.provider] : [];
  });
  if (providers.length === 0) return "sts:AssumeRole";
  return providers.some((provider) => provider.includes(":saml-provider/"))
    ? "sts:AssumeRoleWithSAML"
    : "sts:AssumeRoleWithWebIdentity";
}
