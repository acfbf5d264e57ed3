import { actionFacts, servicePrefix } from "./catalogue";
import { parseOperator } from "./condition-keys";
import type { Condition } from "./document";
import { covers, hasWildcard } from "./pattern";

/** Services whose resources get their ids from AWS, with the types that do not. */
const namedTypes: Readonly<Record<string, readonly string[]>> = {
  ec2: ["key-pair", "placement-group", "role"],
  elasticfilesystem: [],
};

// Keys that keep a new resource to one place, or to what the request says of itself.
const limitingKeys = [
  "ec2:vpc",
  "ec2:vpcid",
  "ec2:subnet",
  "ec2:subnetid",
  "aws:requesttag/*",
  "elasticfilesystem:accesspointarn",
] as const;

/** Whether an action creates something whose id AWS chooses, so that its resource can only be a pattern. */
export function createsWithChosenId(action: string, resource: string): boolean {
  const service = servicePrefix(action);
  const types = Object.hasOwn(namedTypes, service) ? namedTypes[service] : undefined;
  if (types === undefined) return false;
  const [, type] = /^arn:[^:*?]+:[^:*?]+:[^:*?]+:[^:*?]*:([a-z-]+)\/\*$/.exec(resource) ?? [];
  if (type === undefined || types.includes(type)) return false;
  return /^[^:]*:(create|run|allocate|copy|import|request)/i.test(action) && !hasWildcard(action);
}

/** The condition keys that limit what an action creates. */
export function creationKeys(action: string): readonly string[] {
  const supported = actionFacts(action)?.conditionKeys ?? [];
  return limitingKeys.filter((key) => supported.includes(key));
}

/** Whether conditions keep a creation to known places. */
export function limitsCreation(
  action: string,
  conditions: readonly Condition[],
): "yes" | "no" | "undecided" {
  const keys = creationKeys(action);
  const answers = conditions
    .filter(({ key }) => keys.some((each) => covers(each, key)))
    .map(limitsTo);
  if (answers.includes("yes")) return "yes";
  return answers.includes("undecided") ? "undecided" : "no";
}

function limitsTo({ operator, values }: Condition): "yes" | "no" | "undecided" {
  const { comparison, ifExists, qualifier, isNegated } = parseOperator(operator);
  const isEquality = /^(stringequals|stringlike|arnequals|arnlike)/.test(comparison);
  if (!isEquality || ifExists || isNegated || qualifier === "forallvalues") return "no";
  if (values.length === 0) return "no";
  if (values.some((value) => value.kind === "text" && isOpen(value.text))) return "no";
  return values.some(({ kind }) => kind === "unknown") ? "undecided" : "yes";
}

// The name of a VPC or subnet is exact; a wildcard in Region or account would admit others.
const isOpen = (text: string): boolean => hasWildcard(text);
