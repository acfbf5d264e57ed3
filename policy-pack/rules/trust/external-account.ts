import type { CheckContext, Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import {
  asksExternalId,
  namesCallers,
  staysInOrganization,
  strongest,
} from "../../iam/caller-limit";
import { undecided } from "../../iam/check";
import type { PrincipalEntry, Statement } from "../../iam/document";
import { eachAllow } from "../../iam/each-allow";
import { ownership, principalForm } from "../../iam/principal-forms";

/** Trust in a whole foreign account needs an external id, our organization, or exact callers. */
export const externalAccount: ResourceRule = {
  id: "trust/external-account",
  title: "Trust in another account is narrow",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:iam/role:Role"],
  why: "Trust in a whole account lets everybody there, and everybody its owner serves, assume the role.",
  fix: "Name the exact role ARN as principal, or add StringEquals sts:ExternalId, aws:PrincipalOrgID or aws:PrincipalArn.",
  decides:
    "Whether an account root or a bare account id that is not ours is limited by an external id, an organization of ours or exact principal ARNs.",
  cannotDecide:
    "Whether an account is ours when neither pack configuration nor a provider's allowedAccountIds lists any, and whether an external id is hard to guess.",
  frameworks: familyFrameworks.trust,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Principal":{"AWS":"444455556666"},"Condition":{"StringEquals":{"sts:ExternalId":"orbit-7f3a"}}}',
    fail: '{"Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"sts:AssumeRole"}',
  },
  check: eachAllow(["trust"], (statement, { context }) =>
    statement.principals.flatMap((principal) => judge(principal, statement, context)),
  ),
};

function judge(
  principal: PrincipalEntry,
  { conditions }: Statement,
  context: CheckContext,
): readonly Observation[] {
  const form = principalForm(principal);
  if (form.kind !== "account") return [];
  const owner = ownership(form.account, context.accounts);
  if (owner === "ours") return [];
  const limit = strongest(
    asksExternalId(conditions),
    staysInOrganization(conditions, context),
    namesCallers(conditions),
  );
  if (limit === "met") return [];
  const { path } = principal.entry;
  if (limit === "undecided") {
    return [undecided(path, `The value that limits account ${form.account} is unknown.`)];
  }
  return owner === "foreign" ? [foreign(path, form.account)] : [unknownOwner(path, form.account)];
}

const foreign = (path: string, account: string): Observation => ({
  verdict: "fail",
  path,
  message: `Account ${account} is not ours, and everybody in it may assume the role.`,
});

const unknownOwner = (path: string, account: string): Observation => ({
  verdict: "undecided",
  path,
  message: `Whether account ${account} is ours is unknown; if not, everybody in it may assume the role.`,
  fix: "List your accounts in pack configuration or in the provider's allowedAccountIds, or name the exact role ARN.",
});
