import type { CheckContext, Observation, ResourceRule } from "../../engine/rule";
import { pointer } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { administrationPortsOf, portsWithin } from "../../network/administration-ports";
import { publicAddresses } from "../../network/intervals";
import { openness } from "../../network/openness";
import { widestOf } from "../../network/protocols";
import { type GroupRule, groupRules, groupRuleTypes } from "../../network/rules";

/** No declared edge makes remote administration public. */
export const administrationPort: ResourceRule = {
  id: "net/administration-port",
  title: "Remote administration is never public",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: groupRuleTypes,
  why: "Remote administration is what strangers try first, and a declared edge makes it no safer.",
  fix: "Use Session Manager or an EC2 Instance Connect endpoint, and close the port to public addresses.",
  decides:
    "Whether an ingress rule that a declared edge accepts holds a port of remote administration for a public address. Without such an edge net/open-rule reports the rule already.",
  cannotDecide: "Remote administration on other ports, and rules whose only peers are groups.",
  frameworks: {
    ...familyFrameworks.net,
    nist80053: ["AC-4", "AC-17", "CM-7", "SC-7", "SC-7(5)"],
  },
  params: {
    ports: {
      type: "array",
      description: "Ports of remote administration over TCP: SSH, Telnet, RDP, WinRM.",
      default: [22, 23, 3389, 5985, 5986],
    },
  },
  since: "0.2.0",
  examples: {
    pass: "a public edge for tcp 443 and an ingress rule for it",
    fail: "a public edge for tcp 22 and an ingress rule for it",
  },
  check: (resource, context) =>
    groupRules(resource)
      .filter(({ direction }) => direction === "ingress")
      .flatMap((rule) => judgeRule(rule, context)),
};

function judgeRule({ selection, peers }: GroupRule, context: CheckContext): readonly Observation[] {
  const ports = portsWithin(widestOf(selection), administrationPortsOf(context));
  if (ports.length === 0) return [];
  return peers.flatMap((peer): readonly Observation[] => {
    if (peer.kind !== "block") return [];
    const { block, text } = peer;
    if (publicAddresses([block], block.family).length === 0) return [];
    if (openness({ block, selection, direction: "ingress" }, context.declared) === "fail")
      return [];
    const verdict = selection.kind === "known" ? "fail" : "undecided";
    const message = `A declared edge admits ${text} to port ${ports.join(", ")}, which is for remote administration.`;
    return [{ verdict, path: pointer(peer.path), message }];
  });
}
