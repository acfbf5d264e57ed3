import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, type Properties, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Permissions to invoke a function name their caller and, for a service, on whose behalf it calls. */
export const lambdaPermission: ResourceRule = {
  id: "resource/lambda-permission",
  title: "Functions name who may invoke them",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:lambda/permission:Permission"],
  why: "A service calls on behalf of any account unless its source is named.",
  fix: "Name the principal, and for a service set sourceAccount or sourceArn.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.resource,
  params: {},
  since: "0.1.0",
  examples: {
    pass: 'principal: "secretsmanager.amazonaws.com", sourceAccount: "111122223333"',
    fail: 'principal: "*"',
  },
  check: ({ properties }) => [...judgePrincipal(properties), ...judgeAction(properties)],
};

function judgeAction({ action }: Properties): readonly Observation[] {
  const path = "/action";
  if (isUnknown(action)) return [{ verdict: "undecided", path, message: "The action is unknown." }];
  const text = textOf(action);
  if (!text.includes("*")) return [];
  return [{ verdict: "fail", path, message: `Action ${text} is a pattern.` }];
}

function judgePrincipal(properties: Properties): readonly Observation[] {
  const { principal, sourceAccount, sourceArn, principalOrgId } = properties;
  const path = "/principal";
  if (isUnknown(principal))
    return [{ verdict: "undecided", path, message: "The principal is unknown." }];
  if (principal === "*") {
    return principalOrgId === undefined
      ? [{ verdict: "fail", path, message: "Everybody may invoke the function." }]
      : [];
  }
  const isService = typeof principal === "string" && principal.endsWith(".amazonaws.com");
  if (!isService || sourceAccount !== undefined || sourceArn !== undefined) return [];
  const message = `${principal} may invoke the function for any account.`;
  return [{ verdict: "fail", path, message }];
}
