import { foreignIn, packageOf } from "../../coverage/coverage";
import { templateOf } from "../../coverage/templates";
import { anyType } from "../../engine/judge";
import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Every resource belongs to the provider that the rules know. */
export const otherProvider: StackRule = {
  id: "coverage/other-provider",
  title: "Resources belong to a provider that the rules know",
  severity: "medium",
  level: "advisory",
  strictLevel: "mandatory",
  onUndecided: "warn",
  needs: "stack",
  applies: [anyType],
  why: "The rules read resources of the AWS provider; what another provider creates passes them unseen.",
  fix: "Declare it with the AWS provider, or judge it with a policy pack for its provider and waive this finding.",
  decides:
    "That a resource is of another provider, such as aws-native or kubernetes, by its package, by the form of its type, or by its provider in the stack.",
  cannotDecide:
    "What the resource does. A component without children whose package is also a provider in the stack looks the same and is reported.",
  frameworks: familyFrameworks.coverage,
  params: {},
  since: "0.2.0",
  examples: { pass: "an aws.s3.Bucket", fail: "an aws-native.s3.Bucket" },
  check: ({ resources }) => {
    const foreign = foreignIn(resources);
    return resources
      .filter(({ urn, type }) => foreign.has(urn) && templateOf(type) === undefined)
      .map((resource) => {
        const { type } = resource;
        const message = `${type} belongs to provider ${packageOf(type)}, which no rule knows.`;
        return { resource, verdict: "fail", path: "", value: type, message };
      });
  },
};
