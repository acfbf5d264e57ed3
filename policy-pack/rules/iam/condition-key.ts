import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { serviceKeys, servicePrefix } from "../../iam/catalogue";
import { checkStatements, hasWildcard } from "../../iam/check";
import { comparesType, globalKeyType, parseOperator } from "../../iam/condition-keys";
import type { Condition, Statement } from "../../iam/document";
import { documentKinds, documentTypes } from "../../iam/locations";
import { covers } from "../../iam/pattern";

/** Conditions use keys that their service sends, with operators that compare them. */
export const conditionKey: ResourceRule = {
  id: "iam/condition-key",
  title: "Condition keys exist and are compared rightly",
  severity: "medium",
  level: "mandatory",
  onUndecided: "warn",
  needs: "resource",
  applies: documentTypes,
  why: "A key that no request carries never matches: an Allow fails for all, a Deny protects nothing.",
  fix: "Use a key of the service, with an operator of its type.",
  decides:
    "Whether a condition uses an operator that exists, a global key or a key of a service that the statement names, and an operator that compares values of the key's type. A key of a service that the catalogue does not list is only noted: it may be newer.",
  cannotDecide:
    "Whether the service sends the key with every action. Keys of identity providers are not listed anywhere.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}',
    fail: '"Condition":{"StringEquals":{"aws:PrincipalOrg":"o-a1b2c3d4e5"}}',
  },
  check: checkStatements(
    (statement) => statement.conditions.flatMap((condition) => judge(condition, statement)),
    documentKinds,
  ),
};

function judge(condition: Condition, statement: Statement): readonly Observation[] {
  const { operator, key, path, values } = condition;
  if (isUnknown(key) || isUnknown(operator)) return [];
  const { type, comparison } = parseOperator(operator);
  if (type === undefined) {
    return [{ verdict: "fail", path, message: `${operator} is no condition operator.` }];
  }
  const keyType = typeOf(key, statement);
  if (keyType === "unknown") return [unknownKey(condition)];
  if (keyType !== undefined && type !== "null" && !comparesType(type, keyType)) {
    const message = `${operator} does not compare values of ${key}, which are of type ${keyType}.`;
    return [{ verdict: "fail", path, message }];
  }
  const literal = values.find((value) => value.kind === "text" && hasWildcard(value.text));
  if (!/^string(not)?equals/.test(comparison) || literal === undefined) return [];
  const message = `${operator} takes the wildcard in its value literally.`;
  const fix = `Use ${operator.replace(/Equals(IgnoreCase)?/, "Like")}, or write the value in full.`;
  return [{ verdict: "fail", path: literal.path, message, fix, level: "advisory" }];
}

function unknownKey({ key, path }: Condition): Observation {
  const isGlobal = key.startsWith("aws:");
  const message = isGlobal
    ? `${key} is no global condition key.`
    : `No service of the statement is known to send ${key}.`;
  return { verdict: "fail", path, message, ...(!isGlobal && { level: "advisory" as const }) };
}

// Nothing when it cannot be told: keys of identity providers, and services that nobody knows.
function typeOf(key: string, statement: Statement): string | undefined {
  const own = globalKeyType(key);
  if (own !== undefined) return own;
  const prefix = servicePrefix(key);
  if (prefix.includes(".") || prefix === "saml") return undefined;
  const services = servicesOf(statement);
  if (services === undefined) return key.startsWith("aws:") ? "unknown" : undefined;
  const found = services.flat().find(({ name }) => covers(name, key));
  return found?.type ?? "unknown";
}

// The condition keys of every service that the actions name; nothing where one of them may be any.
function servicesOf({ actions, notActions }: Statement) {
  if (notActions.length > 0) return undefined;
  const keys = actions.map((entry) => {
    if (entry.kind !== "text") return undefined;
    const prefix = servicePrefix(entry.text);
    return hasWildcard(prefix) ? undefined : serviceKeys(prefix);
  });
  const known = keys.flatMap((each) => (each === undefined ? [] : [each]));
  return known.length === actions.length ? known : undefined;
}
