import { unexplainedPrincipal } from "../../../../policy-pack/rules/trust/unexplained-principal";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { noTrust, trust, trustObject, unknownTrust } from "./trusts";

const id = "AROAEXAMPLEEXAMPLE123";
const canonical = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

export const unexplainedPrincipalCases = ruleCases(unexplainedPrincipal, [
  {
    requirement: "POL-156",
    title: "a unique id that nothing explains",
    resources: trust({ Principal: { AWS: id } }),
    verdict: "undecided",
    path: "/assumeRolePolicy/Statement/0/Principal/AWS",
    level: "mandatory",
    message: /whose id AROAEXAMPLEEXAMPLE123 is/,
    fix: /by its ARN/,
    count: 1,
  },
  {
    requirement: "POL-156",
    title: "the unique id of a role of the stack",
    resources: [
      ...trust({ Principal: { AWS: [id] } }),
      resource("aws:iam/role:Role", { uniqueId: id }, { name: "reader" }),
    ],
    verdict: "pass",
  },
  {
    title: "a unique id that the configuration allows",
    resources: trust({ Principal: { AWS: id } }),
    configuration: { rules: { "trust/unexplained-principal": { params: { allowedIds: [id] } } } },
    verdict: "pass",
  },
  {
    requirement: "POL-156",
    title: "an assumed-role ARN",
    resources: trustObject({
      Principal: { AWS: "arn:aws:sts::111122223333:assumed-role/deploy/ana" },
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-156",
    title: "a canonical user that nothing explains",
    resources: [
      resource("aws:s3/bucketPolicy:BucketPolicy", {
        policy: document({
          Principal: { CanonicalUser: canonical },
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::orders/*",
        }),
      }),
    ],
    verdict: "undecided",
    path: "/policy/Statement/0/Principal/CanonicalUser",
  },
  {
    title: "the canonical user of an origin access identity of the stack",
    resources: [
      resource("aws:s3/bucketPolicy:BucketPolicy", {
        policy: document({ Principal: { CanonicalUser: canonical }, Action: "s3:GetObject" }),
      }),
      resource("aws:cloudfront/originAccessIdentity:OriginAccessIdentity", {
        s3CanonicalUserId: canonical,
      }),
    ],
    verdict: "pass",
  },
  {
    title: "the canonical user that delivers CloudFront logs",
    resources: [
      resource("aws:s3/bucketPolicy:BucketPolicy", {
        policy: document({
          Principal: {
            CanonicalUser: "c4c1ede66af53448b93c283ce9448c4ba468c9432aa01d700d3878632f77d2d0",
          },
          Action: "s3:PutObject",
        }),
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a principal of no known form",
    resources: trust({ Principal: { AWS: "somebody" } }),
    verdict: "fail",
    message: /somebody has no form that AWS documents/,
  },
  {
    title: "a service of no known form",
    resources: trust({ Principal: { Service: "ecs.example.com" } }),
    verdict: "undecided",
  },
  {
    title: "a role, an account and a CloudFront identity by ARN",
    resources: trust({
      Principal: {
        AWS: [
          "arn:aws:iam::111122223333:role/reader",
          "111122223333",
          "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E127EXAMPLE51Z",
        ],
      },
    }),
    verdict: "pass",
  },
  {
    title: "a denial of an id that nothing explains",
    resources: trust({ Effect: "Deny", Principal: { AWS: id } }),
    verdict: "pass",
  },
  { title: "no document", resources: noTrust, verdict: "pass" },
  {
    title: "an unknown principal, which other rules report",
    resources: trust({ Principal: { AWS: unknown } }),
    verdict: "pass",
  },
  {
    title: "an unknown document, which other rules report",
    resources: unknownTrust,
    verdict: "pass",
  },
]);
