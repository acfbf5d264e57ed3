import type { Value } from "../../../../policy-pack/engine/value";
import { tlsOnly } from "../../../../policy-pack/rules/encrypt/tls-only";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";
import { denialArn as arn, both, denial, type Element, text, withoutTls } from "./tls-denials";
import { otherReachCases } from "./tls-reaches";

const bucket = resource("aws:s3/bucket:Bucket", { bucket: "orders" });
const policyOf = (policy: Value) =>
  resource("aws:s3/bucketPolicy:BucketPolicy", { bucket: "orders", policy });
const stackWith = (...statements: readonly Element[]) => [bucket, policyOf(text(...statements))];
const changed = (changes: Element) => stackWith({ ...denial, ...changes });
const read = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${arn}/*` };

const component = resource("app:index:Store", {
  zeroTrust: {
    contract: 1,
    documents: [
      {
        id: "orders",
        kind: "resource",
        target: "policy",
        property: "policy",
        statements: [{ ...denial, Resource: [{ ref: "Bucket" }, { ref: "Bucket", suffix: "/*" }] }],
      },
    ],
  },
});

export const tlsOnlyCases = ruleCases(tlsOnly, [
  {
    requirement: "POL-303",
    title: "a denial for everybody, of everything, on bucket and objects",
    resources: stackWith(denial),
    verdict: "pass",
  },
  {
    requirement: "POL-303",
    title: "wider actions",
    resources: changed({ Action: "*" }),
    verdict: "pass",
  },
  {
    requirement: "POL-303",
    title: "statements besides it",
    resources: stackWith(read, denial, read),
    verdict: "pass",
  },
  {
    requirement: "POL-303",
    title: "lists where one value would do",
    resources: changed({ Action: ["s3:*"], Principal: { AWS: ["*"] } }),
    verdict: "pass",
  },
  {
    requirement: "POL-303",
    title: "a test against the boolean",
    resources: changed({ Condition: { Bool: { "aws:SecureTransport": false } } }),
    verdict: "pass",
  },
  {
    requirement: "POL-303",
    title: "a list of values, operator and key in another case",
    resources: changed({ Condition: { boolIfExists: { "AWS:securetransport": ["False"] } } }),
    verdict: "pass",
  },
  {
    title: "every resource",
    resources: changed({ Resource: "*" }),
    verdict: "pass",
  },
  {
    title: "a wildcard that covers bucket and objects",
    resources: changed({ Resource: "arn:aws:s3:::orders*" }),
    verdict: "pass",
  },
  {
    title: "bucket and objects in two statements",
    resources: stackWith({ ...denial, Resource: arn }, { ...denial, Resource: `${arn}/*` }),
    verdict: "pass",
  },
  {
    title: "a denial of all but harmless things of other services",
    resources: stackWith({
      Effect: "Deny",
      Principal: "*",
      NotAction: "sqs:*",
      Resource: both,
      Condition: withoutTls,
    }),
    verdict: "pass",
  },
  {
    title: "old TLS, where no version counts too",
    resources: changed({ Condition: { NumericLessThanIfExists: { "s3:TlsVersion": "1.2" } } }),
    verdict: "pass",
  },
  {
    title: "a policy of the bucket's own, as an object",
    resources: [
      resource("aws:s3/bucket:Bucket", { bucket: "orders", policy: { Statement: denial } }),
    ],
    verdict: "pass",
  },
  {
    title: "a declared denial that names the bucket by reference",
    resources: [
      component,
      bucket,
      resource(
        "aws:s3/bucketPolicy:BucketPolicy",
        { bucket: "orders", policy: unknown },
        { name: "policy", parent: component },
      ),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-303",
    title: "a bucket without any policy, public or not",
    resources: [bucket],
    verdict: "fail",
    path: "",
    message: /^No statement denies requests without TLS/,
    fix: /"Action":\["s3:\*"\],"Resource":\["arn:aws:s3:::orders","arn:aws:s3:::orders\/\*"\]/,
  },
  {
    requirement: "POL-303",
    title: "objects only",
    resources: changed({ Resource: `${arn}/*` }),
    verdict: "fail",
    path: "/policy/Statement/0",
    message: /does not cover both the bucket and its objects/,
  },
  {
    requirement: "POL-303",
    title: "the bucket only",
    resources: changed({ Resource: arn }),
    verdict: "fail",
  },
  {
    requirement: "POL-303",
    title: "one principal",
    resources: changed({ Principal: { AWS: "arn:aws:iam::111122223333:role/orders" } }),
    verdict: "fail",
    message: /does not hold for everybody/,
  },
  {
    title: "every service, but nobody else",
    resources: changed({ Principal: { Service: "*" } }),
    verdict: "fail",
  },
  {
    title: "everybody but one",
    resources: stackWith({
      Effect: "Deny",
      NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/orders" },
      Action: "s3:*",
      Resource: both,
      Condition: withoutTls,
    }),
    verdict: "fail",
  },
  {
    requirement: "POL-303",
    title: "one action",
    resources: changed({ Action: "s3:GetObject" }),
    verdict: "fail",
    message: /does not cover s3:\*/,
  },
  {
    requirement: "POL-303",
    title: "an inverted test",
    resources: changed({ Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    verdict: "fail",
    message: /does not hold for every request without TLS/,
  },
  {
    requirement: "POL-303",
    title: "an Allow that demands TLS",
    resources: changed({ Effect: "Allow", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    verdict: "fail",
  },
  {
    title: "a second condition, which lets some requests through",
    resources: changed({
      Condition: { ...withoutTls, IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    }),
    verdict: "fail",
  },
  {
    title: "old TLS only, which plain HTTP has no version of",
    resources: changed({ Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } }),
    verdict: "fail",
  },
  {
    title: "an operator that compares text",
    resources: changed({ Condition: { StringEquals: { "aws:SecureTransport": "false" } } }),
    verdict: "fail",
  },
  {
    title: "a denial of all but S3",
    resources: stackWith({
      Effect: "Deny",
      Principal: "*",
      NotAction: "s3:Get*",
      Resource: both,
      Condition: withoutTls,
    }),
    verdict: "fail",
  },
  {
    title: "a denial of all but some objects",
    resources: stackWith({
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      NotResource: `${arn}/public/*`,
      Condition: withoutTls,
    }),
    verdict: "fail",
  },
  {
    title: "another bucket's policy",
    resources: [
      bucket,
      resource("aws:s3/bucketPolicy:BucketPolicy", { bucket: "other", policy: text(denial) }),
    ],
    verdict: "fail",
  },
  {
    title: "an unknown document",
    resources: [bucket, policyOf(unknown)],
    verdict: "undecided",
    path: "/policy",
  },
  {
    title: "an unknown principal",
    resources: changed({ Principal: { AWS: unknown } }),
    verdict: "undecided",
  },
  { title: "an unknown action", resources: changed({ Action: unknown }), verdict: "undecided" },
  { title: "an unknown resource", resources: changed({ Resource: unknown }), verdict: "undecided" },
  {
    title: "an unknown value of the test",
    resources: changed({ Condition: { Bool: { "aws:SecureTransport": unknown } } }),
    verdict: "undecided",
  },
  {
    title: "an unknown action beside an inverted test",
    resources: changed({
      Action: unknown,
      Condition: { Bool: { "aws:SecureTransport": "true" } },
    }),
    verdict: "fail",
  },
  {
    title: "a policy whose bucket is unknown",
    resources: [
      bucket,
      resource("aws:s3/bucketPolicy:BucketPolicy", { bucket: unknown, policy: text(denial) }),
    ],
    verdict: "undecided",
    path: "",
  },
  ...otherReachCases,
]);
