import { templateOf } from "../../coverage/templates";
import { anyType } from "../../engine/judge";
import type { ResourceRule } from "../../engine/rule";
import { pointer } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Nothing is created that the pack cannot see. */
export const opaqueCarrier: ResourceRule = {
  id: "coverage/opaque-carrier",
  title: "Templates and dynamic resources create nothing unseen",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  onUndecided: "warn",
  needs: "resource",
  applies: [anyType],
  why: "What a template or a dynamic resource creates passes every rule unseen.",
  fix: "Declare the resources themselves, or judge the template with tools made for it and waive this finding.",
  decides:
    "That a resource is a CloudFormation stack or stack set, a Cloud Control resource, a Service Catalog product, a published application, a conformance pack or a dynamic resource.",
  cannotDecide: "What these create: templates and desired states are not read, not even in part.",
  frameworks: familyFrameworks.coverage,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "an aws.sqs.Queue declared by the program",
    fail: "an aws.cloudformation.Stack whose templateBody declares a queue",
  },
  check: ({ type, properties }) => {
    const template = templateOf(type);
    if (template === undefined) return [];
    const { noun, properties: names } = template;
    const property = names.find((name) => Object.hasOwn(properties, name));
    const path = property === undefined ? "" : pointer([property]);
    const message = `${noun} creates what no rule can see.`;
    return [{ verdict: "fail", path, value: type, message }];
  },
};
