import type { Observation, ResourceRule } from "../../engine/rule";
import { pointer } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { describeSelected, selectsEveryPort, widestOf } from "../../network/protocols";
import { type GroupRule, groupRules, groupRuleTypes } from "../../network/rules";

/** No security-group rule may open every port or every protocol, whoever is on the other side. */
export const allPorts: ResourceRule = {
  id: "net/all-ports",
  title: "Security-group rules name their ports",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: groupRuleTypes,
  why: "A rule for all ports opens services that nobody meant to offer, SSH and remote desktop among them.",
  fix: "Name the protocol and the port that the flow needs.",
  decides:
    "Whether one rule selects every protocol, or every TCP or UDP port; without port 0, which nobody uses, it is still every port. ICMP types are not ports.",
  cannotDecide:
    "How many ports are too many: wide ranges short of all are accepted. Rules that together open every port are judged by net/combined-ports.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.1.0",
  examples: {
    pass: 'ipProtocol: "tcp", fromPort: 443, toPort: 443',
    fail: 'ipProtocol: "-1"',
  },
  check: (resource) => groupRules(resource).flatMap(judgeRule),
};

function judgeRule({ path, direction, selection }: GroupRule): readonly Observation[] {
  const widest = widestOf(selection);
  if (widest === undefined || !selectsEveryPort(widest)) return [];
  if (selection.kind === "unknown") {
    // The known end of a range could have ruled out that it holds every port.
    const message = `The ports of this ${direction} rule are unknown; all of them would fail.`;
    return [{ verdict: "undecided", path: selection.path, message }];
  }
  const message = `This ${direction} rule opens ${describeSelected(widest)}.`;
  return [{ verdict: "fail", path: pointer(path), message }];
}
