import { allowed } from "../../authorization/findings";
import { ownLimitQuestions, ownLimitTypes } from "../../authorization/own-limits";
import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { permissionTypes } from "../../iam/effective/attachment-types";

/** No role changes its own permissions, boundary or trust. */
export const ownLimit: StackRule = {
  id: "boundary/own-limit",
  title: "Roles cannot change what limits them",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...new Set([...permissionTypes, ...ownLimitTypes])],
  why: "A role that can rewrite its own policies, boundary or trust has whatever permissions it likes.",
  fix: "Deny the action in the role's boundary, or leave the role itself out of the resources of the statement.",
  decides:
    "For each role: whether AWS would let it attach, change or remove its own policies, its own boundary or the document of that boundary, or its own trust policy.",
  cannotDecide:
    "Ways through other roles are a matter of iam/privilege-escalation; boundaries outside the stack are not read.",
  frameworks: familyFrameworks.boundary,
  params: {},
  since: "0.3.0",
  examples: {
    pass: '{"Effect":"Deny","Action":["iam:PutRolePolicy","iam:DeleteRolePermissionsBoundary"],"Resource":"*"} in the boundary',
    fail: '{"Effect":"Allow","Action":"iam:PutRolePolicy","Resource":"*"} for a role without a boundary',
  },
  check: (stack, context) => allowed({ stack, context }, ownLimitQuestions(stack, context)),
};
