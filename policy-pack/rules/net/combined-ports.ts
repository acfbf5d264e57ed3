import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { opensEveryPort } from "../../network/combined-ports";
import { type EffectiveRule, effectiveRules, type UnattachedRule } from "../../network/group-rules";
import { prefixListsOf } from "../../network/prefix-lists";
import { groupRuleTypes } from "../../network/rules";

/** Rules of a group do not open every port together either. */
export const combinedPorts: StackRule = {
  id: "net/combined-ports",
  title: "Rules of a group do not open every port together",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: groupRuleTypes,
  why: "Every port in two halves is every port, and no single rule shows it.",
  fix: "Name the protocol and the port that each flow needs.",
  decides:
    "Whether the rules of one group and direction, over all styles and with prefix lists of the stack expanded, together open every TCP or UDP port to the same addresses, group or list.",
  cannotDecide: "Whether different groups on one resource open every port together.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "tcp 443 and tcp 8443 from one group",
    fail: "tcp 1-32767 and tcp 32768-65535 from one group",
  },
  check: (stack, { declared }) => {
    const { byGroup, unattached } = effectiveRules(stack, prefixListsOf(stack, declared));
    return [...byGroup].flatMap(([group, rules]) =>
      (["ingress", "egress"] as const).flatMap((direction) =>
        judge(
          rules.filter((rule) => rule.direction === direction),
          unattached.filter((rule) => rule.direction === direction && mayBelong(rule, group)),
        ),
      ),
    );
  },
};

const mayBelong = ({ candidates }: UnattachedRule, group: string): boolean =>
  candidates.length === 0 || candidates.includes(group);

function judge(
  rules: readonly EffectiveRule[],
  loose: readonly EffectiveRule[],
): readonly StackObservation[] {
  const [first] = rules;
  if (first === undefined) return [];
  const { resource, path, direction } = first;
  const evidence = rules.map((rule) => ({ urn: rule.resource.urn, path: rule.path }));
  if (opensEveryPort(rules, { isPossible: false })) {
    const message = `The ${direction} rules of this group together open every port.`;
    return [{ resource, verdict: "fail", path, message, evidence }];
  }
  if (!opensEveryPort([...rules, ...loose], { isPossible: true })) return [];
  const message = `Unknown values decide whether the ${direction} rules of this group together open every port.`;
  return [{ resource, verdict: "undecided", path, message, evidence }];
}
