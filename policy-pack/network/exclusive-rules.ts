import type { JudgedStack, StackObservation, StackResource } from "../engine/rule";
import { isUnknown, listOf } from "../engine/value";
import type { EffectiveRule } from "./group-rules";
import { groupTypes } from "./rules";

/** The list that removes every rule of a group which it does not name. */
export const exclusiveRulesType =
  "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive";

const lists = { ingress: "ingressRuleIds", egress: "egressRuleIds" } as const;

/**
 * Rules that a closed list of their group removes. Rules are given by the URN of their group. An inline rule has no
 * id that the list could name.
 */
export function removedRules(
  stack: JudgedStack,
  byGroup: ReadonlyMap<string, readonly EffectiveRule[]>,
): readonly StackObservation[] {
  return stack
    .ofType(exclusiveRulesType)
    .flatMap((list) =>
      stack
        .referred(list, "securityGroupId", [groupTypes.group])
        .flatMap((group) =>
          (byGroup.get(group.urn) ?? []).flatMap((rule) => removed(stack, list, rule)),
        ),
    );
}

function removed(
  stack: JudgedStack,
  list: StackResource,
  { resource, direction, path, isInline }: EffectiveRule,
): readonly StackObservation[] {
  const property = lists[direction];
  if (!isInline && stack.referred(list, property, [resource.type]).includes(resource)) return [];
  const isOpen = !isInline && isVague(list, property);
  return [
    {
      resource: list,
      verdict: isOpen ? "undecided" : "fail",
      path: `/${property}`,
      message: isOpen
        ? `Whether ${property} lists ${resource.name} is unknown.`
        : `${property} removes the ${direction} rule of ${resource.name}.`,
      fix: isInline
        ? "Declare the rule as a resource of its own, and list it."
        : `Add the id of ${resource.name} to ${property}.`,
      value: resource.name,
      evidence: [{ urn: resource.urn, path }],
    },
  ];
}

// Unknown ids that depend on nothing may be those of any rule.
function isVague({ properties, propertyDependencies }: StackResource, property: string): boolean {
  const hasUnknown = listOf(properties[property]).some((id) => isUnknown(id));
  return hasUnknown && (propertyDependencies[property] ?? []).length === 0;
}
