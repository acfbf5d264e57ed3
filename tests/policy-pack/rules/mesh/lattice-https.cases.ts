import type { Value } from "../../../../policy-pack/engine/value";
import { latticeTypes } from "../../../../policy-pack/mesh/lattice-types";
import { latticeHttps } from "../../../../policy-pack/rules/mesh/lattice-https";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const listener = (protocol: Value) => [resource(latticeTypes.listener, { protocol })];
const targets = (config: Value, type: Value = "IP") => [
  resource(latticeTypes.targetGroup, { type, config }),
];

export const latticeHttpsCases = ruleCases(latticeHttps, [
  {
    requirement: "POL-251",
    title: "an HTTPS listener",
    resources: listener("HTTPS"),
    verdict: "pass",
  },
  {
    requirement: "POL-251",
    title: "an HTTP listener",
    resources: listener("HTTP"),
    verdict: "fail",
    path: "/protocol",
    message: /^The protocol is HTTP\.$/,
    fix: /"HTTPS"/,
  },
  {
    requirement: "POL-251",
    title: "a listener that passes TLS through",
    resources: listener("TLS_PASSTHROUGH"),
    verdict: "fail",
    message: /see neither caller nor request/,
  },
  {
    title: "a listener without protocol",
    resources: [resource(latticeTypes.listener, {})],
    verdict: "fail",
    message: /not set/,
  },
  {
    title: "a listener whose protocol is no text",
    resources: listener(443),
    verdict: "fail",
    message: /443/,
  },
  {
    requirement: "POL-251",
    title: "HTTPS targets",
    resources: targets({ protocol: "HTTPS" }),
    verdict: "pass",
  },
  {
    requirement: "POL-251",
    title: "HTTP targets",
    resources: targets({ protocol: "HTTP" }),
    verdict: "fail",
    path: "/config/protocol",
  },
  { title: "TCP targets", resources: targets({ protocol: "TCP" }, "ALB"), verdict: "fail" },
  { title: "targets that say nothing", resources: targets(null, "INSTANCE"), verdict: "fail" },
  {
    title: "function targets, which have no protocol",
    resources: targets(null, "LAMBDA"),
    verdict: "pass",
  },
  {
    title: "an unknown protocol",
    resources: listener(unknown),
    verdict: "undecided",
    path: "/protocol",
    message: /only HTTPS would pass/,
  },
  { title: "an unknown configuration", resources: targets(unknown), verdict: "undecided" },
  {
    title: "targets of an unknown kind without protocol",
    resources: targets(null, unknown),
    verdict: "undecided",
  },
  {
    title: "HTTPS targets of an unknown kind",
    resources: targets({ protocol: "HTTPS" }, unknown),
    verdict: "pass",
  },
]);
