import type { Properties } from "../../../../policy-pack/engine/value";
import { objectOwnership } from "../../../../policy-pack/rules/resource/object-ownership";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const controls = (rule: Properties) => [
  resource("aws:s3/bucketOwnershipControls:BucketOwnershipControls", { bucket: "b", rule }),
];

export const objectOwnershipCases = ruleCases(objectOwnership, [
  {
    title: "a bucket that owns its objects",
    resources: controls({ objectOwnership: "BucketOwnerEnforced" }),
    verdict: "pass",
  },
  {
    title: "a bucket whose writers own what they write",
    resources: controls({ objectOwnership: "ObjectWriter" }),
    verdict: "fail",
    level: "advisory",
    path: "/rule/objectOwnership",
    message: /^Object ownership is ObjectWriter: ACLs decide/,
    fix: /"BucketOwnerEnforced"/,
    count: 1,
  },
  {
    title: "a bucket that owns objects as far as ACLs say so, in profile strict",
    resources: controls({ objectOwnership: "BucketOwnerPreferred" }),
    configuration: { profile: "strict" },
    verdict: "fail",
    level: "mandatory",
  },
  {
    title: "controls without a rule",
    resources: controls({}),
    verdict: "fail",
    message: /^Object ownership is not set:/,
  },
  {
    title: "ownership that is unknown",
    resources: controls({ objectOwnership: unknown }),
    verdict: "undecided",
    path: "/rule/objectOwnership",
    message: /^Who owns the objects of the bucket is unknown\.$/,
  },
  {
    title: "a bucket without controls, which has ACLs off",
    resources: [resource("aws:s3/bucket:Bucket", {})],
    verdict: "pass",
  },
]);
