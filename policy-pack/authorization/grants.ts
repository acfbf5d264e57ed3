import type { StackResource } from "../engine/rule";
import { isObject, isUnknown, listOf, textOf, type Value } from "../engine/value";
import { all, any, decided, type Truth } from "../iam/effective/truth";
import { literal, matchesArn } from "./arn-shapes";
import { conditionsMet } from "./conditions-met";
import type { World } from "./known-arns";
import type { Requirement } from "./requirements";
import type { Question } from "./rulings";

const grantType = "aws:kms/grant:Grant";

/**
 * What grants of a key allow. AWS KMS Developer Guide, "Grants in AWS KMS": a grant gives one grantee the listed
 * operations, under an encryption context that equals or holds what it constrains, and never denies.
 */
export function grantSide(
  { stack }: World,
  question: Question,
  key: StackResource,
): readonly Requirement[] {
  return stack
    .ofType(grantType)
    .filter((grant) => stack.referred(grant, "keyId", [key.type]).includes(key))
    .map((grant) => ({
      truth: all([
        namesGrantee(stack, question, grant),
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

function namesGrantee(
  stack: World["stack"],
  { request, view }: Question,
  grant: StackResource,
): Truth {
  const { caller } = request;
  const { granteePrincipal } = grant.properties;
  if (caller.kind === "service") return "no";
  if (isUnknown(granteePrincipal)) {
    const found = stack.referred(grant, "granteePrincipal", [
      "aws:iam/role:Role",
      "aws:iam/user:User",
    ]);
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
            key: `kms:encryptioncontext:${name}`.toLowerCase(),
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
