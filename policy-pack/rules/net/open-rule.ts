import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { parseBlock, publicAddresses } from "../../network/intervals";
import { type GroupRule, groupRules, groupRuleTypes } from "../../network/rules";

/** No security-group rule may be open to public addresses, in either direction. */
export const openRule: ResourceRule = {
  id: "net/open-rule",
  title: "Security groups are not open to public addresses",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: groupRuleTypes,
  why: "A public block lets strangers in, or data out; half the Internet is as bad as all of it.",
  fix: "Refer to a security group or a managed prefix list instead of a public block.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.1.0",
  examples: {
    pass: "an ingress rule with referencedSecurityGroupId",
    fail: "an ingress rule with cidrIpv4: 128.0.0.0/1",
  },
  check: (resource) => groupRules(resource).flatMap(judgeRule),
};

function judgeRule(rule: GroupRule): readonly Observation[] {
  const known = rule.blocks.flatMap(({ cidr, path }): readonly Observation[] => {
    const block = parseBlock(cidr);
    if (block === undefined) {
      return [{ verdict: "fail", path, message: `${cidr} is not an address block.` }];
    }
    if (publicAddresses([block], block.family).length === 0) return [];
    return [{ verdict: "fail", path, message: `${rule.direction} is open to ${cidr}.` }];
  });
  const unknown = rule.unknownBlocks.map(
    (path): Observation => ({
      verdict: "undecided",
      path,
      message: `The block of this ${rule.direction} rule is unknown.`,
    }),
  );
  return [...known, ...unknown];
}
