import type { Value } from "../../../../policy-pack/engine/value";
import { plainEndpoint } from "../../../../policy-pack/rules/provider/plain-endpoint";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const provider = (endpoints: Value) => [
  resource("pulumi:providers:aws", {
    endpoints: typeof endpoints === "string" ? endpoints : JSON.stringify(endpoints),
  }),
];

export const plainEndpointCases = ruleCases(plainEndpoint, [
  {
    title: "a provider that says nothing",
    resources: [resource("pulumi:providers:aws", {})],
    verdict: "pass",
  },
  {
    title: "endpoints by HTTPS",
    resources: provider([{ s3: "https://s3.example.com", sts: "https://sts.example.com" }]),
    verdict: "pass",
  },
  {
    requirement: "POL-34",
    title: "an endpoint by plain HTTP",
    resources: provider([{ sts: "https://sts.example.com" }, { s3: "HTTP://s3.example.com" }]),
    verdict: "fail",
    path: "/endpoints/1/s3",
    message: /calls s3 by plain HTTP/,
    fix: /^Use https for s3/,
    count: 1,
  },
  {
    title: "endpoints that are no JSON",
    resources: provider("http://s3.example.com"),
    verdict: "fail",
  },
  {
    title: "unknown endpoints",
    resources: provider(unknown),
    verdict: "undecided",
    path: "/endpoints",
  },
  {
    title: "an unknown endpoint",
    resources: provider([{ s3: unknown }]),
    verdict: "undecided",
    path: "/endpoints/0/s3",
  },
  {
    title: "an endpoint by plain HTTP of which the rest is unknown",
    resources: provider([{ s3: "https://s3.example.com" }, { sts: `http://${unknown}` }]),
    verdict: "undecided",
    path: "/endpoints/1/sts",
  },
]);
