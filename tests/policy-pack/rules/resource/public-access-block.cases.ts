import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { publicAccessBlock } from "../../../../policy-pack/rules/resource/public-access-block";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const bucket = resource("aws:s3/bucket:Bucket", { bucket: "audit" });
const nameless = resource("aws:s3/bucket:Bucket", {}, { name: "nameless" });
const all = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const blockType = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const blocked = (properties: Properties) => [
  bucket,
  resource(blockType, { bucket: "audit", ...properties }),
];
const account = (properties: Properties) =>
  resource("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", properties);
const accessPoint = (publicAccessBlockConfiguration: Value) => [
  resource("aws:s3/accessPoint:AccessPoint", { bucket: "audit", publicAccessBlockConfiguration }),
];

export const publicAccessBlockCases = ruleCases(publicAccessBlock, [
  { title: "a bucket with all four blocks", resources: blocked(all), verdict: "pass" },
  {
    title: "a bucket whose name is unknown, linked by dependency",
    resources: [
      nameless,
      resource(blockType, { bucket: unknown, ...all }, { refersTo: { bucket: nameless } }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-164",
    title: "a bucket without",
    resources: [bucket],
    verdict: "fail",
    path: "",
    level: "mandatory",
    message: /No public access block/,
    fix: /BucketPublicAccessBlock/,
  },
  {
    requirement: "POL-164",
    title: "a block of another bucket",
    resources: [bucket, resource(blockType, { bucket: "orders", ...all })],
    verdict: "fail",
    count: 1,
  },
  {
    requirement: "POL-164",
    title: "a block of an unknown bucket, which may be this one",
    resources: [bucket, resource(blockType, { bucket: unknown, ...all })],
    verdict: "undecided",
    path: "",
    message: /belongs to this bucket or to another/,
    count: 1,
  },
  {
    title: "an account whose block is unknown, and its bucket without",
    resources: [bucket, account({ ...all, ignorePublicAcls: unknown })],
    verdict: "undecided",
    path: "/ignorePublicAcls",
    count: 1,
  },
  ...Object.keys(all).map((setting) => ({
    requirement: "POL-164",
    title: `a bucket whose ${setting} is off`,
    resources: blocked({ ...all, [setting]: false }),
    verdict: "fail" as const,
    path: `/${setting}`,
    fix: new RegExp(`Set ${setting} to true`),
    count: 1,
  })),
  {
    title: "a block that is not mentioned",
    resources: blocked({ ...all, blockPublicPolicy: null }),
    verdict: "fail",
  },
  {
    title: "an unknown block",
    resources: blocked({ ...all, blockPublicAcls: unknown }),
    verdict: "undecided",
    path: "/blockPublicAcls",
  },
  {
    title: "a block of one of two buckets of the same name",
    resources: [
      ...blocked(all),
      resource("aws:s3/bucket:Bucket", { bucket: "audit" }, { name: "twin" }),
    ],
    verdict: "undecided",
    count: 2,
  },
  {
    title: "a bucket in an account that blocks public access",
    resources: [bucket, account(all)],
    verdict: "pass",
  },
  {
    title: "a bucket with a partial block in an account that blocks public access",
    resources: [...blocked({ ...all, blockPublicAcls: false }), account(all)],
    verdict: "pass",
  },
  {
    requirement: "POL-164",
    title: "an account with a partial block",
    resources: [account({ ...all, restrictPublicBuckets: false })],
    verdict: "fail",
    path: "/restrictPublicBuckets",
  },
  {
    title: "an account with a partial block, and its bucket without",
    resources: [bucket, account({ ...all, ignorePublicAcls: false })],
    verdict: "fail",
    count: 2,
  },
  { title: "an access point that says nothing", resources: accessPoint(null), verdict: "pass" },
  { title: "an access point with all four blocks", resources: accessPoint(all), verdict: "pass" },
  {
    requirement: "POL-164",
    title: "an access point that switches a block off",
    resources: accessPoint({ blockPublicPolicy: false }),
    verdict: "fail",
    path: "/publicAccessBlockConfiguration/blockPublicPolicy",
    message: /switches blockPublicPolicy off/,
    fix: /or leave it out/,
    count: 1,
  },
  {
    title: "an unknown block of an access point",
    resources: accessPoint({ blockPublicPolicy: unknown }),
    verdict: "undecided",
  },
  {
    title: "a multi-region access point that switches a block off",
    resources: [
      resource("aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint", {
        details: { name: "orders", publicAccessBlock: { ignorePublicAcls: false } },
      }),
    ],
    verdict: "fail",
    path: "/details/publicAccessBlock/ignorePublicAcls",
  },
]);
