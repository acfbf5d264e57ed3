import type { StackResource } from "../engine/rule";
import { isUnknown, textOf } from "../engine/value";
import { hasUnknownName } from "../iam/effective/arn-patterns";
import type { PolicySource } from "../iam/effective/sources";
import { permissionStatement } from "../iam/lambda-permission";
import type { Entry, Statement } from "../iam/statement";

/** A permission of a function as the statement that Lambda makes of it (Lambda API reference, "AddPermission"). */
export function permissionPolicy(carrier: StackResource, target: StackResource): PolicySource {
  const { statementId } = carrier.properties;
  const { principal, action, conditions } = permissionStatement(carrier.properties);
  const statement: Statement = {
    path: "",
    sid: typeof statementId === "string" && !isUnknown(statementId) ? statementId : undefined,
    effect: "Allow",
    effectUnknown: false,
    actions: [action],
    notActions: [],
    resources: [targetEntry(carrier, target)],
    notResources: [],
    principals: [principal],
    notPrincipals: [],
    conditions: conditions.map((condition) => ({
      ...condition,
      values: condition.values.map((value) => referredValue(carrier, value)),
    })),
    unknown: false,
    conditionUnknown: false,
  };
  return {
    carrier,
    path: "",
    isStored: false,
    document: {
      kind: "known",
      version: "2012-10-17",
      versionUnknown: false,
      statements: [statement],
      problems: [],
    },
  };
}

/** Whether nobody can tell if a permission is for a function: what it names is unknown, or the function's name is. */
export function mayBeFor(permission: StackResource, target: StackResource): boolean {
  const { properties, propertyDependencies } = permission;
  return isUnknown(properties["function"])
    ? (propertyDependencies["function"] ?? []).length === 0
    : hasUnknownName(target);
}

// A permission for a version or alias says nothing of the function called without it.
function targetEntry(carrier: StackResource, target: StackResource): Entry {
  const { qualifier } = carrier.properties;
  const path = "/function";
  if (mayBeFor(carrier, target)) return { kind: "unknown", path };
  if (isUnknown(qualifier)) return { kind: "unknown", path: "/qualifier" };
  const isWhole = qualifier === undefined || qualifier === null || qualifier === "";
  return {
    kind: "reference",
    ref: target.urn,
    suffix: isWhole ? "" : `:${textOf(qualifier)}`,
    path,
  };
}

// An unknown source is the one resource that the property depends on.
function referredValue({ propertyDependencies }: StackResource, value: Entry): Entry {
  if (value.kind !== "unknown") return value;
  const [urn, ...others] = propertyDependencies[value.path.slice(1)] ?? [];
  if (urn === undefined || others.length > 0) return value;
  return { kind: "reference", ref: urn, suffix: "", path: value.path };
}
