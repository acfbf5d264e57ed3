import type { JudgedStack, StackObservation, StackRule } from "../../engine/rule";
import { pointer } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { defaultGroupKind, defaultsOf } from "../../network/defaults";
import { templateGroups } from "../../network/launch-template";
import { type MemberType, memberTypes } from "../../network/member-types";
import {
  type GroupAttachment,
  groupAttachments,
  groupAttachmentTypes,
  type Member,
  membersOf,
} from "../../network/members";

/** Nothing uses the default security group, neither by name nor by naming no group. */
export const defaultGroupUse: StackRule = {
  id: "net/default-group-use",
  title: "Nothing uses the default security group",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...Object.keys(memberTypes), ...groupAttachmentTypes],
  why: "The default group joins everything that names no group, so its members reach each other without anybody deciding so.",
  fix: "Name a security group of the resource's own.",
  decides:
    "Whether instances, interfaces, endpoints, load balancers, databases, caches, file systems and services in a VPC name a group, and whether the group they name is the default one. Instances may take their groups from a launch template of the stack.",
  cannotDecide:
    "A group known by its id alone may be the default group of a VPC of another stack. Types that demand a group, such as functions in a VPC, are judged by the group they name.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "an interface endpoint with securityGroupIds: [group.id]",
    fail: "an interface endpoint without securityGroupIds",
  },
  check: (stack) => {
    const { isDefault } = defaultsOf(stack, defaultGroupKind);
    const attachments = groupAttachments(stack);
    const isOpen = attachments.some(({ isTargetUnknown }) => isTargetUnknown);
    return [
      ...attachments.flatMap((attachment) => judgeAttachment(attachment, isDefault)),
      ...membersOf(stack).flatMap((member) => [
        ...judgeNamed(member, isDefault),
        ...(isNamed(member) ? [] : judgeUnnamed(stack, member, isOpen)),
      ]),
    ];
  },
};

function judgeAttachment(
  { resource, groups, isGroupUnknown }: GroupAttachment,
  isDefault: (group: string) => boolean,
): readonly StackObservation[] {
  const path = "/securityGroupId";
  if (groups.some(isDefault)) {
    const message = "It puts something into the default group of a VPC.";
    return [{ resource, verdict: "fail", path, message }];
  }
  const message = "Its group is unknown, and the default group would fail.";
  return isGroupUnknown ? [{ resource, verdict: "undecided", path, message }] : [];
}

const isNamed = ({ namesGroups, groups }: Member): boolean => namesGroups || groups.length > 0;

const pathOf = ({ groups }: MemberType): string => pointer(groups[0]?.slice(0, 1) ?? []);

function judgeNamed(
  { resource, groups, attachedGroups, unknownGroups, type }: Member,
  isDefault: (group: string) => boolean,
): readonly StackObservation[] {
  if (groups.some((group) => isDefault(group) && !attachedGroups.includes(group))) {
    const message = "It is in the default group of its VPC.";
    return [{ resource, verdict: "fail", path: pathOf(type), message }];
  }
  const [path] = unknownGroups;
  if (path === undefined) return [];
  const message = "One of its groups is unknown, and the default group would fail.";
  return [{ resource, verdict: "undecided", path, message }];
}

function judgeUnnamed(
  stack: JudgedStack,
  { resource, type }: Member,
  mayBeAttached: boolean,
): readonly StackObservation[] {
  const path = pathOf(type);
  const template = templateGroups(stack, resource);
  const takesDefault =
    template === "absent" ? type.usesDefaultGroup(resource.properties) : template === "none";
  if (takesDefault === false && template !== "unknown") return [];
  if (takesDefault === true && !mayBeAttached) {
    const message = "It names no security group, so AWS puts it into the default group of its VPC.";
    return [{ resource, verdict: "fail", path, message }];
  }
  const message = "It names no security group, and whether it takes the default one is unknown.";
  return [{ resource, verdict: "undecided", path, message }];
}
