import type { Value } from "../../../../policy-pack/engine/value";
import { bucketAcl } from "../../../../policy-pack/rules/resource/bucket-acl";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const everybody = "http://acs.amazonaws.com/groups/global/AllUsers";
const authenticated = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
const logDelivery = "http://acs.amazonaws.com/groups/s3/LogDelivery";
const aclType = "aws:s3/bucketAcl:BucketAcl";
const canned = (acl: Value, type = aclType) => [resource(type, { bucket: "orders", acl })];
const policy = (grantee: Value) => [
  resource(aclType, {
    bucket: "orders",
    accessControlPolicy: {
      owner: { id: "79a5" },
      grants: [
        { grantee: { type: "CanonicalUser", id: "79a5" }, permission: "FULL_CONTROL" },
        { grantee, permission: "READ" },
      ],
    },
  }),
];

export const bucketAclCases = ruleCases(bucketAcl, [
  { title: "a private bucket", resources: canned("private"), verdict: "pass" },
  { title: "delivery of access logs", resources: canned("log-delivery-write"), verdict: "pass" },
  { title: "no ACL", resources: [resource("aws:s3/bucket:Bucket", {})], verdict: "pass" },
  {
    requirement: "POL-164",
    title: "a bucket that everybody reads",
    resources: canned("public-read"),
    verdict: "fail",
    path: "/acl",
    level: "mandatory",
    message: /public-read admits everybody\.$/,
    fix: /BucketOwnerEnforced/,
    count: 1,
  },
  {
    requirement: "POL-164",
    title: "a bucket that everybody writes",
    resources: canned("public-read-write", "aws:s3/bucket:Bucket"),
    verdict: "fail",
  },
  {
    requirement: "POL-164",
    title: "a bucket that every AWS account reads",
    resources: canned("authenticated-read"),
    verdict: "fail",
    message: /admits every AWS account\.$/,
  },
  ...["bucketObject:BucketObject", "bucketObjectv2:BucketObjectv2", "objectCopy:ObjectCopy"].map(
    (type) => ({
      title: `a public object of type ${type}`,
      resources: canned("public-read", `aws:s3/${type}`),
      verdict: "fail" as const,
    }),
  ),
  {
    requirement: "POL-164",
    title: "a grant to all users",
    resources: policy({ type: "Group", uri: everybody }),
    verdict: "fail",
    path: "/accessControlPolicy/grants/1/grantee/uri",
    message: /group AllUsers/,
    fix: /Remove the grant/,
    count: 1,
  },
  {
    requirement: "POL-164",
    title: "an inline grant to all authenticated users",
    resources: [
      resource("aws:s3/bucket:Bucket", {
        grants: [{ type: "Group", uri: authenticated, permissions: ["READ"] }],
      }),
    ],
    verdict: "fail",
    path: "/grants/0/uri",
    message: /group AuthenticatedUsers/,
  },
  {
    title: "a grant to all users on a copied object",
    resources: [
      resource("aws:s3/objectCopy:ObjectCopy", {
        grants: [{ type: "Group", uri: everybody, permissions: ["READ"] }],
      }),
    ],
    verdict: "fail",
  },
  {
    title: "a grant to the group that delivers logs",
    resources: policy({ type: "Group", uri: logDelivery }),
    verdict: "pass",
  },
  { title: "a grant without grantee", resources: policy(null), verdict: "pass" },
  {
    title: "an unknown ACL",
    resources: canned(unknown),
    verdict: "undecided",
    path: "/acl",
    level: "mandatory",
  },
  {
    title: "unknown grants",
    resources: [resource("aws:s3/bucket:Bucket", { grants: unknown })],
    verdict: "undecided",
    path: "/grants",
  },
  { title: "an unknown grantee", resources: policy(unknown), verdict: "undecided" },
  {
    title: "an unknown group",
    resources: policy({ type: "Group", uri: unknown }),
    verdict: "undecided",
    path: "/accessControlPolicy/grants/1/grantee/uri",
  },
]);
