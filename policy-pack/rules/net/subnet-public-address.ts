import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Subnets give no public addresses by themselves. */
export const subnetPublicAddress: ResourceRule = {
  id: "net/subnet-public-address",
  title: "Subnets assign no public addresses",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:ec2/subnet:Subnet"],
  why: "Whatever is launched in such a subnet can be reached from the Internet without anybody deciding so.",
  fix: "Set mapPublicIpOnLaunch to false.",
  decides: "Whether a subnet gives public IPv4 addresses to whatever is launched in it.",
  cannotDecide:
    "Public addresses that a resource asks for itself; whether they can be reached is judged by the reachability rules.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.1.0",
  examples: { pass: "mapPublicIpOnLaunch: false", fail: "mapPublicIpOnLaunch: true" },
  check: ({ properties }): readonly Observation[] => {
    const value = properties["mapPublicIpOnLaunch"];
    const path = "/mapPublicIpOnLaunch";
    if (isUnknown(value))
      return [{ verdict: "undecided", path, message: "The setting is unknown." }];
    if (value !== true) return [];
    return [{ verdict: "fail", path, message: "The subnet assigns public addresses." }];
  },
};
