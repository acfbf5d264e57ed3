import type { Properties } from "../../../../policy-pack/engine/value";
import { subnetPublicAddress } from "../../../../policy-pack/rules/net/subnet-public-address";
import { networkTypes } from "../../../support/policy-pack/network-resources";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const subnet = (properties: Properties) => [resource(networkTypes.subnet, properties)];

export const subnetPublicAddressCases = ruleCases(subnetPublicAddress, [
  {
    title: "a subnet that says no",
    resources: subnet({ mapPublicIpOnLaunch: false }),
    verdict: "pass",
  },
  { title: "a subnet that says nothing, which means no", resources: subnet({}), verdict: "pass" },
  {
    title: "a subnet that assigns public addresses",
    resources: subnet({ mapPublicIpOnLaunch: true }),
    verdict: "fail",
    path: "/mapPublicIpOnLaunch",
  },
  {
    title: "an unknown setting",
    resources: subnet({ mapPublicIpOnLaunch: unknown }),
    verdict: "undecided",
    path: "/mapPublicIpOnLaunch",
  },
]);
