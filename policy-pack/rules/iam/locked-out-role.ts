import { denied } from "../../authorization/findings";
import { namedUses } from "../../authorization/service-uses";
import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { permissionTypes } from "../../iam/effective/attachment-types";
import { companions, ownedTypes } from "../../iam/effective/owned-things";

/** Roles for emergencies are not locked out by the stack's own policies. */
export const lockedOutRole: StackRule = {
  id: "iam/locked-out-role",
  title: "Roles for emergencies are not locked out",
  severity: "critical",
  level: "mandatory",
  onUndecided: "warn",
  needs: "stack",
  applies: [...new Set([...permissionTypes, ...ownedTypes, ...Object.keys(companions)])],
  why: "A break-glass role that a denial forgot is found out in the incident that it was made for.",
  fix: "Exempt the role from the denial that is named here, or let the missing policy allow it.",
  decides:
    "For each role that belongs to no service and that people take on (its trust policy demands a second factor, or names users and roles outside the stack): whether it can do what its own policies name, against boundary, resource and key policies.",
  cannotDecide:
    "Whether people can take the role on in time: who may assume it is outside the stack. Roles outside the stack are not read.",
  frameworks: { ...familyFrameworks.iam, nist80053: ["AC-3", "CP-2", "IR-4"] },
  params: {},
  since: "0.3.0",
  examples: {
    pass: "a secret's policy that denies reading to everybody but its readers and the break-glass role",
    fail: "a secret's policy that denies reading to everybody but its readers, while the break-glass role may read it by its own policy",
  },
  check: (stack, context) => {
    const uses = namedUses(stack, context).filter(({ isEmergency }) => isEmergency);
    return denied({ stack, context }, uses);
  },
};
