import { missingDescription } from "../../../../policy-pack/rules/net/missing-description";
import { ingress, networkTypes } from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const described = { description: "TLS from callers" };
const rule = { protocol: "tcp", fromPort: 1, toPort: 1, self: true };

export const missingDescriptionCases = ruleCases(missingDescription, [
  { title: "a described rule", resources: [ingress(described)], verdict: "pass" },
  {
    requirement: "POL-215",
    title: "a rule without description, as a note",
    resources: [ingress({})],
    verdict: "fail",
    level: "advisory",
    path: "/description",
    message: /This ingress rule does not say/,
    count: 1,
  },
  {
    title: "a rule with an empty description",
    resources: [ingress({ description: " " })],
    verdict: "fail",
  },
  {
    title: "a rule with a description that is no text",
    resources: [ingress({ description: 1 })],
    verdict: "fail",
  },
  {
    title: "a rule of unknown description",
    resources: [ingress({ description: unknown })],
    verdict: "undecided",
    path: "/description",
    message: /ingress rule is for is unknown/,
  },
  {
    title: "a described group",
    resources: [resource(networkTypes.group, described)],
    verdict: "pass",
  },
  {
    title: "a group with the text that the provider writes",
    resources: [resource(networkTypes.group, { description: "Managed by Pulumi" })],
    verdict: "fail",
    path: "/description",
    message: /This group does not/,
  },
  {
    title: "an inline rule without description, at its place",
    resources: [
      resource(networkTypes.group, { ...described, ingress: [{ ...rule, ...described }, rule] }),
    ],
    verdict: "fail",
    path: "/ingress/1/description",
    count: 1,
  },
  {
    title: "unknown rules",
    resources: [resource(networkTypes.group, { ...described, ingress: unknown })],
    verdict: "pass",
  },
]);
