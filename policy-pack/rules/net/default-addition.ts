import type { JudgedStack, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { aclEntries, aclTypes } from "../../network/acl-entries";
import {
  type DefaultKind,
  defaultAclKind,
  defaultGroupKind,
  defaultsOf,
} from "../../network/defaults";
import { effectiveRules } from "../../network/group-rules";
import { prefixListsOf } from "../../network/prefix-lists";
import { groupRuleTypes } from "../../network/rules";

/** No resource of its own adds a rule to a default group, or an entry to a default ACL. */
export const defaultAddition: StackRule = {
  id: "net/default-addition",
  title: "Nothing adds rules to a VPC's default group or ACL",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...groupRuleTypes, aclTypes.entry],
  why: "The default group and ACL are empty so that whatever forgets its own can reach nothing; a rule that comes later undoes that.",
  fix: "Add the rule to a group or an ACL of its own.",
  decides:
    "Whether a rule or entry resource belongs to a default group or ACL, by the VPC's output or by the resource that adopts it.",
  cannotDecide:
    "A group or ACL known by its id alone may be the default one of a VPC of another stack.",
  frameworks: familyFrameworks.net,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a SecurityGroupIngressRule of a SecurityGroup",
    fail: "a SecurityGroupIngressRule with securityGroupId: vpc.defaultSecurityGroupId",
  },
  check: (stack, { declared }) => {
    const groups = effectiveRules(stack, prefixListsOf(stack, declared));
    const acls = aclEntries(stack);
    return [
      ...judge(stack, defaultGroupKind, {
        added: groups.byGroup,
        unattached: groups.unattached,
        property: "securityGroupId",
        noun: "group",
      }),
      ...judge(stack, defaultAclKind, {
        added: acls.byAcl,
        unattached: acls.unattached,
        property: "networkAclId",
        noun: "network ACL",
      }),
    ];
  },
};

interface Holder {
  readonly resource: StackResource;
  readonly path: string;
}

interface Additions {
  readonly added: ReadonlyMap<string, readonly Holder[]>;
  readonly unattached: readonly (Holder & { readonly candidates: readonly string[] })[];
  readonly property: string;
  readonly noun: string;
}

function judge(
  stack: JudgedStack,
  kind: DefaultKind,
  { added, unattached, property, noun }: Additions,
): readonly StackObservation[] {
  const { isDefault } = defaultsOf(stack, kind);
  const path = `/${property}`;
  const certain = [...added]
    .filter(([key]) => isDefault(key))
    .flatMap(([, holders]) => holders)
    // What the adopter holds itself is judged by the rule for the default.
    .filter((holder) => holder.path === "")
    .map(({ resource }): StackObservation => {
      const message = `It adds a rule to the default ${noun} of a VPC.`;
      return { resource, verdict: "fail", path, message };
    });
  const possible = unattached
    .filter(({ candidates }) => candidates.length === 0 || candidates.some(isDefault))
    .map(({ resource }): StackObservation => {
      const message = `Its ${noun} is unknown, and the default one of a VPC would fail.`;
      return { resource, verdict: "undecided", path, message };
    });
  return [...certain, ...possible];
}
