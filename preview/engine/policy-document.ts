import type { Properties, PropertyValue } from "./values";
import { containsUnknown, isList, isObject, unknownString } from "./values";

/** The result of `aws.iam.getPolicyDocument`: the JSON text, or unknown when one leaf is unknown. */
export function policyDocumentResult(args: Properties): Properties {
  const statements = listOf(args["statements"]).filter(isObject).map(statementOf);
  const document = { Version: args["version"] ?? "2012-10-17", Statement: statements };
  const json = containsUnknown(args) ? unknownString : JSON.stringify(document, null, 2);
  return {
    id: "offline",
    json,
    minifiedJson: containsUnknown(args) ? unknownString : JSON.stringify(document),
  };
}

function statementOf(statement: Properties): Properties {
  return withoutAbsent({
    Sid: statement["sid"],
    Effect: statement["effect"] ?? "Allow",
    Action: scalarOrList(statement["actions"]),
    NotAction: scalarOrList(statement["notActions"]),
    Resource: scalarOrList(statement["resources"]),
    NotResource: scalarOrList(statement["notResources"]),
    Principal: principalsOf(statement["principals"]),
    NotPrincipal: principalsOf(statement["notPrincipals"]),
    Condition: conditionsOf(statement["conditions"]),
  });
}

function principalsOf(value: PropertyValue | undefined): PropertyValue | undefined {
  const principals = listOf(value).filter(isObject);
  if (principals.length === 0) return undefined;
  const byType: Record<string, PropertyValue[]> = {};
  for (const { type, identifiers } of principals) {
    const key = typeof type === "string" ? type : "AWS";
    byType[key] = [...(byType[key] ?? []), ...listOf(identifiers)];
  }
  const everyone = byType["*"];
  return everyone === undefined ? mapValues(byType) : "*";
}

function conditionsOf(value: PropertyValue | undefined): PropertyValue | undefined {
  const conditions = listOf(value).filter(isObject);
  if (conditions.length === 0) return undefined;
  const block: Record<string, Record<string, PropertyValue>> = {};
  for (const { test, variable, values } of conditions) {
    if (typeof test !== "string" || typeof variable !== "string") continue;
    block[test] = { ...block[test], [variable]: scalarOrList(values) ?? [] };
  }
  return block;
}

const listOf = (value: PropertyValue | undefined): readonly PropertyValue[] =>
  value !== undefined && isList(value) ? value : [];

function scalarOrList(value: PropertyValue | undefined): PropertyValue | undefined {
  const list = listOf(value);
  if (list.length === 0) return undefined;
  return list.length === 1 ? list[0] : list;
}

const mapValues = (lists: Readonly<Record<string, readonly PropertyValue[]>>): Properties =>
  Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, scalarOrList(list) ?? []]));

function withoutAbsent(
  properties: Readonly<Record<string, PropertyValue | undefined>>,
): Properties {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    ),
  );
}
