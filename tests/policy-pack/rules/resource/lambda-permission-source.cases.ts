import type { Properties } from "../../../../policy-pack/engine/value";
import { lambdaPermissionSource } from "../../../../policy-pack/rules/resource/lambda-permission-source";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const rule = resource("aws:cloudwatch/eventRule:EventRule", {});
const permission = (properties: Properties, isLinked = false) => [
  rule,
  resource(
    "aws:lambda/permission:Permission",
    { action: "lambda:InvokeFunction", principal: "events.amazonaws.com", ...properties },
    isLinked ? { refersTo: { sourceArn: rule } } : {},
  ),
];

export const lambdaPermissionSourceCases = ruleCases(lambdaPermissionSource, [
  {
    requirement: "POL-163",
    title: "an unknown source that comes from a resource of the stack",
    resources: permission({ sourceArn: unknown }, true),
    verdict: "pass",
  },
  {
    requirement: "POL-163",
    title: "an unknown source that comes from nowhere",
    resources: permission({ sourceArn: unknown }),
    verdict: "undecided",
    path: "/sourceArn",
    level: "mandatory",
    message: /source of events is unknown/,
    fix: /sourceAccount/,
  },
  {
    title: "an unknown source of a resource that is not in the stack",
    resources: permission({ sourceArn: unknown }, true).slice(1),
    verdict: "undecided",
  },
  {
    title: "an unknown source beside an account",
    resources: permission({ sourceArn: unknown, sourceAccount: "111122223333" }),
    verdict: "pass",
  },
  {
    title: "an unknown source of S3, which another rule reports",
    resources: permission({ principal: "s3.amazonaws.com", sourceArn: unknown }),
    verdict: "pass",
  },
  {
    title: "an unknown source of a role",
    resources: permission({ principal: "111122223333", sourceArn: unknown }),
    verdict: "pass",
  },
  {
    title: "a name for a source",
    resources: permission({ sourceArn: "nightly" }),
    verdict: "fail",
    message: /nightly is no ARN/,
  },
  {
    title: "the ARN of a source",
    resources: permission({ sourceArn: "arn:aws:events:eu-west-1:111122223333:rule/nightly" }),
    verdict: "pass",
  },
  { title: "no source, which another rule reports", resources: permission({}), verdict: "pass" },
]);
