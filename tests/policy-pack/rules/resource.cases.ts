import type { Properties } from "../../../policy-pack/engine/value";
import { lambdaPermission } from "../../../policy-pack/rules/resource/lambda-permission";
import { publicAccessBlock } from "../../../policy-pack/rules/resource/public-access-block";
import { resource, unknown } from "../../support/policy-pack/resources";
import { ruleCases } from "../../support/policy-pack/rule-cases";

const permission = (properties: Properties) => [
  resource("aws:lambda/permission:Permission", { action: "lambda:InvokeFunction", ...properties }),
];
const events = "events.amazonaws.com";

export const lambdaPermissionCases = ruleCases(lambdaPermission, [
  {
    title: "a service for one account",
    resources: permission({ principal: events, sourceAccount: "111122223333" }),
    verdict: "pass",
  },
  {
    title: "a service for one source",
    resources: permission({ principal: events, sourceArn: unknown }),
    verdict: "pass",
  },
  { title: "an account", resources: permission({ principal: "111122223333" }), verdict: "pass" },
  { title: "everybody", resources: permission({ principal: "*" }), verdict: "fail" },
  {
    title: "everybody of one organization",
    resources: permission({ principal: "*", principalOrgId: "o-abc" }),
    verdict: "pass",
  },
  {
    title: "a service for any account",
    resources: permission({ principal: events }),
    verdict: "fail",
  },
  {
    title: "every action",
    resources: permission({ principal: "111122223333", action: "lambda:*" }),
    verdict: "fail",
    path: "/action",
  },
  {
    title: "an unknown principal",
    resources: permission({ principal: unknown }),
    verdict: "undecided",
  },
  {
    title: "an unknown action",
    resources: permission({ principal: "111122223333", action: unknown }),
    verdict: "undecided",
  },
]);

const bucket = resource("aws:s3/bucket:Bucket", { bucket: "audit" });
const all = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const blocked = (properties: Properties) => [
  bucket,
  resource("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", {
    bucket: "audit",
    ...properties,
  }),
];

export const publicAccessBlockCases = ruleCases(publicAccessBlock, [
  { title: "a bucket with all four blocks", resources: blocked(all), verdict: "pass" },
  { title: "a bucket without", resources: [bucket], verdict: "fail" },
  {
    title: "a bucket of which one block is off",
    resources: blocked({ ...all, ignorePublicAcls: false }),
    verdict: "fail",
    path: "/ignorePublicAcls",
  },
  {
    title: "a block that is not mentioned",
    resources: blocked({ ...all, blockPublicPolicy: null }),
    verdict: "fail",
  },
  {
    title: "an unknown block",
    resources: blocked({ ...all, blockPublicAcls: unknown }),
    verdict: "undecided",
  },
]);
