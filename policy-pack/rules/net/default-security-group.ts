import type { StackObservation, StackResource, StackRule } from "../../engine/rule";
import { isUnknown, listOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { defaultGroupKind, unadopted } from "../../network/defaults";

const defaultGroup = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

/** The default security group of every VPC is adopted and has no rules. */
export const defaultSecurityGroup: StackRule = {
  id: "net/default-security-group",
  title: "The default security group has no rules",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: ["aws:ec2/vpc:Vpc", defaultGroup],
  why: "AWS's own default group lets its members reach each other and the Internet, and is used by whatever names no group.",
  fix: "Declare a DefaultSecurityGroup for the VPC with ingress: [] and egress: [].",
  decides:
    "Whether every VPC of the stack has a DefaultSecurityGroup, linked by id or by dependency, and whether that holds a rule.",
  cannotDecide:
    "VPCs of other stacks. Rules that resources of their own add are judged by net/default-addition.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.1.0",
  examples: {
    pass: "a DefaultSecurityGroup with no ingress and no egress",
    fail: "a VPC without a DefaultSecurityGroup",
  },
  check: (stack) => [
    ...stack
      .ofType(defaultGroup)
      .flatMap((resource) => [...judge(resource, "ingress"), ...judge(resource, "egress")]),
    ...unadopted(
      stack,
      defaultGroupKind,
      "The VPC's default security group is not adopted, so AWS's rules are in force.",
    ),
  ],
};

function judge(
  resource: StackResource,
  direction: "ingress" | "egress",
): readonly StackObservation[] {
  const value = resource.properties[direction];
  const path = `/${direction}`;
  if (isUnknown(value)) {
    return [
      { resource, verdict: "undecided", path, message: `Its ${direction} rules are unknown.` },
    ];
  }
  const count = listOf(value).length;
  if (count === 0) return [];
  const message = `It has ${String(count)} ${direction} rule${count === 1 ? "" : "s"}.`;
  return [{ resource, verdict: "fail", path, message }];
}
