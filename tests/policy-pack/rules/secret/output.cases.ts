import { secretOutput } from "../../../../policy-pack/rules/secret/output";
import { resource } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const accessKeyId = "AKIAIOSFODNN7EXAMPLE";

export const secretOutputCases = ruleCases(secretOutput, [
  {
    requirement: "POL-322",
    title: "an output with an access key id",
    resources: [resource("pulumi:pulumi:Stack", { deploy: { keys: [accessKeyId] } })],
    verdict: "fail",
    path: "/deploy/keys/0",
    level: "mandatory",
    message: /Output deploy holds/,
    fix: /Remove the output/,
    count: 1,
  },
  {
    title: "an output with an ARN",
    resources: [resource("pulumi:pulumi:Stack", { topic: "arn:aws:sns:eu-west-1:111122223333:x" })],
    verdict: "pass",
  },
  { title: "no outputs", resources: [resource("pulumi:pulumi:Stack", {})], verdict: "pass" },
]);
