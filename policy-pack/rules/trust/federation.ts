import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { undecided } from "../../iam/check";
import type { PrincipalEntry, Statement } from "../../iam/document";
import { eachAllow } from "../../iam/each-allow";
import { type FederationClaim, federationClaims } from "../../iam/federation";
import { principalForm } from "../../iam/principal-forms";

/** Federated identities must be asked for their audience and for who they are. */
export const federation: ResourceRule = {
  id: "trust/federation",
  title: "Federated trust names audience and subject",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:iam/role:Role"],
  why: "A provider signs tokens for all its customers; without audience and subject any of them may assume the role.",
  fix: "Add StringEquals conditions on the provider's aud and on one exact sub, such as repo:acme/shop:ref:refs/heads/main.",
  decides:
    "Whether OIDC trust has equality on aud and a sub that names one repository, workspace or account; SAML its audience; Cognito aud and amr. In profile strict a sub may not end in everything, and Cognito guests are refused.",
  cannotDecide:
    "Whether the named subject is the right one, and what the provider puts into other claims.",
  frameworks: familyFrameworks.trust,
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'aud "sts.amazonaws.com" and sub "repo:acme/shop:ref:refs/heads/main", both by StringEquals',
    fail: 'sub "repo:acme/*" by StringLike',
  },
  check: eachAllow(["trust"], (statement, { context }) =>
    statement.principals.flatMap((principal) =>
      judge(principal, statement, context.profile === "strict"),
    ),
  ),
};

function judge(
  principal: PrincipalEntry,
  statement: Statement,
  isStrict: boolean,
): readonly Observation[] {
  const form = principalForm(principal);
  const isFederated = principal.type.toLowerCase() === "federated";
  if (!isFederated || form.kind === "everybody") return [];
  const provider = form.kind === "federated" ? form.provider : undefined;
  return federationClaims(provider, statement.conditions, isStrict).flatMap((claim) =>
    judgeClaim(claim, principal.entry.path, provider),
  );
}

function judgeClaim(
  { claim, demand }: FederationClaim,
  path: string,
  provider: string | undefined,
): readonly Observation[] {
  const who = provider ?? "the identity provider";
  if (demand === "met") return [];
  if (demand === "undecided") return [undecided(path, `The ${claim} asked of ${who} is unknown.`)];
  const message = `Tokens of ${who} are not limited by ${claimNames[claim] ?? claim}.`;
  return [{ verdict: "fail", path, message, value: `${who} ${claim}`, fix: fixes[claim] ?? "" }];
}

const claimNames: Readonly<Record<string, string>> = {
  aud: "their audience (aud)",
  sub: "a narrow subject (sub)",
  amr: "how the user signed in (amr)",
};

const fixes: Readonly<Record<string, string>> = {
  aud: "Add StringEquals on the provider's aud key with your own client id, such as sts.amazonaws.com.",
  sub: "Add StringEquals on the provider's sub key with one exact subject, such as repo:acme/shop:ref:refs/heads/main.",
  amr: "Add ForAnyValue:StringLike on cognito-identity.amazonaws.com:amr with authenticated.",
};
