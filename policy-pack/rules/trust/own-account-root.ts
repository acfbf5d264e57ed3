import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { namesCallers } from "../../iam/caller-limit";
import { undecided } from "../../iam/check";
import { eachAllow } from "../../iam/each-allow";
import { ownership, principalForm } from "../../iam/principal-forms";

/** In profile strict, trust in our own account must name who in it. */
export const ownAccountRoot: ResourceRule = {
  id: "trust/own-account-root",
  title: "Trust in our own account names who in it",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:iam/role:Role"],
  why: "The account root as principal hands the decision to every identity policy in the account.",
  fix: "Name the exact role ARN as principal, or add ArnEquals aws:PrincipalArn with it.",
  decides:
    "In profile strict, whether our account root or bare account id is limited to exact principal ARNs. Profile baseline accepts it.",
  cannotDecide: "Which identity policies of the account use the delegation.",
  frameworks: familyFrameworks.trust,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Principal":{"AWS":"arn:aws:iam::111122223333:role/deploy"},"Action":"sts:AssumeRole"}',
    fail: '{"Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"sts:AssumeRole"} in profile strict',
  },
  check: eachAllow(["trust"], ({ principals, conditions }, { context }) =>
    principals.flatMap((principal) => {
      const form = principalForm(principal);
      if (context.profile !== "strict" || form.kind !== "account") return [];
      if (ownership(form.account, context.accounts) !== "ours") return [];
      const limit = namesCallers(conditions);
      const { path } = principal.entry;
      if (limit === "met") return [];
      if (limit === "undecided")
        return [undecided(path, "The principal ARN that limits it is unknown.")];
      const message = `Our account ${form.account} is trusted as a whole.`;
      return [{ verdict: "fail", path, message }];
    }),
  ),
};
