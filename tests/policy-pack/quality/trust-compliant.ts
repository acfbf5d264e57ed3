import { unknown } from "../../support/policy-pack/resources";
import { concerns } from "./concerns";
import { casesOf, made, text, tree } from "./quality-case";
import { cluster, directory, federated, forge, trust, trusting } from "./trust-roles";

const stating = casesOf(concerns.trust);
const compliant = (title: string, policy: Parameters<typeof trusting>[0]) =>
  stating.compliant(title, trusting(policy));

const ours = { StringEquals: { "aws:SourceAccount": "111122223333" } };
const aud = "token.actions.githubusercontent.com:aud";
const sub = "token.actions.githubusercontent.com:sub";
const issuer = "oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
const deployer = trusting(text(trust({ Service: "lambda.amazonaws.com" }, ours)));

/** Trust policies that a reviewer lets pass. */
export const compliantCases = [
  compliant(
    "functions of the account, as text",
    text(trust({ Service: "lambda.amazonaws.com" }, ours)),
  ),
  compliant(
    "tasks of the account's clusters",
    tree(
      trust(
        { Service: "ecs-tasks.amazonaws.com" },
        { ...ours, ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:111122223333:*" } },
      ),
    ),
  ),
  compliant(
    "the workflows of one environment of one repository",
    federated(forge, {
      StringEquals: { [aud]: "sts.amazonaws.com", [sub]: "repo:acme/orders:environment:prod" },
    }),
  ),
  compliant(
    "the tags of one repository, by their start",
    federated(forge, {
      StringEquals: { [aud]: ["sts.amazonaws.com"] },
      StringLike: { [sub]: ["repo:acme/orders:ref:refs/tags/v*"] },
    }),
  ),
  compliant(
    "people of the directory who sign in to the console",
    federated(directory, {
      StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" },
    }),
  ),
  compliant(
    "one role of another account, with an external id",
    text(
      trust(
        { AWS: "arn:aws:iam::444455556666:role/orders-reader" },
        { StringEquals: { "sts:ExternalId": "7c1d2f" } },
      ),
    ),
  ),
  compliant(
    "one role of the account",
    tree(trust({ AWS: "arn:aws:iam::111122223333:role/deploy" })),
  ),
  compliant(
    "one service account of the cluster",
    federated(cluster, {
      StringEquals: {
        [`${issuer}:aud`]: "sts.amazonaws.com",
        [`${issuer}:sub`]: "system:serviceaccount:orders:api",
      },
    }),
  ),
  compliant(
    "pods of one cluster",
    text(
      trust(
        { Service: "pods.eks.amazonaws.com" },
        {
          ...ours,
          ArnEquals: { "aws:SourceArn": "arn:aws:eks:us-east-1:111122223333:cluster/orders" },
        },
        ["sts:AssumeRole", "sts:TagSession"],
      ),
    ),
  ),
  compliant(
    "one role, and a deny of everybody outside the organisation",
    text(trust({ AWS: "arn:aws:iam::111122223333:role/deploy" }), {
      Effect: "Deny",
      Principal: "*",
      Action: "sts:AssumeRole",
      Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-exampleorg" } },
    }),
  ),
  compliant(
    "signed-in users of one identity pool",
    text(
      trust(
        { Federated: "cognito-identity.amazonaws.com" },
        {
          StringEquals: {
            "cognito-identity.amazonaws.com:aud": "us-east-1:1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d",
          },
          "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
        },
        "sts:AssumeRoleWithWebIdentity",
      ),
    ),
  ),
  compliant(
    "one certificate of one trust anchor",
    tree(
      trust(
        { Service: "rolesanywhere.amazonaws.com" },
        {
          ...ours,
          ArnEquals: {
            "aws:SourceArn":
              "arn:aws:rolesanywhere:us-east-1:111122223333:trust-anchor/3a1b2c4d-1111-2222-3333-444455556666",
          },
        },
        ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"],
      ),
    ),
  ),
  compliant(
    "schedules of the account, in a list",
    text(trust({ Service: ["scheduler.amazonaws.com"] }, ours)),
  ),
  compliant(
    "people with a second factor, through one role",
    tree(
      trust(
        { AWS: ["arn:aws:iam::111122223333:role/engineer"] },
        { Bool: { "aws:MultiFactorAuthPresent": "true" } },
      ),
    ),
  ),
  stating.compliant(
    "a role of the stack, whose name is not known yet",
    deployer,
    made(
      "iam/Role second",
      {
        assumeRolePolicy: tree(trust({ AWS: unknown })),
        permissionsBoundary: "arn:aws:iam::111122223333:policy/workload-boundary",
      },
      { assumeRolePolicy: deployer },
    ),
  ),
  compliant(
    "a model service on behalf of one knowledge base",
    text(
      trust(
        { Service: "bedrock.amazonaws.com" },
        {
          ...ours,
          ArnLike: {
            "aws:SourceArn": "arn:aws:bedrock:us-east-1:111122223333:knowledge-base/*",
          },
        },
      ),
    ),
  ),
  compliant(
    "instances, which no other account can act through",
    text(trust({ Service: "ec2.amazonaws.com" })),
  ),
  compliant(
    "flow logs of one network",
    tree(
      trust(
        { Service: "vpc-flow-logs.amazonaws.com" },
        {
          ...ours,
          ArnLike: { "aws:SourceArn": "arn:aws:ec2:us-east-1:111122223333:vpc-flow-log/*" },
        },
      ),
    ),
  ),
];
