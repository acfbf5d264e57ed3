import { opaqueCarrier } from "../../../../policy-pack/rules/coverage/opaque-carrier";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const template = '{"Resources":{}}';
const carriers: readonly (readonly [type: string, property: string])[] = [
  ["aws:cloudformation/stack:Stack", "templateBody"],
  ["aws:cloudformation/stack:Stack", "templateUrl"],
  ["aws:cloudformation/stackSet:StackSet", "templateBody"],
  ["aws:cloudcontrol/resource:Resource", "desiredState"],
  ["aws:serverlessrepository/cloudFormationStack:CloudFormationStack", "applicationId"],
  ["aws:servicecatalog/product:Product", "provisioningArtifactParameters"],
  ["aws:servicecatalog/provisioningArtifact:ProvisioningArtifact", "templateUrl"],
  ["aws:servicecatalog/provisionedProduct:ProvisionedProduct", "productName"],
  ["aws:cfg/conformancePack:ConformancePack", "templateS3Uri"],
  ["aws:cfg/organizationConformancePack:OrganizationConformancePack", "templateBody"],
  ["pulumi-nodejs:dynamic:Resource", "__provider"],
  ["pulumi-python:dynamic/module:Thing", "__provider"],
];

export const opaqueCarrierCases = ruleCases(opaqueCarrier, [
  ...carriers.map(
    ([type, property]): RuleCase => ({
      requirement: "POL-52",
      title: `${type} with ${property}`,
      resources: [resource(type, { name: "any", [property]: template })],
      verdict: "fail",
      level: "advisory",
      path: `/${property}`,
      count: 1,
    }),
  ),
  {
    requirement: "POL-52",
    title: "a template in profile strict, where it stops the deployment",
    resources: [resource("aws:cloudformation/stack:Stack", { templateBody: template })],
    configuration: { profile: "strict" },
    verdict: "fail",
    level: "mandatory",
    message: /^A CloudFormation template creates what no rule can see\.$/,
  },
  {
    title: "a template that is unknown, all the more",
    resources: [resource("aws:cloudformation/stack:Stack", { templateBody: unknown })],
    verdict: "fail",
  },
  {
    title: "a template resource that names no template",
    resources: [resource("aws:cloudformation/stack:Stack", {})],
    verdict: "fail",
    path: "",
  },
  {
    title: "resources that the program declares itself, components included",
    resources: [
      resource("aws:sqs/queue:Queue", { templateBody: template }),
      resource("demo:dynamic:Resource", {}),
      resource("pulumi:pulumi:StackReference", {}),
    ],
    verdict: "pass",
  },
]);
