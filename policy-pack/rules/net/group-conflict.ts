import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { exclusiveRulesType, removedRules } from "../../network/exclusive-rules";
import {
  byDirection,
  type EffectiveRule,
  effectiveRules,
  type UnattachedRule,
} from "../../network/group-rules";
import { prefixListsOf } from "../../network/prefix-lists";
import { groupRuleTypes } from "../../network/rules";

/** One group has its rules in one style, and a closed list of them names them all. */
export const groupConflict: StackRule = {
  id: "net/group-conflict",
  title: "A security group has its rules in one style",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...groupRuleTypes, exclusiveRulesType],
  why: "Inline rules and rule resources overwrite each other at each update, so that what is in force depends on which came last.",
  fix: "Declare all rules of the group as SecurityGroupIngressRule and SecurityGroupEgressRule resources.",
  decides:
    "Whether rules of one group and direction are written in more than one style: inline, SecurityGroupRule, or SecurityGroupIngressRule and SecurityGroupEgressRule; and whether a VpcSecurityGroupRulesExclusive leaves out a rule of the stack.",
  cannotDecide: "Rules that other stacks add to the group are not seen.",
  frameworks: { ...familyFrameworks.net, nist80053: ["CM-2", "CM-3", "SC-7"], cis: [] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a SecurityGroup without ingress, and SecurityGroupIngressRule resources",
    fail: "a SecurityGroup with ingress, and a SecurityGroupIngressRule for it",
  },
  check: (stack, { declared }) => {
    const { byGroup, unattached } = effectiveRules(stack, prefixListsOf(stack, declared));
    const groups = [...byGroup.values()].flatMap(byDirection);
    return [
      ...groups.flatMap(conflictIn),
      ...unattached.flatMap((rule) => possibleConflict(rule, groups)),
      ...removedRules(stack, byGroup),
    ];
  },
};

const styleOf = ({ isInline, resource }: EffectiveRule): string => {
  if (isInline) return "inline";
  return resource.type.startsWith("aws:vpc/") ? "rule resources" : "SecurityGroupRule";
};

function conflictIn(rules: readonly EffectiveRule[]): readonly StackObservation[] {
  const styles = [...new Set(rules.map(styleOf))];
  const [first] = rules;
  const other = rules.find((rule) => styleOf(rule) !== styles[0]);
  if (first === undefined || other === undefined) return [];
  const { resource, path, direction } = other;
  const message = `Its group also has ${direction} rules in another style (${styles.join(", ")}).`;
  const evidence = [{ urn: first.resource.urn, path: first.path }];
  return [{ resource, verdict: "fail", path, message, evidence }];
}

// A rule of an unknown group conflicts if the group is one that has rules in another style.
function possibleConflict(
  rule: UnattachedRule,
  groups: readonly (readonly EffectiveRule[])[],
): readonly StackObservation[] {
  const isPossible = groups.some((rules) =>
    rules.some((other) => other.direction === rule.direction && styleOf(other) !== styleOf(rule)),
  );
  if (!isPossible) return [];
  const message = "Its group is unknown, and may have rules in another style.";
  return [{ resource: rule.resource, verdict: "undecided", path: "/securityGroupId", message }];
}
