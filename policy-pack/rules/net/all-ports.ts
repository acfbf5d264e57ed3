import type { Observation, ResourceRule } from "../../engine/rule";
import { pointer } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { selectsEveryPort } from "../../network/protocols";
import { groupRules, groupRuleTypes } from "../../network/rules";

/** No security-group rule may open every port or every protocol, whoever is on the other side. */
export const allPorts: ResourceRule = {
  id: "net/all-ports",
  title: "Security-group rules name their ports",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: groupRuleTypes,
  why: "A rule for all ports opens services that nobody meant to offer.",
  fix: "Name the protocol and the port that the flow needs.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.1.0",
  examples: {
    pass: 'ipProtocol: "tcp", fromPort: 443, toPort: 443',
    fail: 'ipProtocol: "-1"',
  },
  check: (resource) =>
    groupRules(resource).flatMap(({ path, direction, selection }): readonly Observation[] => {
      if (selection.kind === "unknown") {
        const message = `The ports of this ${direction} rule are unknown.`;
        return [{ verdict: "undecided", path: selection.path, message }];
      }
      if (selection.kind === "malformed" || !selectsEveryPort(selection)) return [];
      const message = `This ${direction} rule opens every port.`;
      return [{ verdict: "fail", path: pointer(path), message }];
    }),
};
