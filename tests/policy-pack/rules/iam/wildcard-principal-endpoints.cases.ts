import { wildcardPrincipal } from "../../../../policy-pack/rules/iam/wildcard-principal";
import { endpointPolicy, queue, topicPolicy } from "../../../support/policy-pack/documents";
import { unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";

const layers = "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*";

export const wildcardPrincipalEndpointCases = ruleCases(wildcardPrincipal, [
  ...([unknown, [unknown], [layers, unknown]] as const).map(
    (Resource): RuleCase => ({
      title: `everybody on ${JSON.stringify(Resource)} through an endpoint, which may be AWS's own images`,
      resources: endpointPolicy({ Principal: "*", Action: "s3:GetObject", Resource }),
      verdict: "undecided",
      count: 1,
      path: "/policy/Statement/0/Principal",
    }),
  ),
  {
    title: "everybody on an unknown resource and one of ours, through an endpoint",
    resources: endpointPolicy({ Principal: "*", Resource: [queue, unknown] }),
    verdict: "fail",
  },
  {
    title: "everybody on an unknown resource of a topic policy",
    resources: topicPolicy({ Principal: "*", Resource: unknown }),
    verdict: "fail",
  },
  {
    title: "everybody through an endpoint that names no resource",
    resources: endpointPolicy({ Principal: "*", Resource: [] }),
    verdict: "fail",
  },
]);
