import type { Properties } from "../../../../policy-pack/engine/value";
import { publicEdge } from "../../../../policy-pack/rules/reach/public-edge";
import { component } from "../../../support/policy-pack/reach-network";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const edge = (more: Properties) => [
  component({
    edges: [
      { id: "web", from: "orbit", to: "axon", protocol: "tcp", port: 443, via: "network", ...more },
    ],
  }),
];

export const publicEdgeCases = ruleCases(publicEdge, [
  {
    requirement: "POL-67",
    title: "an edge from everybody that says it is public",
    resources: edge({ from: "0.0.0.0/0", public: true }),
    verdict: "pass",
  },
  {
    requirement: "POL-67",
    title: "an edge from everybody that does not say so",
    resources: edge({ from: "0.0.0.0/0" }),
    verdict: "fail",
    path: "/zeroTrust/edges/0",
    message: /Edge web has everybody \(0\.0\.0\.0\/0\) at one end/,
    fix: /public: true/,
    count: 1,
  },
  {
    title: "an edge to everybody in IPv6 that does not say so",
    resources: edge({ to: "::/0" }),
    verdict: "fail",
    message: /everybody \(::\/0\)/,
  },
  {
    title: "an edge from half the Internet or more",
    resources: edge({ from: "0.0.0.0/1" }),
    verdict: "fail",
  },
  {
    requirement: "POL-67",
    title: "an edge from one block",
    resources: edge({ from: "198.51.100.0/24" }),
    verdict: "pass",
  },
  {
    requirement: "POL-67",
    title: "an edge to a service of AWS",
    resources: edge({ to: "kms.amazonaws.com" }),
    verdict: "pass",
  },
  {
    requirement: "POL-67",
    title: "an edge to a managed prefix list",
    resources: edge({ to: "com.amazonaws.eu-west-1.s3" }),
    verdict: "pass",
  },
  { title: "an edge between services", resources: edge({}), verdict: "pass" },
]);
