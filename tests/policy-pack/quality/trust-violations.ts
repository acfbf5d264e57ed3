import { faults } from "./concerns";
import { casesOf, text, tree } from "./quality-case";
import { cluster, directory, federated, forge, trust, trusting } from "./trust-roles";

const stating = casesOf(faults.trust);
const violation = (title: string, policy: Parameters<typeof trusting>[0]) =>
  stating.violation(title, "trusted", trusting(policy));

const aud = "token.actions.githubusercontent.com:aud";
const sub = "token.actions.githubusercontent.com:sub";

/** Trust policies that a reviewer rejects. */
export const violations = [
  violation("anybody, as an object", tree(trust({ AWS: "*" }))),
  violation(
    "anybody from an address, as text",
    text(trust("*", { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } })),
  ),
  violation(
    "a whole other account without external id",
    text(trust({ AWS: "arn:aws:iam::444455556666:root" })),
  ),
  violation("a whole other account by its number alone", tree(trust({ AWS: ["444455556666"] }))),
  violation(
    "the workflows of every repository of the forge",
    federated(forge, { StringEquals: { [aud]: "sts.amazonaws.com" } }),
  ),
  violation(
    "a subject that every repository fulfils",
    federated(forge, {
      StringEquals: { [aud]: "sts.amazonaws.com" },
      StringLike: { [sub]: "repo:*" },
    }),
  ),
  violation(
    "an organisation named by the start of its name",
    federated(forge, {
      StringEquals: { [aud]: "sts.amazonaws.com" },
      StringLike: { [sub]: ["repo:acme*"] },
    }),
  ),
  violation(
    "a subject under ForAllValues, which holds when there is none",
    federated(forge, {
      StringEquals: { [aud]: "sts.amazonaws.com" },
      "ForAllValues:StringLike": { [sub]: "repo:acme/orders:ref:refs/heads/main" },
    }),
  ),
  violation(
    "no audience for the token",
    federated(forge, { StringEquals: { [sub]: "repo:acme/orders:environment:prod" } }),
  ),
  violation("the people of the directory, without audience", federated(directory)),
  violation(
    "a scheduler, on behalf of any account",
    text(trust({ Service: "scheduler.amazonaws.com" })),
  ),
  violation(
    "a model service, on behalf of any account, in a list",
    tree(trust({ Service: ["bedrock.amazonaws.com"] })),
  ),
  violation(
    "a good statement and a second for everybody",
    text(
      trust(
        { Service: "lambda.amazonaws.com" },
        { StringEquals: { "aws:SourceAccount": "111122223333" } },
      ),
      trust({ AWS: ["arn:aws:iam::111122223333:role/deploy", "*"] }),
    ),
  ),
  violation(
    "every account but one",
    text(trust({ AWS: "*" }, { StringNotEquals: { "aws:PrincipalAccount": "444455556666" } })),
  ),
  violation(
    "an external id only if there is one",
    text(
      trust(
        { AWS: "arn:aws:iam::444455556666:root" },
        { StringEqualsIfExists: { "sts:ExternalId": "7c1d2f" } },
      ),
    ),
  ),
  violation(
    "any external id",
    tree(
      trust({ AWS: "arn:aws:iam::444455556666:root" }, { StringLike: { "sts:ExternalId": "*" } }),
    ),
  ),
  violation(
    "every identity pool, guests included",
    text(
      trust(
        { Federated: "cognito-identity.amazonaws.com" },
        undefined,
        "sts:AssumeRoleWithWebIdentity",
      ),
    ),
  ),
  violation(
    "every service account of the cluster",
    federated(cluster, {
      StringLike: {
        "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:sub":
          "system:serviceaccount:*:*",
        "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE:aud":
          "sts.amazonaws.com",
      },
    }),
  ),
  violation(
    "everybody but one user",
    text({
      Effect: "Allow",
      NotPrincipal: { AWS: "arn:aws:iam::111122223333:user/mallory" },
      Action: "sts:AssumeRole",
    }),
  ),
  violation(
    "every organisation",
    text(trust({ AWS: "*" }, { StringLike: { "aws:PrincipalOrgID": "o-*" } })),
  ),
  violation(
    "every action of the token service",
    text(trust({ AWS: "arn:aws:iam::111122223333:role/deploy" }, undefined, "sts:*")),
  ),
  violation(
    "every certificate of every trust anchor",
    tree(
      trust({ Service: "rolesanywhere.amazonaws.com" }, undefined, [
        "sts:AssumeRole",
        "sts:SetSourceIdentity",
        "sts:TagSession",
      ]),
    ),
  ),
];
