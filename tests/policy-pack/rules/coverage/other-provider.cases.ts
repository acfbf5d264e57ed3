import { otherProvider } from "../../../../policy-pack/rules/coverage/other-provider";
import { resource } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const vpc = resource("awsx:ec2:Vpc", {}, { name: "network" });

export const otherProviderCases = ruleCases(otherProvider, [
  {
    requirement: "POL-52",
    title: "aws-native and kubernetes, each resource by itself",
    resources: [
      resource("aws-native:s3:Bucket", {}, { name: "a" }),
      resource("aws-native:s3:Bucket", {}, { name: "b" }),
      resource("kubernetes:core/v1:Pod", {}),
    ],
    verdict: "fail",
    level: "advisory",
    path: "",
    count: 3,
    message: /^aws-native:s3:Bucket belongs to provider aws-native, which no rule knows\.$/,
  },
  {
    requirement: "POL-52",
    title: "another provider in profile strict, where it stops the deployment",
    resources: [resource("kubernetes:core/v1:Pod", {})],
    configuration: { profile: "strict" },
    verdict: "fail",
    level: "mandatory",
  },
  {
    title: "a provider that only its own resource in the stack gives away",
    resources: [
      resource("pulumi:providers:docker-build", {}),
      resource("docker-build:index:Image", {}),
    ],
    verdict: "fail",
    count: 1,
  },
  {
    title:
      "components with and without children, and dynamic resources, which have a rule of their own",
    resources: [
      resource("pulumi:providers:awsx", {}),
      vpc,
      resource("aws:ec2/vpc:Vpc", {}, { parent: vpc }),
      resource("demo:index:Component", {}),
      resource("pulumi-nodejs:dynamic:Resource", {}),
    ],
    verdict: "pass",
  },
]);
