import { notCovered } from "../../../../policy-pack/rules/coverage/not-covered";
import { resource } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const things = (...types: readonly string[]) =>
  types.map((type, index) => resource(type, {}, { name: `r${String(index)}` }));

export const notCoveredCases = ruleCases(notCovered, [
  {
    requirement: "POL-50",
    title: "a type that nobody has classified, once for all its resources",
    resources: things("aws:new/thing:Thing", "aws:new/thing:Thing"),
    verdict: "fail",
    level: "advisory",
    path: "",
    count: 1,
    message:
      /^aws:new\/thing:Thing is not classified, so it may do anything, and no rule looks at it \(2 in this stack\)\.$/,
  },
  {
    requirement: "POL-50",
    title: "a type that does one thing and is looked at by no rule",
    resources: things("aws:transcribe/vocabulary:Vocabulary"),
    verdict: "fail",
    message:
      /^aws:transcribe\/vocabulary:Vocabulary holds data, and no rule looks at it \(1 in this stack\)\.$/,
  },
  {
    title: "a type that does several things",
    resources: things("aws:m2/environment:Environment"),
    verdict: "fail",
    message: /holds data, carries traffic and runs code, and no rule/,
  },
  {
    title: "each type by itself",
    resources: things(
      "aws:transcribe/languageModel:LanguageModel",
      "aws:m2/application:Application",
      "aws:m2/application:Application",
    ),
    verdict: "fail",
    count: 2,
  },
  {
    requirement: "POL-50",
    title: "types that do none of it",
    resources: things("aws:cloudwatch/metricAlarm:MetricAlarm", "aws:kms/alias:Alias"),
    verdict: "pass",
  },
  {
    title: "components, providers and the stack itself",
    resources: things("demo:index:Component", "pulumi:providers:aws", "pulumi:pulumi:Stack"),
    verdict: "pass",
  },
  {
    title: "templates and other providers, which rules of their own report",
    resources: things("aws:cloudformation/stack:Stack", "aws-native:s3:Bucket"),
    verdict: "pass",
  },
]);
