import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { permissionTypes } from "../../iam/effective/attachment-types";
import { escalationActions } from "../../iam/effective/escalation";
import { escalationObservations } from "../../iam/effective/escalation-groups";
import { gapObservations } from "../../iam/effective/gap-observations";
import { principalsOf } from "../../iam/effective/principals";

/** Nobody may, with everything they hold together, give themselves the permissions of somebody else. */
export const privilegeEscalation: StackRule = {
  id: "iam/privilege-escalation",
  title: "No way to the permissions of somebody else",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: permissionTypes,
  why: "Whoever can change permissions, or run code as another role, holds whatever that allows.",
  fix: "Remove one of the actions, or keep them in roles that people assume one at a time.",
  decides:
    "Whether the union of all policies of a principal, within its boundary and minus denials, opens one of the known escalation paths. An inline policy gives nothing to a role of the stack, named in full, that holds all its boundary allows, unless the same principal may create roles.",
  cannotDecide:
    "It does not weigh how much the other identity may do, and policies that are not in the stack are undecided. Conditions never count, so that a pattern of names is a way whatever boundary it demands: roles outside the stack may match. Whether a role is in the account that its ARN names is told by one allowed account, or is undecided.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:eu-west-1:111122223333:function:pay"}',
    fail: '{"Effect":"Allow","Action":["iam:PassRole","lambda:CreateFunction","lambda:InvokeFunction"],"Resource":"*"}',
  },
  check: (stack, context) => {
    const principals = principalsOf(stack, context);
    if (principals.length === 0) return [];
    return [
      ...escalationObservations(principals, stack, context),
      ...gapObservations(principals, escalationActions),
    ];
  },
};
