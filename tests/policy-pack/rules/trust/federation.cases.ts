import type { Value } from "../../../../policy-pack/engine/value";
import { federation } from "../../../../policy-pack/rules/trust/federation";
import { unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { noTrust, trust, trustObject, unknownTrust } from "./trusts";

const strict = { profile: "strict" } as const;
const host = "token.actions.githubusercontent.com";
const provider = `arn:aws:iam::111122223333:oidc-provider/${host}`;
const main = "repo:acme/shop:ref:refs/heads/main";

const web = (Condition: Value | undefined, Federated: Value = provider) =>
  trust({
    Principal: { Federated },
    Action: "sts:AssumeRoleWithWebIdentity",
    ...(Condition !== undefined && { Condition }),
  });
const github = (sub: Value, operator = "StringLike") =>
  web({
    "ForAnyValue:StringEquals": { [`${host}:aud`]: "sts.amazonaws.com" },
    [operator]: { [`${host}:sub`]: sub },
  });
const other = (name: string, sub: string) =>
  web(
    {
      StringEquals: { [`${name}:aud`]: "sts.amazonaws.com" },
      StringLike: { [`${name}:sub`]: sub },
    },
    `arn:aws:iam::111122223333:oidc-provider/${name}`,
  );
const cluster = "oidc.eks.eu-west-1.amazonaws.com/id/ABC123";
const cognito = (Condition: Value | undefined) => web(Condition, "cognito-identity.amazonaws.com");
const saml = (Condition: Value | undefined) =>
  web(Condition, "arn:aws:iam::111122223333:saml-provider/Staff");

export const federationCases = ruleCases(federation, [
  {
    requirement: "POL-152",
    title: "one branch of one repository, from a provider by ARN",
    resources: github(main),
    verdict: "pass",
  },
  {
    title: "one branch in profile strict",
    resources: github(main, "StringEquals"),
    configuration: strict,
    verdict: "pass",
  },
  {
    requirement: "POL-152",
    title: "every repository of an owner",
    resources: github("repo:acme/*"),
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Principal/Federated",
    message: /narrow subject \(sub\)/,
    fix: /sub key with one exact subject, such as repo:acme\/shop:ref:refs\/heads\/main/,
    count: 1,
  },
  {
    requirement: "POL-152",
    title: "every branch of a repository in profile strict",
    resources: github("repo:acme/shop:*"),
    configuration: strict,
    verdict: "fail",
  },
  {
    requirement: "POL-152",
    title: "every branch of a repository in profile baseline",
    resources: github("repo:acme/shop:*"),
    verdict: "pass",
  },
  { requirement: "POL-152", title: "every subject", resources: github("*"), verdict: "fail" },
  {
    requirement: "POL-152",
    title: "no subject",
    resources: web({ StringEquals: { [`${host}:aud`]: "sts.amazonaws.com" } }),
    verdict: "fail",
    message: /sub/,
    count: 1,
  },
  {
    requirement: "POL-152",
    title: "no audience",
    resources: web({ StringEquals: { [`${host}:sub`]: main } }),
    verdict: "fail",
    message: /audience \(aud\)/,
    fix: /aud key/,
    count: 1,
  },
  { title: "no condition at all", resources: web(undefined), verdict: "fail", count: 2 },
  {
    title: "a pattern of audiences",
    resources: web({
      StringLike: { [`${host}:aud`]: "sts.*", [`${host}:sub`]: main },
    }),
    verdict: "fail",
    count: 1,
  },
  {
    title: "a pattern that crosses repositories",
    resources: github("repo:acme/*:ref:refs/heads/main"),
    verdict: "fail",
  },
  { title: "a pattern without its colon", resources: github("repo:acme/shop*"), verdict: "fail" },
  {
    title: "one narrow subject and one wide one",
    resources: github([main, "repo:acme/*"]),
    verdict: "fail",
  },
  {
    title: "release branches in profile strict",
    resources: github("repo:acme/shop:ref:refs/heads/release-*"),
    configuration: strict,
    verdict: "pass",
  },
  {
    title: "a subject that tokens may lack",
    resources: github(main, "StringEqualsIfExists"),
    verdict: "fail",
  },
  {
    title: "conditions on another provider's claims",
    resources: web({
      StringEquals: {
        "gitlab.com:aud": "sts.amazonaws.com",
        "gitlab.com:sub": "project_path:a/b:x",
      },
    }),
    verdict: "fail",
    count: 2,
  },
  {
    title: "a branch pattern of one GitLab project",
    resources: other("gitlab.com", "project_path:acme/shop:ref_type:branch:ref:*"),
    verdict: "pass",
  },
  {
    title: "every GitLab project of a group",
    resources: other("gitlab.com", "project_path:acme/*:ref_type:branch:ref:main"),
    verdict: "fail",
  },
  {
    title: "the phases of one Terraform workspace",
    resources: other("app.terraform.io", "organization:acme:project:p:workspace:w:run_phase:*"),
    verdict: "pass",
  },
  {
    title: "every Terraform workspace",
    resources: other("app.terraform.io", "organization:acme:project:p:workspace:*:run_phase:plan"),
    verdict: "fail",
  },
  {
    title: "the steps of one Bitbucket repository",
    resources: other("api.bitbucket.org", "{0a1b2c3d-0000-1111-2222-333344445555}:*"),
    verdict: "pass",
  },
  {
    title: "the users of one CircleCI project",
    resources: other("oidc.circleci.com/org/0a1b", "org/0a1b/project/2c3d/user/*"),
    verdict: "pass",
  },
  {
    title: "one Kubernetes service account",
    resources: other(cluster, "system:serviceaccount:shop:api"),
    verdict: "pass",
  },
  {
    title: "every Kubernetes service account of a namespace",
    resources: other(cluster, "system:serviceaccount:shop:*"),
    verdict: "fail",
  },
  {
    title: "a Google subject",
    resources: web(
      {
        StringEquals: {
          "accounts.google.com:aud": "client",
          "accounts.google.com:sub": "10769150350006150715113082367",
        },
      },
      "accounts.google.com",
    ),
    verdict: "pass",
  },
  {
    title: "a Login with Amazon application and user",
    resources: web(
      {
        StringEquals: { "www.amazon.com:app_id": "amzn1.app", "www.amazon.com:user_id": "amzn1.u" },
      },
      "www.amazon.com",
    ),
    verdict: "pass",
  },
  {
    title: "a Google service account by its party, and a Facebook user",
    resources: [
      ...web(
        {
          StringEquals: { "accounts.google.com:azp": "client", "accounts.google.com:sub": "1076" },
        },
        "accounts.google.com",
      ),
      ...web(
        { StringEquals: { "graph.facebook.com:app_id": "1", "graph.facebook.com:id": "2" } },
        "graph.facebook.com",
      ),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-152",
    title: "SAML with its audience",
    resources: saml({ StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } }),
    verdict: "pass",
  },
  {
    requirement: "POL-152",
    title: "SAML without its audience",
    resources: saml(undefined),
    verdict: "fail",
    message: /saml-provider\/staff .*audience/,
    count: 1,
  },
  {
    requirement: "POL-152",
    title: "Cognito with audience and sign-in",
    resources: cognito({
      StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:0a1b2c3d" },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
    }),
    configuration: strict,
    verdict: "pass",
  },
  {
    requirement: "POL-152",
    title: "Cognito without sign-in",
    resources: cognito({
      StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:0a1b2c3d" },
    }),
    verdict: "fail",
    message: /how the user signed in/,
    fix: /ForAnyValue:StringLike/,
    count: 1,
  },
  {
    title: "Cognito without audience",
    resources: cognito({
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
    }),
    verdict: "fail",
    count: 1,
  },
  {
    title: "Cognito guests in profile strict",
    resources: cognito({
      StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:0a1b2c3d" },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
    }),
    configuration: strict,
    verdict: "fail",
  },
  {
    title: "Cognito guests in profile baseline",
    resources: cognito({
      StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:0a1b2c3d" },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
    }),
    verdict: "pass",
  },
  {
    title: "an unknown provider with narrow claims",
    resources: web(
      { StringEquals: { [`${host}:aud`]: "sts.amazonaws.com", [`${host}:sub`]: main } },
      unknown,
    ),
    verdict: "pass",
  },
  {
    title: "an unknown provider without claims",
    resources: web(undefined, unknown),
    verdict: "fail",
    message: /the identity provider/,
    count: 2,
  },
  {
    title: "every provider, which another rule reports",
    resources: web(unknown, "*"),
    verdict: "pass",
  },
  ...[
    ["SAML", { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } }] as const,
    [
      "Cognito",
      {
        StringEquals: { "cognito-identity.amazonaws.com:aud": "eu-west-1:0a1b2c3d" },
        "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
      },
    ] as const,
  ].map(([kind, conditions]) => ({
    title: `an unknown provider that can only be one of ${kind}`,
    resources: web(conditions, unknown),
    verdict: "pass" as const,
  })),
  {
    title: "an unknown provider with an unknown audience for SAML",
    resources: web({ StringEquals: { "SAML:aud": unknown } }, unknown),
    verdict: "undecided",
    message: /The aud asked of the identity provider is unknown/,
    count: 1,
  },
  {
    title: "an unknown provider whose subjects are wide",
    resources: web(
      {
        StringEquals: { [`${host}:aud`]: "sts.amazonaws.com" },
        StringLike: { [`${host}:sub`]: "repo:acme/*" },
      },
      unknown,
    ),
    verdict: "fail",
    message: /narrow subject/,
    count: 1,
  },
  {
    title: "a service",
    resources: trustObject({ Principal: { Service: "ecs-tasks.amazonaws.com" } }),
    verdict: "pass",
  },
  { title: "no document", resources: noTrust, verdict: "pass" },
  {
    title: "an unknown subject",
    resources: github(unknown),
    verdict: "undecided",
    level: "mandatory",
    message: /The sub asked of/,
    count: 1,
  },
  { title: "an unknown document", resources: unknownTrust, verdict: "undecided" },
]);
