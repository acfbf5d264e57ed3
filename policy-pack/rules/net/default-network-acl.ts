import type { StackObservation, StackResource, StackRule } from "../../engine/rule";
import { isObject, isUnknown, listOf, type Value } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { defaultAclKind, unadopted } from "../../network/defaults";

const defaultAcl = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl";

/** The default network ACL of every VPC is adopted and allows nothing. */
export const defaultNetworkAcl: StackRule = {
  id: "net/default-network-acl",
  title: "The default network ACL allows nothing",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: ["aws:ec2/vpc:Vpc", defaultAcl],
  why: "AWS's own default ACL allows everything, and guards every subnet without an ACL of its own.",
  fix: "Declare a DefaultNetworkAcl for the VPC without allow entries.",
  decides:
    "Whether every VPC of the stack has a DefaultNetworkAcl, linked by id or by dependency, and whether that holds an entry that allows.",
  cannotDecide:
    "VPCs of other stacks. Entries that resources of their own add are judged by net/default-addition.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.1.0",
  examples: {
    pass: "a DefaultNetworkAcl with ingress: [] and egress: []",
    fail: "a VPC without a DefaultNetworkAcl",
  },
  check: (stack) => [
    ...stack
      .ofType(defaultAcl)
      .flatMap((resource) => [...judge(resource, "ingress"), ...judge(resource, "egress")]),
    ...unadopted(
      stack,
      defaultAclKind,
      "The VPC's default network ACL is not adopted, so it allows everything.",
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
      { resource, verdict: "undecided", path, message: `Its ${direction} entries are unknown.` },
    ];
  }
  return listOf(value).flatMap((entry, index): readonly StackObservation[] => {
    const action: Value | undefined = isObject(entry) ? entry["action"] : undefined;
    if (typeof action === "string" && action.toLowerCase() === "deny") return [];
    const at = `${path}/${String(index)}`;
    return isUnknown(entry) || isUnknown(action)
      ? [
          {
            resource,
            verdict: "undecided",
            path: at,
            message: "Whether the entry allows is unknown.",
          },
        ]
      : [
          {
            resource,
            verdict: "fail",
            path: at,
            message: `It has an ${direction} entry that allows.`,
          },
        ];
  });
}
