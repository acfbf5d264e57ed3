import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { permissionTypes } from "../../iam/effective/attachment-types";
import { wholeResources } from "../../iam/effective/evidence";
import { gapObservations } from "../../iam/effective/gap-observations";
import {
  type Crossing,
  crossingActions,
  crossingsIn,
  servicePrincipals,
} from "../../iam/effective/isolation";
import { companions, ownedTypes } from "../../iam/effective/owned-things";
import { unlinkedPolicies } from "../../iam/effective/resource-admissions";

/** No role of a service can use what another service owns, unless an edge says so. */
export const reachIsolation: StackRule = {
  id: "reach/isolation",
  title: "Services are isolated in IAM",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...new Set([...permissionTypes, ...ownedTypes, ...Object.keys(companions)])],
  why: "Services that are apart in the network are still one if one can read, decrypt or call what the other owns.",
  fix: "Remove the permission, or declare an edge between the services that names the action.",
  decides:
    "For each pair of services with declared members: whether a role of one can assume, pass, read, decrypt or invoke what the other owns, by identity, resource or key policy.",
  cannotDecide:
    "Services and what they own are those that components declare; without that nothing is proven. Conditions are read as met.",
  frameworks: { ...familyFrameworks.reach, nist80053: ["AC-3", "AC-4", "AC-6", "SC-7", "SC-39"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "the role of orbit reads the secret of orbit",
    fail: "the role of orbit reads the secret of axon, and no edge from orbit to axon names the action",
  },
  check: (stack, context) => {
    const principals = servicePrincipals(stack, context).map(({ principal }) => principal);
    if (principals.length === 0) return [];
    return [
      ...crossingsIn(stack, context).map(observation),
      ...gapObservations(principals, crossingActions),
      ...unlinkedPolicies(stack).map(unlinked),
    ];
  },
};

const unlinked = ({
  policy,
  path,
}: ReturnType<typeof unlinkedPolicies>[number]): StackObservation => ({
  resource: policy,
  verdict: "undecided",
  path,
  message: "Whose policy this is cannot be told, nor whom it lets in.",
});

const observation = ({
  from,
  role,
  to,
  resource,
  verb,
  action,
  carrier,
  path,
  certainty,
}: Crossing): StackObservation => ({
  resource: carrier,
  verdict: certainty === "yes" ? "fail" : "undecided",
  path,
  message: `${role.name} of service ${from} ${certainty === "yes" ? "can" : "may be able to"} ${verb} ${resource.name} of service ${to} by ${action}, and no edge says so.`,
  fix: `Remove ${action} on ${resource.name}, or declare an edge from ${from} to ${to} with actions ["${action}"].`,
  value: `${action} on ${resource.name} by ${role.name}`,
  evidence: wholeResources([role, resource]),
});
