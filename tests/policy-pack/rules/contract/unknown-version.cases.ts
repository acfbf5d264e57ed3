import type { Properties } from "../../../../policy-pack/engine/value";
import { unknownVersion } from "../../../../policy-pack/rules/contract/unknown-version";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const stating = (properties: Properties) => [resource("demo:index:Component", properties)];

export const unknownVersionCases = ruleCases(unknownVersion, [
  {
    requirement: "POL-60",
    title: "version 1",
    resources: stating({ zeroTrust: { contract: 1 } }),
    verdict: "pass",
  },
  { title: "a component without a contract", resources: stating({}), verdict: "pass" },
  {
    requirement: "POL-61",
    title: "version 2",
    resources: stating({ zeroTrust: { contract: 2 } }),
    verdict: "fail",
    level: "mandatory",
    count: 1,
    path: "/zeroTrust/contract",
    message: /^The pack does not know version 2 of the contract\.$/,
    fix: /^Set contract to 1/,
  },
  {
    requirement: "POL-61",
    title: "a version that is text",
    resources: stating({ zeroTrust: { contract: "1" } }),
    verdict: "fail",
    message: /version "1"/,
  },
  {
    requirement: "POL-61",
    title: "no version",
    resources: stating({ zeroTrust: { documents: [] } }),
    verdict: "fail",
    message: /^The contract states no version\.$/,
  },
  {
    title: "an unknown version",
    resources: stating({ zeroTrust: { contract: unknown } }),
    verdict: "undecided",
    path: "/zeroTrust/contract",
  },
]);
