import { denied } from "../../authorization/findings";
import { namedUses } from "../../authorization/service-uses";
import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { permissionTypes } from "../../iam/effective/attachment-types";
import { companions, ownedTypes } from "../../iam/effective/owned-things";

/** What a role's policies name, the role can do: no other policy takes it away. */
export const unusablePermission: StackRule = {
  id: "iam/unusable-permission",
  title: "Roles can do what their policies name",
  severity: "medium",
  level: "mandatory",
  onUndecided: "warn",
  needs: "stack",
  applies: [...new Set([...permissionTypes, ...ownedTypes, ...Object.keys(companions)])],
  why: "A permission that a boundary, a key or a resource policy takes away fails at night, and somebody then opens too much.",
  fix: "Let the policy that is named here allow it too, or take the permission away.",
  decides:
    "For each action and each resource of the stack that a role's own policies name: whether AWS allows it under the conditions of the statement, boundary, resource, key, trust and auth policies included, and with the key that AWS uses on the role's behalf.",
  cannotDecide:
    "Patterns of actions and of resource names are limits and not uses. Conditions are met by values that suit the caller; whether a program sends them is not known.",
  frameworks: { ...familyFrameworks.iam, nist80053: ["AC-3", "AC-6", "SC-12"] },
  params: {},
  since: "0.3.0",
  examples: {
    pass: "a role that may read a secret, with a key that lets it decrypt through Secrets Manager",
    fail: "a role that may read a secret, with a boundary that does not allow kms:Decrypt",
  },
  check: (stack, context) => {
    const uses = namedUses(stack, context).filter(({ isEmergency }) => !isEmergency);
    return denied({ stack, context }, uses);
  },
};
