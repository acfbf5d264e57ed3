import type { StackResource } from "../engine/rule";
import { isObject, isUnknown, listOf, textOf, type Value } from "../engine/value";
import { all, any, decided, type Truth } from "../iam/effective/truth";
import { literal, matchesArn } from "./arn-shapes";
import { conditionsMet } from "./conditions-met";
import type { RequestKeys } from "./favourable-keys";
import type { World } from "./known-arns";
import type { Requirement } from "./requirements";
import type { Question } from "./rulings";

const grantType = "aws:kms/grant:Grant";
const roleType = "aws:iam/role:Role";
const granteeTypes = [roleType, "aws:iam/user:User"];

/**
 * What grants of a key allow. AWS KMS Developer Guide, "Grants in AWS KMS": a grant gives one grantee the listed
 * operations, under an encryption context that equals or holds what it constrains, and never denies.
 */
export function grantSide(
  world: World,
  question: Question,
  key: StackResource,
): readonly Requirement[] {
  return grantsOfKey(world, key).map((grant) => ({
    truth: all([
      namesGrantee(world, question, grant),
      givesOperation(question, grant),
      meetsContext(question, grant),
    ]),
    evidence: [
      {
        policy: "key policy",
        carrier: grant.name,
        urn: grant.urn,
        path: "/operations",
        sid: undefined,
        effect: "Allow",
      },
    ],
    what: `the grant ${grant.name}`,
  }));
}

/** The grants of a key. */
export const grantsOfKey = ({ stack }: World, key: StackResource): readonly StackResource[] =>
  stack
    .ofType(grantType)
    .filter((grant) => stack.referred(grant, "keyId", [key.type]).includes(key));

/** At least the roles of the stack that a grant names; undefined when it may be any. */
export function granteesOf(
  { stack }: World,
  grant: StackResource,
): readonly StackResource[] | undefined {
  const { granteePrincipal } = grant.properties;
  if (isUnknown(granteePrincipal)) {
    const found = stack.referred(grant, "granteePrincipal", granteeTypes);
    return found.length === 0 ? undefined : found.filter(({ type }) => type === roleType);
  }
  // A role whose name is unknown may be the one that an ARN names.
  return undefined;
}

/** The encryption context that a grant asks for, as condition keys. */
export const constraintKeys = ({ properties }: StackResource): RequestKeys =>
  Object.fromEntries(
    listOf(properties["constraints"])
      .filter(isObject)
      .flatMap((constraint) => Object.values(constraint))
      .filter(isObject)
      .flatMap((pairs) => Object.entries(pairs))
      .map(([name, value]) => [contextKey(name), isUnknown(value) ? "unknown" : [textOf(value)]]),
  );

const contextKey = (name: string): string => `kms:encryptioncontext:${name}`.toLowerCase();

function namesGrantee({ stack }: World, { request, view }: Question, grant: StackResource): Truth {
  const { caller } = request;
  const { granteePrincipal } = grant.properties;
  if (caller.kind === "service") return "no";
  if (isUnknown(granteePrincipal)) {
    const found = stack.referred(grant, "granteePrincipal", granteeTypes);
    if (found.length === 0) return "maybe";
    return decided(caller.kind === "role" && found.includes(caller.role));
  }
  if (typeof granteePrincipal !== "string") return "no";
  return caller.kind === "role"
    ? matchesArn(literal(granteePrincipal), view.shapeOf(caller.role))
    : decided(granteePrincipal === caller.arn);
}

function givesOperation({ action }: Question, { properties }: StackResource): Truth {
  const { operations } = properties;
  if (isUnknown(operations)) return "maybe";
  return any(
    listOf(operations).map((operation) =>
      isUnknown(operation) ? "maybe" : decided(`kms:${textOf(operation)}`.toLowerCase() === action),
    ),
  );
}

// Constraints compare the context with its letter case; the condition keys of KMS do the same with the values.
function meetsContext({ view }: Question, { properties }: StackResource): Truth {
  const constraints = listOf(properties["constraints"]);
  return all(constraints.map((constraint) => constraintMet(constraint, view)));
}

function constraintMet(constraint: Value, view: Question["view"]): Truth {
  if (!isObject(constraint)) return "maybe";
  return all(
    Object.values(constraint).map((pairs): Truth => {
      if (!isObject(pairs)) return "maybe";
      return conditionsMet(
        {
          conditionUnknown: false,
          conditions: Object.entries(pairs).map(([name, value]) => ({
            operator: "StringEquals",
            key: contextKey(name),
            path: "/constraints",
            values: [
              isUnknown(value)
                ? { kind: "unknown", path: "/constraints" }
                : { kind: "text", text: textOf(value), path: "/constraints" },
            ],
          })),
        },
        { ...view, hasVariables: false },
      );
    }),
  );
}
