import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../policy-pack/engine/value";
import { made, type Statement, text } from "./quality-case";

/** A role with what one of these roles always has, and a trust policy. */
export function trusting(assumeRolePolicy: string | Properties): StackResource {
  return made("iam/Role trusted", {
    description: "What this program does",
    assumeRolePolicy,
    permissionsBoundary: "arn:aws:iam::111122223333:policy/workload-boundary",
    maxSessionDuration: 3600,
  });
}

/** A statement that lets principals become a role. */
export function trust(
  Principal: Value,
  Condition?: Properties,
  Action: Value = "sts:AssumeRole",
): Statement {
  return { Effect: "Allow", Principal, Action, ...(Condition === undefined ? {} : { Condition }) };
}

/** The trust policy, as text, in the tokens of an identity provider. */
export function federated(provider: string, Condition?: Properties): string {
  const Action = provider.includes("saml-provider")
    ? "sts:AssumeRoleWithSAML"
    : "sts:AssumeRoleWithWebIdentity";
  return text(trust({ Federated: provider }, Condition, Action));
}

/** The provider of a forge's workflows. */
export const forge = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";

/** The provider of a cluster's service accounts. */
export const cluster =
  "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";

/** The provider of the people of the company. */
export const directory = "arn:aws:iam::111122223333:saml-provider/Directory";
